"""Builds the demonstration: invents, tells, sorts by the day it was learned, writes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.bulk import write_many
from kinkeeper.site.demonstration.cast import Setting, build_setting
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.fates import (
    EARLIER,
    RECORDE,
    RECORDE_PLACES,
    SINCE_THEN,
    earlier_fates,
    present_fates,
    recorde_fates,
)
from kinkeeper.site.demonstration.households import Inventor, Shape, shapes
from kinkeeper.site.demonstration.project import load_recorde, tell_project
from kinkeeper.site.demonstration.stories import Fate, Telling, tell


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
    stories = list(_stories(setting, diary, project, rng))
    for story in stories:
        tell(story)
    tell_project(setting, diary, [s for s in stories if s.project], project, rng)
    say(f"{len(stories)} families, {len(diary.deeds)} entries")
    write_many(diary.entries(), by=setting.machine)
    return setting


def _stories(setting: Setting, diary: Diary, project: UUID, rng: Random) -> Iterator[Telling]:
    inventor = Inventor(rng)
    fates = list(recorde_fates(rng))
    target = shapes(**RECORDE, rng=rng)
    yield from _told(setting, diary, inventor, RECORDE_PLACES, target, fates, project)
    earlier = [earlier_fates(n, rng) for n in range(sum(EARLIER.values()))]
    yield from _told(setting, diary, inventor, EARLIER, _any(len(earlier), rng), earlier, None)
    present = [present_fates(n, diary.today, rng) for n in range(sum(SINCE_THEN.values()))]
    yield from _told(setting, diary, inventor, SINCE_THEN, _any(len(present), rng), present, None)


def _any(families: int, rng: Random) -> list[Shape]:
    children = round(families * 4.8)
    return shapes(
        families=families, children=children, girls=children // 2, men=families // 2, rng=rng
    )


def _told(
    setting: Setting,
    diary: Diary,
    inventor: Inventor,
    places: Mapping[str, int],
    found: list[Shape],
    fates: list[Fate],
    project: UUID | None,
) -> Iterator[Telling]:
    locations = [location for location, count in places.items() for _i in range(count)]
    for number, (location, shape, fate) in enumerate(zip(locations, found, fates, strict=True)):
        towns = setting.localities[location]
        house = inventor.household(shape, towns[number % len(towns)], fate.entry)
        yield Telling(
            diary, house, fate, setting.worker_of(location), setting.decider_of(location),
            project, diary.rng,
        )  # fmt: skip
