"""What food adds to the life line of a family: that it was asked, and in which season."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.reports.offers import LifeFact
from kinkeeper.mission.food.models import Topic
from kinkeeper.mission.food.queries import all_surveys_of, seen
from kinkeeper.mission.food.words import round_words

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

LANE = gettext_lazy("Food and water")


def facts(family: "Family", by: Account) -> Iterable[LifeFact]:
    if not may(by, "food.read"):
        return
    for row in all_surveys_of(family, by=by):
        label = _("water asked") if row.topic == Topic.WATER else round_words(seen(row).round)
        yield LifeFact(LANE, label, row.on, bar=False)
