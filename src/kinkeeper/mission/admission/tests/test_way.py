"""An admission's whole way, and what stops it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.dates import Precision, RoughDate, in_month
from kinkeeper.mission.admission.actions import (
    Given,
    Home,
    NewPaper,
    add_child,
    decline_step,
    record_enquiry,
    refer,
    take_off_child,
    weigh_options,
)
from kinkeeper.mission.admission.models import (
    Admission,
    AdmissionChild,
    AuthorityPaper,
    CareOption,
    Decision,
)
from kinkeeper.mission.admission.queries import file_of, state_of, unnamed_siblings
from kinkeeper.mission.admission.tests.make import (
    COMMITTEE,
    REFERRED,
    WAY,
    a_boy,
    a_girl,
    a_walk,
    an_order,
)
from kinkeeper.mission.care.actions import approve_exception, end_placement, propose_exception
from kinkeeper.mission.care.models import AuthorityDocument, Placement, SiblingMember, Stay
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.strengthening.models import Enrolment


@pytest.fixture
def walk(cast, stage):
    return a_walk(cast, stage)


def said(error):
    return " ".join(error.value.messages)


def test_brother_and_sister_come_into_one_family_by_the_whole_way(walk):
    admission = walk.to("placed")
    states = list(Stage.objects.filter(subject=admission.pk).order_by("since", "pk"))
    assert [s.state for s in states] == list(WAY)
    stays = Stay.objects.select_related("placement")
    assert {stay.family_id for stay in stays} == {walk.family.pk}
    assert {p.route for p in Placement.objects.all()} == {"authority"}
    assert AuthorityDocument.objects.filter(number="127/TPI-M").count() == 2
    assert SiblingMember.objects.count() == 2
    assert {c.placement for c in AdmissionChild.objects.all()} == {
        p.pk for p in Placement.objects.all()
    }
    assert [(d.question, d.answer) for d in file_of(admission).decisions] == [
        ("necessity", "necessary"), ("suitability", "sos_family"),
    ]  # fmt: skip


def test_who_proposed_does_not_decide(walk, cast):
    walk.to("enquiry")
    walk.enquire()
    walk.propose("find_necessary", 20, by=cast.moussa)
    with pytest.raises(ValidationError, match=r"colleague|autre personne"):
        walk.take("find_necessary", 20, by=cast.moussa, given=COMMITTEE)
    assert state_of(walk.admission()) == "enquiry"


def test_poverty_alone_is_refused_as_a_ground_with_that_sentence(walk):
    walk.to("enquiry")
    walk.enquire(grounds=["poverty", "no_food", "no_school"])
    with pytest.raises(ValidationError) as error:
        walk.propose("find_necessary", 20)
    assert "Poverty alone" in said(error) or "pauvreté" in said(error).lower()
    walk.enquire(grounds=["poverty", "neglect"])
    assert walk.propose("find_necessary", 20).verb == "find_necessary"


def test_everything_missing_for_the_decision_is_said_at_once(walk):
    walk.to("enquiry")
    with pytest.raises(ValidationError) as error:
        walk.propose("find_necessary", 3)
    assert len(error.value.messages) == 6


@pytest.mark.parametrize("verb", ["find_necessary", "choose_care", "place"])
def test_no_decision_before_the_enquiry(walk, cast, verb):
    walk.to("referred")
    with pytest.raises(ValidationError):
        walk.take(verb, 3, by=cast.moussa, given=COMMITTEE)
    assert state_of(walk.admission()) == "referred"


def test_a_decision_dated_before_the_visit_is_refused(walk):
    walk.to("enquiry")
    walk.enquire()
    with pytest.raises(ValidationError, match=r"visited|rendue"):
        walk.propose("find_necessary", 7)


def test_the_enquiry_waits_until_it_is_begun_and_ends_with_the_admission(walk):
    walk.to("referred")
    with pytest.raises(ValidationError):
        record_enquiry(walk.admission(), by=walk.oumar, visited_on=walk.day(2), mother="dead")


def test_suitability_waits_for_necessity(walk):
    walk.to("enquiry")
    with pytest.raises(ValidationError):
        walk.weigh()


def test_options_need_a_sentence_each_and_one_best_outside_the_family(walk):
    walk.to("necessity_decided")
    with pytest.raises(ValidationError) as error:
        weigh_options(
            walk.admission(), {"sos_family": ("best", "")}, by=walk.oumar, on=walk.day(22)
        )
    assert len(error.value.messages) == 6
    with pytest.raises(ValidationError):
        walk.weigh(best="family")


def test_an_expired_document_is_refused_and_a_new_one_lets_the_children_in(walk, cast):
    walk.to("suitability_decided")
    old = an_order(walk.day(-300), expires_on=walk.day(30))
    with pytest.raises(ValidationError) as error:
        walk.take("authorise", 40, given=Given(paper=old))
    assert "expires_on" in error.value.error_dict
    assert not AuthorityPaper.objects.exists()
    walk.take("authorise", 40, given=Given(paper=an_order(walk.day(39), walk.day(45))))
    with pytest.raises(ValidationError, match=r"expired|expiré"):
        walk.take("place", 60, by=cast.moussa, given=walk.home())
    walk.take("renew_document", 61, given=Given(paper=an_order(walk.day(60))))
    walk.take("place", 61, by=cast.moussa, given=walk.home())
    assert Placement.objects.count() == 2


@pytest.mark.parametrize(("issued", "expires"), [(50, None), (20, 10)])
def test_a_document_of_tomorrow_or_ending_before_it_began_is_refused(walk, issued, expires):
    walk.to("suitability_decided")
    paper = an_order(walk.day(issued), walk.day(expires) if expires else None)
    with pytest.raises(ValidationError):
        walk.take("authorise", 40, given=Given(paper=paper))


def test_placing_is_all_or_nobody(cast, stage):
    walk = a_walk(cast, stage, children=tuple(a_girl(f"Sœur{n}") for n in range(4)))
    walk.to("authorised")
    with pytest.raises(ValidationError):
        walk.take("place", 41, by=cast.moussa, given=walk.home())
    assert not Placement.objects.exists()
    assert state_of(walk.admission()) == "authorised"


def test_a_sibling_who_comes_after_the_placement_has_a_referral_of_its_own(walk, cast, stage):
    admission = walk.to("placed")
    with pytest.raises(ValidationError, match=r"concluded|close"):
        add_child(admission, a_girl("Awa", date(2020, 2, 2)), by=walk.oumar, sibling=True)


def test_a_child_is_not_referred_twice_nor_once_in_care(walk):
    walk.to("referred")
    child = AdmissionChild.objects.first().person
    again = {"by": walk.oumar, "village": walk.village, "on": REFERRED, "authority": "judge",
             "authority_name": "Tribunal", "children": [child]}  # fmt: skip
    with pytest.raises(ValidationError):
        refer(**again)


def test_a_grown_up_is_not_referred(walk):
    with pytest.raises(ValidationError):
        refer(
            by=walk.oumar, village=walk.village, on=REFERRED, authority="judge",
            authority_name="Tribunal", children=[a_girl("Aminata", date(1990, 1, 1))],
        )  # fmt: skip
    assert not Admission.objects.exists()


def test_only_an_authority_refers(walk):
    with pytest.raises(ValidationError) as error:
        refer(by=walk.oumar, village=walk.village, on=REFERRED, authority="",
              authority_name="une voisine", children=[])  # fmt: skip
    assert set(error.value.error_dict) == {"authority_name", "children"}


def test_a_referral_known_by_its_month_is_kept_so(walk):
    found = refer(
        by=walk.oumar, village=walk.village, on=in_month(2023, 3), authority="judge",
        authority_name="Tribunal", children=[a_girl()],
    )  # fmt: skip
    assert found.referred.precision is Precision.MONTH
    assert found.referred_on.month == 3
    with pytest.raises(ValidationError):
        refer(by=walk.oumar, village=walk.village, on=RoughDate(None, Precision.UNKNOWN),
              authority="judge", authority_name="Tribunal", children=[a_boy()])  # fmt: skip


def test_one_more_sibling_is_named_and_taken_off_again(walk):
    admission = walk.to("enquiry")
    named = add_child(admission, a_girl("Awa", date(2019, 2, 2)), by=walk.oumar, sibling=True)
    assert SiblingMember.objects.count() == 3
    take_off_child(named, by=walk.oumar)
    assert [p.pk for p in unnamed_siblings(file_of(admission), walk.day(9))] == [named.person_id]


def test_a_sibling_left_out_stops_the_decision_until_it_is_explained(walk):
    admission = walk.to("enquiry")
    named = add_child(admission, a_girl("Awa", date(2019, 2, 2)), by=walk.oumar, sibling=True)
    walk.enquire()
    take_off_child(named, by=walk.oumar)
    with pytest.raises(ValidationError, match=r"brother|frère"):
        walk.propose("find_necessary", 20)
    walk.enquire(siblings="Awa vit chez sa marraine, qui la garde")
    assert walk.propose("find_necessary", 20)


def test_an_emergency_takes_the_children_in_and_is_decided_within_seven_days(walk, cast):
    walk.to("referred")
    urgent = NewPaper("order", "PV 12", walk.day(0), "Gendarmerie de Sévaré", walk.day(7))
    given = Given(paper=urgent, home=walk.home().home)
    walk.take("place_urgently", 0, by=cast.moussa, given=given, reason="found")
    assert {p.route for p in Placement.objects.all()} == {"emergency"}
    stage = walk.take("enquire", 1)
    assert stage.due_on == walk.day(7)
    walk.enquire(visited_on=walk.day(2))
    walk.agreed("find_necessary", 5)
    walk.make_suitability_decided()
    walk.make_authorised()
    walk.make_placed()
    assert Placement.objects.count() == 2
    assert AuthorityDocument.objects.filter(kind="order").count() == 2


def test_an_emergency_outside_the_village_is_a_foster_family(walk, cast):
    walk.to("referred")
    given = Given(paper=an_order(walk.day(0)), home=Home(host="Famille Coulibaly"))
    walk.take("place_urgently", 0, by=cast.moussa, given=given, reason="nobody")
    assert {stay.form for stay in Stay.objects.all()} == {"foster_care"}


def test_no_refusal_while_the_children_are_in_the_emergency_placement(walk, cast):
    walk.to("referred")
    given = Given(paper=an_order(walk.day(0)), home=walk.home().home)
    walk.take("place_urgently", 0, by=cast.moussa, given=given, reason="found")
    walk.take("enquire", 1)
    with pytest.raises(ValidationError, match=r"emergency|urgence"):
        walk.propose("refuse", 3, reason="other_care", note="la tante")
    for placement in Placement.objects.all():
        end_placement(placement, by=cast.moussa, on=walk.day(3), reason="reintegrated_kin",
                      received_by="la tante")  # fmt: skip
    walk.agreed("refuse", 3, reason="other_care", note="la tante les prend")
    assert state_of(walk.admission()) == "refused"


def test_a_refusal_needs_its_alternative_and_can_be_opened_again(walk, cast):
    walk.to("enquiry")
    with pytest.raises(ValidationError):
        walk.propose("refuse", 3, reason="not_necessary")
    walk.agreed("refuse", 3, reason="not_necessary", note="appui à la grand-mère")
    admission = walk.admission()
    assert admission.until == walk.day(3)
    walk.take("reopen", 9, by=cast.moussa, reason="new_facts")
    assert AdmissionChild.objects.filter(until=None).count() == 2
    assert walk.admission().until is None


def test_a_redirected_family_is_identified_for_the_programme(cast, stage):
    walk = a_walk(cast, stage)
    mother = NewPerson("Kadia", "Guindo", "F", RoughDate(date(1990, 1, 1), Precision.YEAR))
    members = [
        NewMember(mother, "head", caregiver=True, primary=True),
        NewMember(a_girl(), "child"),
    ]
    family = register_family(by=cast.oumar, place=stage.socoura, name="Guindo", members=members)
    child = family.memberships.get(relation="child").person
    refer(by=walk.oumar, village=walk.village, on=REFERRED, authority="judge",
          authority_name="Tribunal", children=[child])  # fmt: skip
    walk.take("enquire", 1)
    walk.enquire(grounds=["poverty"])
    given = Given("Directrice", with_authority=True, family=family, contact_consent_on=walk.day(12))
    walk.propose("redirect", 12, note="Appui")
    walk.take("redirect", 12, by=cast.moussa, given=given, note="Céréales et microcrédit")
    assert state_of(walk.admission()) == "redirected_to_fsp"
    assert Enrolment.objects.get().family_id == family.pk
    assert Decision.objects.get().answer == "not_necessary"


def test_a_child_under_three_waits_for_the_national_exception(cast, stage):
    walk = a_walk(cast, stage, children=(a_girl("Bébé", REFERRED - timedelta(days=300)),))
    walk.to("authorised")
    with pytest.raises(ValidationError, match=r"under three|trois ans"):
        walk.take("place", 41, by=cast.moussa, given=walk.home())
    child = AdmissionChild.objects.get().person
    asked = propose_exception(child, by=cast.moussa, code="short_planned_stay", on=walk.day(40),
                              must_end_by=walk.day(200))  # fmt: skip
    approve_exception(asked, by=cast.mariam, on=walk.day(40))
    walk.take("place", 41, by=cast.moussa, given=walk.home())
    assert Placement.objects.count() == 1


def test_kinship_needs_a_name_and_no_house(walk, cast):
    walk.to("necessity_decided")
    walk.weigh(best="kinship")
    walk.agreed("choose_care", 25)
    walk.make_authorised()
    with pytest.raises(ValidationError):
        walk.take("place", 41, by=cast.moussa, given=walk.home())
    walk.take("place", 41, by=cast.moussa, given=Given(home=Home(host="la tante Oumou")))
    assert {stay.form for stay in Stay.objects.all()} == {"kinship_care_extended_family"}


def test_a_proposal_is_declined_with_its_reason_by_another(walk, cast):
    walk.to("enquiry")
    walk.enquire()
    walk.propose("find_necessary", 20)
    with pytest.raises(Refused):
        decline_step(
            walk.admission(), "find_necessary", by=cast.oumar, told=Told(walk.day(21), note="n")
        )
    decline_step(
        walk.admission(),
        "find_necessary",
        by=cast.moussa,
        told=Told(walk.day(21), note="voir la tante"),
    )
    assert state_of(walk.admission()) == "enquiry"


def test_no_step_in_the_future(walk):
    walk.to("referred")
    ahead = (date.today() - REFERRED).days + 3  # noqa: DTZ011 - far from midnight
    with pytest.raises(ValidationError):
        walk.take("enquire", ahead)


def test_without_a_form_of_care_nobody_is_placed(walk):
    walk.to("authorised")
    CareOption.objects.filter(admission=walk.admission()).update(verdict="no")
    with pytest.raises(ValidationError) as error:
        walk.make_placed()
    assert "forme de prise en charge" in said(error)
    assert not Placement.objects.exists()
