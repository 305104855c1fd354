"""Health in the demonstration: children measured, thin ones followed, vaccination cards, birth
papers, illnesses and talks. Enter by `tell_health`."""

from kinkeeper.site.demonstration.cast import Setting
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.health.cards import tell_cards
from kinkeeper.site.demonstration.health.caring import tell_caring
from kinkeeper.site.demonstration.health.measured import FIVE_YEARS, kids, tell_measured
from kinkeeper.site.demonstration.health.papers import tell_papers
from kinkeeper.site.demonstration.health.thin import tell_thin
from kinkeeper.site.demonstration.telling import Telling
from kinkeeper.site.demonstration.villages.telling import Narrator

__all__ = ["tell_health"]


def tell_health(diary: Diary, setting: Setting, stories: list[Telling], narrator: Narrator) -> None:
    """Of children who are accompanied or in care today: the last year."""
    everybody = kids(diary, stories, narrator)
    tell_papers(diary, everybody)
    tell_caring(diary, everybody, setting)
    found = [kid for kid in everybody if kid.days(diary.today) < FIVE_YEARS]
    thin = tell_thin(diary, found)
    tell_measured(diary, [kid for kid in found if kid.person not in thin])
    tell_cards(diary, found)
