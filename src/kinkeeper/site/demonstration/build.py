"""Builds the demonstration: invents, tells, sorts by the day it was learned, writes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.bulk import write_many
from kinkeeper.site.demonstration.cast import KITA, SANANKOROBA, Setting, build_setting
from kinkeeper.site.demonstration.community import tell_community
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.fates import (
    EARLIER,
    RECORDE,
    RECORDE_ERRORS,
    RECORDE_PLACES,
    SINCE_THEN,
    earlier_fates,
    present_fates,
    recorde_fates,
)
from kinkeeper.site.demonstration.food import tell_food
from kinkeeper.site.demonstration.framework import tell_surveys
from kinkeeper.site.demonstration.health import tell_health
from kinkeeper.site.demonstration.households import Inventor, Shape, shapes
from kinkeeper.site.demonstration.project import load_recorde, tell_project
from kinkeeper.site.demonstration.protection import tell_protection
from kinkeeper.site.demonstration.schools import tell_schools
from kinkeeper.site.demonstration.sounds import load_sounds
from kinkeeper.site.demonstration.stories import tell
from kinkeeper.site.demonstration.telling import Fate, Telling
from kinkeeper.site.demonstration.villages import tell_villages
from kinkeeper.site.demonstration.villages.referrals import tell_referrals


class NotEmpty(Exception):
    """People are here already: invented ones are never mixed with them."""


@transaction.atomic
def build(*, seed: int, today: date | None = None, say: Callable[[str], None] = print) -> Setting:
    """The whole programme in one transaction: all of it, or nothing. Raises NotEmpty."""
    if Account.objects.exists():
        raise NotEmpty
    rng = Random(seed)  # noqa: S311 - invented people, not secrets
    setting = build_setting()
    project = load_recorde(by=setting.machine)
    diary = Diary(rng, today or timezone.localdate())
    inventor = Inventor(rng)
    stories = list(_stories(setting, diary, project, inventor))
    for story in stories:
        tell(story)
    tell_project(setting, diary, [s for s in stories if s.project], project, rng)
    tell_community(setting, diary, [s for s in stories if s.project], project)
    narrator = tell_villages(setting, diary, inventor)
    tell_health(diary, setting, stories, narrator)
    tell_food(setting, diary, stories)
    tell_schools(setting, diary, stories, narrator)
    counted = (len(stories), len(narrator.children), len(diary.deeds))
    say("{} familles, {} enfants pris en charge, {} inscriptions".format(*counted))
    say("  {} families, {} children in care, {} entries".format(*counted))
    write_many(diary.entries(), by=setting.machine)
    village = narrator.villages[SANANKOROBA].village
    tell_referrals(setting, village, inventor, diary.today)
    tell_protection(setting, diary.today)
    tell_surveys(setting, project)
    load_sounds()
    return setting


def _stories(
    setting: Setting, diary: Diary, project: UUID, inventor: Inventor
) -> Iterator[Telling]:
    rng = inventor.rng
    earlier = [earlier_fates(n, rng) for n in range(sum(EARLIER.values()))]
    present = [present_fates(n, diary.today, rng) for n in range(sum(SINCE_THEN.values()))]
    groups = (
        (RECORDE_PLACES, shapes(**RECORDE, rng=rng), list(recorde_fates(rng)), project),
        ({KITA: len(RECORDE_ERRORS)}, _any(2, rng), list(RECORDE_ERRORS), project),
        (EARLIER, _any(len(earlier), rng), earlier, None),
        (SINCE_THEN, _any(len(present), rng), present, None),
    )
    for places, found, fates, funded in groups:
        for location, place, shape, fate in _placed(setting, places, found, fates):
            house = inventor.household(shape, place, fate.entry)
            worker, decider = setting.worker_of(location), setting.decider_of(location)
            yield Telling(diary, house, fate, worker, decider, funded)


def _any(families: int, rng: Random) -> list[Shape]:
    children = round(families * 4.8)
    return shapes(
        families=families, children=children, girls=children // 2, men=families // 2, rng=rng
    )


def _placed(
    setting: Setting, places: Mapping[str, int], found: list[Shape], fates: list[Fate]
) -> Iterator[tuple[str, Place, Shape, Fate]]:
    """Each family in a locality of its location, one after the other."""
    locations = [location for location, count in places.items() for _i in range(count)]
    for number, (location, shape, fate) in enumerate(zip(locations, found, fates, strict=True)):
        towns = setting.localities[location]
        yield location, towns[number % len(towns)], shape, fate
