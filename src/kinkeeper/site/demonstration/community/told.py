"""What is told of each locality: its organisation, committee, club, savings groups and garden."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

from kinkeeper.site.demonstration.cast import KITA, SANANKOROBA, Setting
from kinkeeper.site.demonstration.community.grounds import tell_garden, tell_granary
from kinkeeper.site.demonstration.community.households import tell_money, tell_prices
from kinkeeper.site.demonstration.community.organisations import tell_organisation
from kinkeeper.site.demonstration.community.savings import tell_groups
from kinkeeper.site.demonstration.community.spot import NAMES, Spot
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.telling import Telling

GARDENS = 9
GROUPS = (4, 3, 3, 4, 3, 3, 4, 3, 3, 3, 3)
"""36 savings groups and 9 gardens (domain dossier, P-12)."""


def tell_community(
    setting: Setting, diary: Diary, stories: Sequence[Telling], project: UUID
) -> None:
    """In each of the 11 localities of the project."""
    rng = Random(1118)  # noqa: S311 - invented sheets, not secrets
    places = [(loc, place) for loc in (KITA, SANANKOROBA) for place in setting.localities[loc]]
    for number, (location, place) in enumerate(places):
        spot = Spot(
            diary, rng, place, project, number, setting.worker_of(location),
            setting.decider_of(location), tuple(s for s in stories if s.place == place),
        )  # fmt: skip
        organisation = tell_organisation(spot, NAMES[number])
        tell_groups(spot, organisation, GROUPS[number])
        if number < GARDENS:
            tell_garden(spot, organisation)
        if number == 0:
            tell_granary(spot, organisation)
        tell_money(spot)
    tell_prices(diary, setting)
