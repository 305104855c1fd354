"""What the community adds to the life line of a family."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.reports.offers import LifeFact, offer_life_of
from kinkeeper.mission.community.queries import FAMILY_LIFE

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

LANE = gettext_lazy("Community")


def facts_of_family(family: "Family", by: Account) -> Iterable[LifeFact]:
    """Each income activity as a bar, help of the community's own as a dot."""
    known = FAMILY_LIFE.of(family, by=by)
    for activity in known.activities:
        yield LifeFact(LANE, activity.get_kind_display(), activity.since, activity.until)
    for gift in known.gifts:
        yield LifeFact(LANE, _("help of the community"), gift.on, bar=False, tone="good")


def offer() -> None:
    offer_life_of("people.family", facts_of_family)
