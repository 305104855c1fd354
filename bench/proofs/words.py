"""A word of its own in every text of class L2 to L4, in the rows of each area; and who may meet it.

What holds no word (numbers, days, choices, codes that the program looks up) is counted: whether an
account is given such a field at all is asked by `rows.fields` and by the fence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Concat

from bench.proofs import world
from bench.proofs.filling import kinds, rows_in
from bench.proofs.policy import Policy
from bench.proofs.world import Asker
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.instruments.keeping import LEVELS, sealed
from kinkeeper.ground.instruments.models import Answers
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.sealed import SealedTextField
from kinkeeper.mission.care.models import Stay
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import Asked, Ground, Heard, Judged, safeguarding
from kinkeeper.mission.protection.models import Contact
from kinkeeper.mission.protection.said import Story, Words

HASHES = frozenset({"sealed", "file", "receipt", "mark", "public"})
CODES = frozenset({
    "admission.decision.answer", "education.enrolment.why", "health.vaccination.vaccine",
})  # fmt: skip
TOLD = ("story", "village", "who", "happened", "reporter", "reach", "source")
OWN, FAR, BOTH = "own", "far", "both"


@dataclass(frozen=True)
class Word:
    """field: kind and name. area: of the rows that hold it."""

    text: str
    level: int
    field: str
    area: str

    @property
    def kind(self) -> str:
        return self.field.rpartition(".")[0]


def plant() -> dict[str, Word]:
    found: dict[str, Word] = {}
    with transaction.atomic():
        for model in kinds():
            for field in texts_of(model):
                for area in (OWN, FAR, BOTH):
                    word = _named(len(found), model, field, area)
                    if _append(model, field, word):
                        found[word.text] = word
        sealed_words = list(_restricted())
    return found | {word.text: word for word in sealed_words}


def texts_of(model: type[Record]) -> Iterator[Any]:
    return (f for f in model.kept_fields() if class_of(f) >= 2 and why_left(model, f) is None)


def why_left(model: type[Record], field: Any) -> str | None:
    """Why a field holds no word."""
    if isinstance(field, SealedTextField):
        return None
    if not isinstance(field, models.CharField | models.TextField):
        return "no text"
    if field.choices or f"{model.about.kind}.{field.name}" in CODES:
        return "a code"
    return "a hash or sealed" if field.name in HASHES else None


def left() -> dict[str, int]:
    found: dict[str, int] = {}
    for model in kinds():
        for field in model.kept_fields():
            why = why_left(model, field)
            if class_of(field) >= 2 and why:
                found[why] = found.get(why, 0) + 1
    return found


def _named(number: int, model: type[Record], field: Any, area: str) -> Word:
    text = f"zq{area[0]}{number:04}zq"
    return Word(text, class_of(field), f"{model.about.kind}.{field.name}", area)


def rows_of(model: type[Record], area: str) -> Any:
    own, far = (reached_in(model, places) for places in (world.own(), world.far()))
    rows = model._default_manager.all()
    if not model.about.place:
        return rows if area == BOTH else rows.none()
    if area == BOTH:
        apart = rows.filter(pk__in=own.values("pk")) ^ rows.filter(pk__in=far.values("pk"))
        return rows.exclude(pk__in=apart.values("pk"))
    mine, others = (own, far) if area == OWN else (far, own)
    return rows.filter(pk__in=mine.values("pk")).exclude(pk__in=others.values("pk"))


def reached_in(model: type[Record], places: list[Any]) -> Any:
    """Whoever answers for the village where a child sleeps knows its name, wherever the child is
    entered."""
    rows = rows_in(model, places)
    if model is Person:
        sleep = rows_in(Stay, places).values("placement__person")
        rows = model._default_manager.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=sleep))
    return rows


def _append(model: type[Record], field: Any, word: Word) -> bool:
    """Whether there is a row that holds it now."""
    rows = rows_of(model, word.area)
    if isinstance(field, SealedTextField):
        row = rows.order_by("-pk").first()
        if row is not None:
            write(row, by=machine(), **{field.name: word.text})
        return row is not None
    if field.unique:
        return False
    said = Concat(Coalesce(field.name, models.Value("")), models.Value(f" {word.text}"))
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), 500):
        some = model._default_manager.filter(pk__in=ids[start : start + 500])
        some.exclude(**{f"{field.name}__contains": word.text}).update(**{field.name: said})
    return bool(ids)


# --- class L4 that only verbs can write -----------------------------------------------------------


def _restricted() -> Iterator[Word]:
    yield from _report()
    yield from _concern()
    row = rows_of(Answers, OWN).order_by("pk")[0]
    word = Word("zq4reponsezq", 4, "instruments.answers.restricted", OWN)
    shelves = {**{shelf: {} for shelf in LEVELS}, "restricted": {"q": word.text}}
    write(row, by=machine(), restricted=sealed(row, shelves, place=row.place_id)["restricted"])
    yield word


def _report() -> Iterator[Word]:
    """Told, judged by two, a case with its entry, referral and opening."""
    words = _words("protection.report", (*TOLD, "safety", "plan", "need", "basis", "answer"))
    officer, lead = account("protection_officer-own"), account("protection_lead-own")
    told = {name: words[name].text for name in TOLD}
    report = actions.tell(Heard(place=world.own()[0], story=Story(kinds=["fgm"], **told))).told
    said = Judged(risk="high", safety=words["safety"].text, asked_who=True)
    actions.judge(report, said, by=officer)
    actions.judge(report, said, by=lead)
    ground = Ground(basis="consent", note=words["basis"].text)
    case = actions.open_case(report, by=lead, worker=officer, ground=ground)
    actions.add_entry(case, kind="plan", words=Words(text=words["plan"].text), by=officer)
    asked = Asked(need=words["need"].text, parts=("child",), ground=ground)
    referred = actions.refer(case, Contact.objects.order_by("pk")[0], asked, by=officer)
    actions.answer_referral(referred, "accepted", by=officer, text=words["answer"].text)
    return iter(words.values())


def _concern() -> Iterator[Word]:
    words = _words("protection.concern", (*TOLD, "finding"))
    told = {name: words[name].text for name in TOLD}
    concern = actions.tell(Heard(place=world.own()[0], story=Story(**told), staff=True)).told
    by = account("safeguarding-whole")
    safeguarding.take_step(concern, "secure", by=by, text=words["finding"].text)
    return iter(words.values())


def _words(kind: str, names: tuple[str, ...]) -> dict[str, Word]:
    return {n: Word(f"zq4{kind[11]}{n}zq", 4, f"{kind}.{n}", OWN) for n in names}


def account(name: str) -> Account:
    return Account.objects.get(email=f"{name}@proof.invalid")


# --- who may meet it ------------------------------------------------------------------------------


def may_meet(policy: Policy, asker: Asker, word: Word) -> bool:
    """For one purpose: the class, the right to read the kind, and the area."""
    if asker.account is None:
        return False
    read = policy.table["kinds"][word.kind]["read"]
    for purpose in policy.purposes():
        reach = policy.reach(asker.account, read, purpose)
        if reach.nowhere or policy.highest(asker.account, purpose) < word.level:
            continue
        if reach.everywhere or reach.projects or word.area == BOTH:
            return True
        if any(p.path.startswith(q) for p in _places(word.area) for q in reach.paths):
            return True
    return False


def _places(area: str) -> list[Any]:
    return world.own() if area == OWN else world.far()
