"""The chain holds; whatever is done to it or to the lines it covers is found."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from kinkeeper.ground.access.actions import refused, seen
from kinkeeper.ground.access.models import Reading, Refusal
from kinkeeper.ground.audit.actions import append, settle
from kinkeeper.ground.audit.models import Link
from kinkeeper.ground.audit.queries import Anchor, head, read_anchors, verify
from kinkeeper.ground.audit.rules import FIRST, digest_of, hash_of
from kinkeeper.ground.records.actions import erase, write
from kinkeeper.ground.records.models import Change
from kinkeeper.mission.people.models import Person
from tests.cast import Cast, Stage

EMPTY = {"given_name": "-", "family_name": "", "note": "", "search_key": "-"}


@pytest.fixture
def person(cast: Cast, stage: Stage) -> Person:
    return a_busy_file(cast, stage)


def a_busy_file(cast: Cast, stage: Stage) -> Person:
    """Written, read, refused: a dozen links and more of all three logs."""
    named = {"given_name": "Awa", "family_name": "Traoré", "search_key": "awa traore"}
    made = Person(code=f"E-{uuid4().hex[:8]}", place=stage.kita)
    person = write(made, by=cast.awa, note="canari", **named)
    for number in range(6):
        write(person, by=cast.awa, alias=f"Ba {number}")
        seen(cast.awa, [person], door="person")
        refused(cast.claire, door="person")
    settle()
    return person


def kinds(*anchors: Anchor) -> set[str]:
    settle()
    return {finding.kind for finding in verify(anchors).findings}


def test_reads_writes_and_refusals_stand_in_one_chain(person: Person) -> None:
    said = verify([head()])
    assert said.sound, said.findings
    assert {"change", "reading", "refusal"} <= set(Link.objects.values_list("log", flat=True))
    every = Change.objects.count() + Reading.objects.count() + Refusal.objects.count()
    assert said.lines == every
    assert said.head == head()


def test_erasing_a_person_does_not_break_the_chain(person: Person, cast: Cast) -> None:
    erase(person, by=cast.awa, reason="retention", empty=EMPTY)
    assert kinds() == set()
    assert not Change.objects.filter(record=person.pk, salt__isnull=False, version=1).exists()


# --- eight kinds of tampering, and more, each planted and found ----------------------------------


def middle() -> Link:
    return Link.objects.order_by("number")[Link.objects.count() // 2]


def edit_a_change() -> None:
    Change.objects.filter(kind="people.person", version=3).update(actor=uuid4())


def edit_what_stands_in_it() -> None:
    Change.objects.filter(kind="people.person", version=3).update(after={"given_name": "Assa"})


def empty_it_without_erasing() -> None:
    lines = Change.objects.filter(kind="people.person", version=3)
    lines.update(after={}, sealed=None, salt=None)


def edit_a_reading() -> None:
    Reading.objects.filter(pk=Reading.objects.latest("pk").pk).update(records=[])


def delete_a_reading() -> None:
    Reading.objects.latest("pk").delete()


def delete_a_reading_with_its_link() -> None:
    link = Link.objects.filter(log="reading").order_by("number")[2]
    Reading.objects.filter(pk__in=link.lines).delete()
    link.delete()


def reorder() -> None:
    one, other = Link.objects.order_by("number")[4:6]
    mine, theirs = (one.number, one.hash), (other.number, other.hash)
    Link.objects.filter(pk=one.pk).update(number=-1)
    Link.objects.filter(pk=other.pk).update(number=mine[0])
    Link.objects.filter(pk=one.pk).update(number=theirs[0])


def insert_a_line() -> None:
    Refusal.objects.create(account=uuid4(), door="person")


def insert_a_link() -> None:
    """A false reading with a link in the middle, the later ones moved up."""
    at = middle()
    assert at.number is not None
    false = Reading.objects.create(account=uuid4(), purpose="care", door="x", kind="x", records=[])
    later = Link.objects.filter(number__gt=at.number)
    later.update(number=F("number") + 1000)
    Link.objects.filter(number__gt=1000).update(number=F("number") - 999)
    Link.objects.create(
        number=at.number + 1,
        at=at.at,
        log="reading",
        lines=[false.pk],
        digest="0" * 64,
        hash=at.hash,
    )


def replay() -> None:
    """An old line once more at the end, with a hash that fits."""
    old = Link.objects.filter(log="reading").order_by("number")[0]
    at = head()
    facts = {
        "number": at.number + 1, "at": Link.objects.latest("number").at, "log": old.log,
        "lines": old.lines, "digest": old.digest,
    }  # fmt: skip
    Link.objects.create(**facts, hash=hash_of(at.hash, **facts))


def set_the_clock_back() -> None:
    at = Link.objects.latest("number")
    assert at.number is not None
    facts = {
        "number": at.number + 1, "at": at.at - timedelta(days=2), "log": "reading", "lines": [],
        "digest": digest_of(),
    }  # fmt: skip
    Link.objects.create(**facts, hash=hash_of(at.hash, **facts))


def truncate() -> None:
    """The last links and the lines they covered: the chain that is left holds by itself."""
    for link in list(Link.objects.order_by("-number")[:3]):
        model = {"change": Change, "reading": Reading, "refusal": Refusal}[link.log]
        model._default_manager.filter(pk__in=link.lines).delete()
        link.delete()


def rewrite() -> None:
    """Everything anew, with the program's own rules: only what was noted elsewhere tells."""
    Reading.objects.all().update(account=uuid4())
    from kinkeeper.ground.audit.logs import logs
    from kinkeeper.ground.audit.rules import joined

    before = FIRST
    for link in Link.objects.order_by("number"):
        known = logs()[link.log].digests(link.lines)
        link.digest = joined(known[line] for line in link.lines)
        facts = {
            "number": link.number, "at": link.at, "log": link.log, "lines": link.lines,
            "digest": link.digest,
        }  # fmt: skip
        link.hash = before = hash_of(before, **facts)
        link.save()


PLANTED: list[tuple[Callable[[], None], str]] = [
    (edit_a_change, "edited"),
    (edit_what_stands_in_it, "edited"),
    (empty_it_without_erasing, "edited"),
    (edit_a_reading, "edited"),
    (delete_a_reading, "deleted"),
    (delete_a_reading_with_its_link, "gap"),
    (reorder, "broken"),
    (insert_a_line, "inserted"),
    (insert_a_link, "broken"),
    (replay, "replayed"),
    (set_the_clock_back, "clock"),
    (truncate, "truncated"),
    (rewrite, "rewritten"),
]


@pytest.mark.parametrize(("attack", "kind"), PLANTED, ids=[a.__name__ for a, _kind in PLANTED])
def test_what_was_planted_is_found(attack: Callable[[], None], kind: str, person: Person) -> None:
    anchor = head()
    assert kinds(anchor) == set(), "the control: before, nothing is found"
    attack()
    assert kind in kinds(anchor)


@pytest.mark.parametrize("attack", [truncate, rewrite])
def test_without_an_anchor_nobody_could_tell(attack: Callable[[], None], person: Person) -> None:
    """Why anchors are kept elsewhere: the chain alone does not show these two."""
    attack()
    assert kinds() == set()


# --- anchors -------------------------------------------------------------------------------------


def test_anchors_are_read_from_a_file_of_lines() -> None:
    lines = ["# bureau de Kita", "", f"2018-04-12 7 {'a' * 64}", f"2018-04-13 9 {'b' * 64}"]
    assert read_anchors(lines) == [Anchor(7, "a" * 64), Anchor(9, "b" * 64)]


@pytest.mark.parametrize(
    "lines", [[], ["# rien"], ["7"], ["2018-04-12 sept " + "a" * 64], ["2018-04-12 7 abc"]]
)
def test_a_file_that_says_nothing_is_no_check(lines: list[str]) -> None:
    with pytest.raises(ValueError):
        read_anchors(lines)


def test_whole_numbers_digest_the_same_whatever_the_engine_made_of_them() -> None:
    assert digest_of({"a": 2.0, "b": [1.5]}) == digest_of({"b": [1.5], "a": 2})
    assert digest_of("a", "b") != digest_of("ab")


def test_a_link_may_say_its_day_alone_and_the_chain_holds(person: Person) -> None:
    """What was told without a name leaves no hour, neither in its line nor in its link."""
    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    row = Refusal.objects.create(account=None, door="x")
    append("refusal", [(row.pk, digest_of(row.pk, row.at, row.account, row.door))], at=day)
    settle()
    assert Link.objects.latest("pk").at == day
    assert kinds() == set()


@pytest.mark.django_db
def test_telling_leaves_no_refusal_with_an_hour() -> None:
    Client().get("/tell/xx/")
    assert not Refusal.objects.exists()
