"""Colleagues whose name stands in what was told never see it."""

import pytest

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions.telling import add_message
from kinkeeper.mission.protection.models import Concern
from kinkeeper.mission.protection.queries import CONCERNS, REPORTS, story_of, told
from kinkeeper.mission.protection.said import Words
from kinkeeper.mission.protection.tests.make import a_report, a_story


@pytest.mark.parametrize("text", ["Sangaré Fanta le frappe", "FANTA SANGARE, du bureau"])
def test_a_colleague_whose_whole_name_stands_in_it_never_sees_it(text, desk):
    Account.objects.filter(pk=desk.fanta.pk).update(name="Fanta Sangaré")
    report = a_report(desk.place, who=text)
    assert told(REPORTS, report.pk, by=desk.fanta) is None
    assert told(REPORTS, report.pk, by=desk.yaya) == report
    assert story_of(report).named == [str(desk.fanta.pk)]


def test_a_first_name_alone_leaves_nobody_out_and_a_name_added_later_does(desk):
    Account.objects.filter(pk=desk.fanta.pk).update(name="Fanta Sangaré")
    report = a_report(desk.place, who="une Fanta du quartier")
    assert told(REPORTS, report.pk, by=desk.fanta) == report
    add_message(report, Words(text="C’est Fanta Sangaré."), by=None)
    assert told(REPORTS, report.pk, by=desk.fanta) is None


def test_where_the_whole_desk_is_named_those_of_safeguarding_see_it(desk, cast):
    names = {desk.fanta: "Fanta Sangaré", desk.yaya: "Yaya Konaté", desk.drissa: "Drissa Diarra"}
    for one, name in names.items():
        Account.objects.filter(pk=one.pk).update(name=name)
    story = a_story(who=", ".join(names.values()))
    kept = actions.tell(actions.Heard(place=desk.place, story=story))
    assert isinstance(kept.told, Concern)
    assert told(CONCERNS, kept.told.pk, by=cast.koro) == kept.told
