"""The pages: seen by the cast, filled in rightly and wrongly, sent twice."""

from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.reports.offers import sections_of
from kinkeeper.mission.casework import actions
from kinkeeper.mission.casework.models import Assessment, Plan, Review, Service, Visit
from kinkeeper.mission.casework.queries import children_now
from kinkeeper.mission.casework.rules import DIMENSIONS
from kinkeeper.mission.casework.tests.make import (
    a_family,
    ago,
    agreed,
    assessed,
    drafted,
    reviewed,
    served,
    visited,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORMS = ("assess", "visit", "plan", "service", "review")


@pytest.fixture
def family(cast, stage):
    return a_family(by=cast.awa, place=stage.kita_town)


@pytest.fixture
def awa(client, cast):
    client.force_login(cast.awa, backend=BACKEND)
    return client


def at(family, part):
    return f"/families/{family.pk}/{part}/"


def visit_values(**others):
    return {
        "form_id": str(uuid4()),
        "held_on": ago(2).isoformat(),
        "purpose": "monitoring",
        "present": "la mère",
        "observations": "Fanta tousse",
        **others,
    }


def matrix_values(family, level="3"):
    prefixes = ["family", *(child.pk.hex for child in children_now(family))]
    return {f"{prefix}-{name}": level for prefix in prefixes for name in DIMENSIONS}


def plan_values(*, goals=(), promises=(), **others):
    values = {
        "form_id": str(uuid4()),
        "since": ago(3).isoformat(),
        "goals-TOTAL_FORMS": len(goals),
        "goals-INITIAL_FORMS": len(goals),
        "promises-TOTAL_FORMS": len(promises),
        "promises-INITIAL_FORMS": len(promises),
        **others,
    }
    rows = {f"goals-{n}-{k}": v for n, row in enumerate(goals) for k, v in row.items()}
    return (
        values
        | rows
        | {f"promises-{n}-{k}": v for n, row in enumerate(promises) for k, v in row.items()}
    )


def test_every_form_opens_for_the_field_worker_and_the_reading_is_written_down(awa, cast, family):
    agreed(family, by=cast.awa, on=ago(200))
    for part in FORMS:
        assert awa.get(at(family, part)).status_code == 200
    assert Reading.objects.filter(kind="people.family").count() == len(FORMS)


@pytest.mark.parametrize("who", ["oumar", "claire", "pierre", "hawa", "nadia", "nobody"])
def test_who_may_not_know_the_family_finds_nothing(client, cast, family, who):
    agreed(family, by=cast.awa, on=ago(200))
    client.force_login(getattr(cast, who), backend=BACKEND)
    for part in (*FORMS, "plan/print", "plan/agree"):
        assert client.get(at(family, part)).status_code == 404
        assert client.post(at(family, part), {}).status_code == 404


def test_the_national_office_may_write_services_but_finds_no_page_with_scores_or_notes(
    client, cast, family
):
    agreed(family, by=cast.awa, on=ago(200))
    client.force_login(cast.mariam, backend=BACKEND)
    assert client.get(at(family, "service")).status_code == 200
    for part in ("assess", "visit", "plan", "review", "plan/print"):
        assert client.get(at(family, part)).status_code == 404


def test_a_visit_sent_twice_is_one_visit(awa, family):
    values = visit_values()
    first, second = awa.post(at(family, "visit"), values), awa.post(at(family, "visit"), values)
    assert first["Location"] == second["Location"] == f"/families/{family.pk}/#visits"
    assert Visit.objects.get().observations == "Fanta tousse"


def test_what_was_typed_is_kept_when_something_is_wrong(awa, family):
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    page = awa.post(at(family, "visit"), visit_values(held_on=tomorrow.isoformat()))
    assert page.status_code == 200
    assert "Fanta tousse" in page.content.decode()
    assert "held_on" in page.context["form"].errors
    assert not Visit.objects.exists()


def test_the_matrix_is_one_form_for_the_family_and_its_children(awa, family):
    page = awa.get(at(family, "assess") + "?occasion=baseline").content.decode()
    assert page.count('class="matrix-row"') == 3
    assert page.count('type="radio"') == 3 * 8 * 5
    values = {"form_id": str(uuid4()), "held_on": ago(2).isoformat(), "occasion": "baseline"}
    answer = awa.post(at(family, "assess"), values | matrix_values(family))
    assert answer.status_code == 302
    assert Assessment.objects.count() == 3


def test_an_empty_matrix_keeps_the_note_and_asks_for_a_score(awa, family):
    values = {"form_id": str(uuid4()), "held_on": ago(2).isoformat(), "occasion": "baseline"}
    page = awa.post(at(family, "assess"), values | {"family-note": "porte fermée"})
    assert "porte fermée" in page.content.decode()
    assert page.context["form"].non_field_errors()
    assert not Assessment.objects.exists()


def test_a_plan_is_drafted_extended_and_agreed(awa, cast, family):
    goals = [{"dimension": "food", "statement": "Deux repas par jour"}, {}]
    promises = [
        {"owner": "family", "promise": "Cultiver le champ"},
        {"owner": "programme", "promise": "Donner la semence"},
        {"owner": "cbo"},
    ]
    answer = awa.post(at(family, "plan"), plan_values(goals=goals, promises=promises[:2]))
    assert answer["Location"].endswith("#plan")
    assert Plan.objects.get().goals.get().statement == "Deux repas par jour"
    agreement = {
        "form_id": str(uuid4()),
        "agreed_on": ago(1).isoformat(),
        "agreed_with": "la mère",
        "explained_in": "bambara",
    }
    assert awa.post(at(family, "plan/agree"), agreement).status_code == 302
    assert Review.objects.get().held_on is None


def test_half_a_row_is_said_beside_the_row_and_nothing_is_written(awa, family):
    goals = [{"dimension": "", "statement": "Deux repas par jour"}]
    promises = [{"owner": "family", "promise": "Cultiver", "due_on": ago(3000).isoformat()}]
    page = awa.post(at(family, "plan"), plan_values(goals=goals, promises=promises))
    assert "dimension" in page.context["goals"][0].errors
    assert "Deux repas par jour" in page.content.decode()
    goals[0]["dimension"] = "food"
    page = awa.post(at(family, "plan"), plan_values(goals=goals, promises=promises))
    assert "due_on" in page.context["promises"][0].errors
    assert not Plan.objects.exists()


def test_more_rows_keep_what_was_typed(awa, family):
    goals = [{"dimension": "food", "statement": "Deux repas par jour"}]
    page = awa.post(at(family, "plan"), plan_values(goals=goals, more="1"))
    assert page.context["goals"].total_form_count() == 4
    assert "Deux repas par jour" in page.content.decode()
    assert not Plan.objects.exists()


def test_rows_of_a_draft_are_corrected_and_given_up(awa, cast, family):
    plan = drafted(family, by=cast.awa, on=ago(5))
    goal = plan.goals.get()
    page = awa.get(at(family, "plan"))
    rows = [form.initial for form in page.context["promises"] if form.initial.get("record")]
    promises = [{**{k: v or "" for k, v in row.items()}, "drop": "on"} for row in rows[:1]]
    goals = [{"record": goal.pk, "base": 1, "dimension": "food", "statement": "Manger"}]
    assert (
        awa.post(at(family, "plan"), plan_values(goals=goals, promises=promises)).status_code == 302
    )
    goal.refresh_from_db()
    assert (goal.dimension, goal.statement) == ("food", "Manger")
    assert plan.commitments.filter(dropped_on__isnull=False).count() == 1


def test_without_a_draft_there_is_nothing_to_agree_and_without_a_plan_nothing_to_review(
    awa, family
):
    assert awa.get(at(family, "plan/agree"))["Location"] == at(family, "plan")
    assert awa.get(at(family, "review"))["Location"] == at(family, "plan")
    assert awa.get(at(family, "plan/print"))["Location"] == at(family, "plan")


def test_a_draft_that_is_not_ready_says_what_is_missing(awa, cast, family):
    actions.draft_plan(family=family, since=ago(5), by=cast.awa)
    page = awa.get(at(family, "plan/agree"))
    assert len(page.context["missing"]) == 3


def test_a_review_is_held_on_one_page(awa, cast, family):
    plan = agreed(family, by=cast.awa, on=ago(200))
    goal, promise = plan.goals.get(), plan.commitments.first()
    values = {
        "form_id": str(uuid4()),
        "held_on": ago(1).isoformat(),
        "child_view": "Je vais à l'école",
        f"goal_{goal.pk.hex}": "met",
        f"promise_{promise.pk.hex}": "on",
    }
    answer = awa.post(at(family, "review"), values | matrix_values(family))
    assert answer["Location"].endswith("#reviews")
    goal.refresh_from_db()
    assert goal.state == "met"
    assert Review.objects.filter(held_on=None).count() == 1


def test_a_service_is_planned_and_later_given(awa, family):
    values = {
        "form_id": str(uuid4()),
        "kind": "food",
        "modality": "in_kind",
        "planned_on": ago(-5).isoformat(),
    }
    assert awa.post(at(family, "service"), values).status_code == 302
    service = Service.objects.get()
    given = {"form_id": str(uuid4()), "done_on": ago(0).isoformat(), "cost_xof": "12500"}
    assert awa.post(f"/services/{service.pk}/deliver/", given).status_code == 302
    service.refresh_from_db()
    assert (service.done_on, service.cost_xof) == (ago(0), 12500)


def test_how_a_service_was_given_is_never_the_first_of_the_list_by_itself(awa, family):
    values = {
        "form_id": str(uuid4()),
        "kind": "food",
        "modality": "",
        "done_on": ago(1).isoformat(),
    }
    assert awa.post(at(family, "service"), values).status_code == 200
    assert not Service.objects.exists()


def test_a_cost_below_zero_is_refused_beside_its_field(awa, family):
    values = {
        "form_id": str(uuid4()),
        "kind": "food",
        "modality": "in_kind",
        "done_on": ago(1).isoformat(),
        "cost_xof": "-5",
    }
    page = awa.post(at(family, "service"), values)
    assert "cost_xof" in page.context["form"].errors
    assert not Service.objects.exists()


def test_a_visit_and_a_service_and_a_score_are_corrected(awa, cast, family):
    visit = visited(family, by=cast.awa, on=ago(5))
    page = awa.get(f"/visits/{visit.pk}/")
    values = visit_values(base=page.context["form"]["base"].value(), observations="mieux")
    assert awa.post(f"/visits/{visit.pk}/", values).status_code == 302
    row = assessed(family, by=cast.awa, on=ago(4))[0]
    head = {
        "form_id": str(uuid4()),
        "held_on": ago(4).isoformat(),
        "occasion": "baseline",
        "base": 1,
    }
    scores = {f"family-{name}": "4" for name in DIMENSIONS}
    assert awa.post(f"/assessments/{row.pk}/", head | scores).status_code == 302
    visit.refresh_from_db()
    row.refresh_from_db()
    assert (visit.observations, row.care) == ("mieux", 4)


def test_a_clash_is_shown_with_both_values(awa, cast, family):
    visit = visited(family, by=cast.awa, on=ago(5), observations="calme")
    actions.correct_visit(visit=visit, base=1, by=cast.fatim, values={"observations": "fièvre"})
    answer = awa.post(f"/visits/{visit.pk}/", visit_values(base=1, observations="tout va bien"))
    assert answer["Location"].startswith("/clashes/")


def test_nobody_corrects_what_is_out_of_reach(client, cast, family):
    visit = visited(family, by=cast.awa, on=ago(5))
    service = served(family, by=cast.awa, on=ago(5))
    row = assessed(family, by=cast.awa, on=ago(4))[0]
    client.force_login(cast.oumar, backend=BACKEND)
    for address in (
        f"/visits/{visit.pk}/",
        f"/services/{service.pk}/",
        f"/services/{service.pk}/deliver/",
        f"/assessments/{row.pk}/",
    ):
        assert client.get(address).status_code == 404


def test_the_plan_prints_with_marks_and_room_for_a_thumb(awa, cast, family):
    agreed(family, by=cast.awa, on=ago(20))
    page = awa.get(at(family, "plan/print")).content.decode()
    assert "#livelihood" in page
    assert "#thumb" in page


@pytest.fixture
def busy(cast, family):
    """A family of which everything was written down."""
    plan = agreed(family, by=cast.awa, on=ago(200))
    assessed(family, by=cast.awa, on=ago(190), care=1)
    reviewed(plan, by=cast.awa, on=ago(5), care=4)
    visited(family, by=cast.awa, on=ago(3), observations="Fanta tousse")
    served(family, by=cast.awa, on=ago(3), cost_xof=15000)
    return family


def parts(family, by):
    """The room's sections of the family's page, as text."""
    offers = [s for s in sections_of("people.family") if s.template.startswith("casework/")]
    filled = {s.code: (s.template, s.context(family, by)) for s in offers}
    return {
        code: render_to_string(template, context)
        for code, (template, context) in filled.items()
        if context is not None
    }


def test_the_family_page_shows_all_parts_to_those_who_accompany_it(cast, busy):
    shown = parts(busy, cast.awa)
    assert set(shown) == {"dimensions", "plan", "services", "visits", "reviews"}
    assert "<svg" in shown["dimensions"]
    assert "Un petit commerce" in shown["plan"]
    assert "Fanta tousse" in shown["visits"]


def test_a_plan_that_is_over_stays_in_sight_after_the_exit(cast, busy):
    actions.close_plan(family=busy, on=ago(1), by=cast.awa)
    with translation.override("en"):
        shown = parts(busy, cast.awa)["plan"]
    assert "Un petit commerce" in shown
    assert "over since" in shown
    assert "No plan yet" not in shown
    assert "Draft the plan" in shown


def test_the_national_office_meets_dates_and_costs_but_no_score_and_no_note(cast, busy):
    shown = parts(busy, cast.mariam)
    assert "dimensions" not in shown
    whole = "".join(shown.values())
    assert "Un petit commerce" not in whole
    assert "Fanta tousse" not in whole
    assert "15" in shown["services"]


@pytest.mark.parametrize("who", ["hawa", "pierre", "claire", "nobody"])
def test_who_only_counts_families_meets_no_part_of_the_file(cast, busy, who):
    assert parts(busy, getattr(cast, who)) == {}
