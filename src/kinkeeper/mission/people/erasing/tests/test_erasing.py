"""Erasing somebody: two people, nothing left in rows, ledger, files, lists and old copies."""

import io
import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from kinkeeper.ground.audit.actions import settle
from kinkeeper.ground.audit.queries import verify
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.records.attachments import attach_image, path_of
from kinkeeper.ground.records.consents import record_consent
from kinkeeper.ground.records.erasing import rows_about
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Attachment, Change
from kinkeeper.ground.vault.actions import keys_for, keys_of
from kinkeeper.mission.people.erasing.actions import ask, decide, erase_again, hold, lift
from kinkeeper.mission.people.erasing.process import ERASE, KEEP
from kinkeeper.mission.people.models import Membership, Person
from kinkeeper.mission.people.queries import members_of, open_hold, past_keeping
from kinkeeper.mission.people.tests.make import a_family

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CANARY = "Kanarifo"


@pytest.fixture
def child(cast, stage):
    """Named with a word nobody else has, with a picture, a note and a consent."""
    family = a_family(by=cast.awa, place=stage.kita_town, children=(CANARY,))
    child = members_of(family)[1].person
    Person.objects.filter(pk=child.pk).update(note="")
    picture = io.BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "JPEG")
    picture.seek(0)
    attach_image(child.pk, place_id=child.place_id, upload=picture, by=cast.awa, label=CANARY)
    record_consent(
        child.pk, place_id=child.place_id, purpose="services", since=date(2018, 3, 1), by=cast.awa,
        answer="given", given_by="caregiver", form="signature", withhold=f"{CANARY} chez l’oncle",
    )  # fmt: skip
    return child


def erased(child, cast):
    asked = ask(child, by=cast.fatim, reason="asked", note=f"le père de {CANARY}")
    return decide(asked, ERASE, by=cast.mariam, note="accord")


def everything() -> str:
    """All text of all tables, whatever the engine."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_nothing_of_the_person_is_left_in_any_table(
    child, cast, django_capture_on_commit_callbacks
):
    assert CANARY in everything(), "the control: before, it is there"
    file = path_of(Attachment.objects.get(subject=child.pk).file)
    records = [row.pk for row in rows_about(child)]
    keys_for(records)
    assert file.exists()
    with django_capture_on_commit_callbacks(execute=True):
        erased(child, cast)
    assert CANARY.casefold() not in everything().casefold()
    assert not file.exists()
    assert keys_of(records) == {}


def test_codes_days_and_the_chain_of_the_audit_stay(child, cast):
    erased(child, cast)
    now = Person.objects.get(pk=child.pk)
    assert (now.given_name, now.code, now.sex) == ("–", child.code, child.sex)
    assert (now.birth_date.year, now.birth_precision) == (child.birth_date.year, "year")
    assert Membership.objects.filter(person=child).count() == 1
    settle()
    assert verify().findings == []
    assert Change.objects.filter(record=child.pk, outcome="erased").count() == 1


def test_others_of_the_family_stay_as_they_are(child, cast):
    mother = Membership.objects.get(family__memberships__person=child, primary=True).person
    erased(child, cast)
    assert Person.objects.get(pk=mother.pk).given_name == "Awa"


def test_whoever_asked_does_not_decide(child, cast):
    asked = ask(child, by=cast.mariam, reason="retention")
    with pytest.raises(ValidationError):
        decide(asked, ERASE, by=cast.mariam)
    assert Person.objects.get(pk=child.pk).given_name == CANARY


@pytest.mark.parametrize("name", ["awa", "oumar", "claire", "pierre", "hawa", "nadia", "nobody"])
def test_who_may_not_ask_may_not_ask(name, child, cast):
    with pytest.raises(Refused):
        ask(child, by=getattr(cast, name), reason="asked")


@pytest.mark.parametrize("name", ["awa", "moussa", "oumar", "hawa", "nadia"])
def test_who_may_not_decide_here_may_not_decide(name, child, cast):
    asked = ask(child, by=cast.mariam, reason="asked")
    with pytest.raises(Refused):
        decide(asked, ERASE, by=getattr(cast, name))


def test_a_file_that_is_held_is_not_erased(child, cast):
    asked = ask(child, by=cast.fatim, reason="retention")
    held = hold(child, by=cast.fatim, why="le juge demande le dossier", since=date(2018, 4, 1))
    with pytest.raises(ValidationError):
        decide(asked, ERASE, by=cast.mariam)
    with pytest.raises(Refused):
        lift(held, by=cast.fatim, on=date(2018, 5, 1))
    lift(held, by=cast.mariam, on=date(2018, 5, 1))
    assert open_hold(child.pk) is None
    assert decide(asked, ERASE, by=cast.mariam).done


def test_kept_it_stays_and_may_be_asked_for_again(child, cast):
    asked = ask(child, by=cast.fatim, reason="retention")
    assert not decide(asked, KEEP, by=cast.mariam, note="suivi en cours").done
    assert Person.objects.get(pk=child.pk).given_name == CANARY
    assert Proposal.objects.filter(subject=asked.pk, until=None).count() == 0
    ask(child, by=cast.fatim, reason="asked")
    assert Stage.objects.filter(process="people.erasing", until=None, state="asked").count() == 1


def test_a_restored_copy_is_erased_again(child, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erased(child, cast)
    assert erase_again() == 0
    Person.objects.filter(pk=child.pk).update(given_name=CANARY, mother_name="Awa Traoré")
    assert erase_again() == 1
    assert Person.objects.get(pk=child.pk).given_name == "–"


def test_files_nobody_wrote_in_for_years_are_named(child, cast):
    assert past_keeping(days=3650) == []
    Change.objects.update(recorded_at="2010-01-01T00:00:00Z")
    assert child.pk in {p.pk for p in past_keeping(days=3650)}
    hold(child, by=cast.fatim, why="plainte", since=date(2026, 1, 5))
    assert child.pk not in {p.pk for p in past_keeping(days=3650)}


# --- on the screen and on the command line -----------------------------------------------------


def as_(account):
    client = Client()
    client.cookies["django_language"] = "fr"
    client.force_login(account, backend=BACKEND)
    return client


def sent(client, url, **values):
    form = client.get(url).context["form"]
    return client.post(
        url, {"form_id": form.initial.get("form_id") or form["form_id"].value(), **values}
    )


def test_one_asks_and_another_decides_on_the_screen(child, cast):
    url = reverse("erase_ask", args=[child.pk])
    page = sent(as_(cast.fatim), url, reason="asked", note="")
    assert page.status_code == 302
    assert page.url in as_(cast.mariam).get("/").content.decode()
    mine = as_(cast.fatim).get(page.url).content.decode()
    assert 'value="erase"' not in mine
    done = sent(as_(cast.mariam), page.url, verb="erase", note="")
    assert done.status_code == 302
    assert Person.objects.get(pk=child.pk).given_name == "–"
    assert CANARY not in as_(cast.mariam).get(page.url).content.decode()


@pytest.mark.parametrize("name", ["awa", "oumar", "claire", "pierre", "hawa", "nadia"])
def test_the_page_is_not_there_for_others(name, child, cast):
    for url in ("erase_ask", "erase_hold"):
        assert as_(getattr(cast, name)).get(reverse(url, args=[child.pk])).status_code == 404


def said(*arguments):
    out = io.StringIO()
    call_command("erase", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_command_line_says_first_and_needs_two_accounts(child, cast):
    plan = said(child.code)
    assert plan["rows"] > 3
    assert plan["people.person"] == 1
    said(child.code, "--ask", "asked", "--as", cast.fatim.email)
    for wrong, code in (((), 2), (("--as", cast.fatim.email), 1)):
        with pytest.raises(CommandError) as error:
            said(child.code, "--approve", *wrong)
        assert error.value.returncode == code
    assert said(child.code, "--approve", "--as", cast.mariam.email)["state"] == "erased"
    with pytest.raises(CommandError):
        said("E-9999", "--approve", "--as", cast.mariam.email)
    assert said(child.code)["state"] == "gone"
    with pytest.raises(CommandError, match=r"nobody@nowhere\.invalid"):
        said(child.code, "--ask", "asked", "--as", "nobody@nowhere.invalid")
