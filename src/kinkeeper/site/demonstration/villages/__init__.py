"""The four villages of the demonstration and all who grew up in them. Enter by `tell_villages`."""

from uuid import UUID, uuid4

from kinkeeper.site.demonstration.cast import Setting
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.households import Inventor
from kinkeeper.site.demonstration.villages.evacuation import tell_evacuation
from kinkeeper.site.demonstration.villages.facts import SITES
from kinkeeper.site.demonstration.villages.flight import tell_flight
from kinkeeper.site.demonstration.villages.following import tell_followed
from kinkeeper.site.demonstration.villages.houses import build_grounds
from kinkeeper.site.demonstration.villages.life_away import tell_life_away
from kinkeeper.site.demonstration.villages.referrals import tell_past_referrals
from kinkeeper.site.demonstration.villages.telling import Narrator
from kinkeeper.site.demonstration.villages.youth import tell_youth

__all__ = ["tell_villages"]


def tell_villages(setting: Setting, diary: Diary, folk: Inventor) -> Narrator:
    """From 1987 to today. Returns the narrator, who knows every child."""
    villages = {}
    for site in SITES:
        by = setting.worker_of(site.key)
        villages[site.key] = build_grounds(site, setting.communes[site.key], by, diary, folk)
    narrator = Narrator(diary, folk, setting.accounts["mariam"], villages)
    narrator.tell_all()
    movement: UUID = uuid4()
    away = tell_flight(narrator, movement)
    tell_life_away(*tell_evacuation(narrator, setting, movement, away))
    for child in narrator.children:
        narrator.grow_up(child)
    tell_youth(narrator.children, setting, diary)
    tell_followed(narrator)
    tell_past_referrals(narrator)
    return narrator
