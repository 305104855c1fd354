"""April 2012: Socoura is emptied, its families sleep in Sanankoroba and Kita; July 2013: home."""

from uuid import UUID

from kinkeeper.mission.care.models import Capacity, House
from kinkeeper.site.demonstration.cast import KITA, SANANKOROBA, SOCOURA
from kinkeeper.site.demonstration.villages.facts import FLIGHT, HOME
from kinkeeper.site.demonstration.villages.houses import Grounds
from kinkeeper.site.demonstration.villages.telling import Child, Narrator

GUEST_BEDS = 20
HOSTS = {SANANKOROBA: 8, KITA: 6}
"""How many of the 14 families went to each host; the sources name both villages, not how many."""
LATE = 8
"""Of so many children the move was written down only in the spring of 2013."""


def tell_flight(narrator: Narrator, movement: UUID) -> list[Child]:
    """The children who were away, in the order of their families."""
    away = [c for c in narrator.children if c.grounds.site.key == SOCOURA and c.slept(FLIGHT)]
    homes = list(dict.fromkeys(child.home.house.pk for child in away))
    beds = _guest_houses(narrator)
    for number, child in enumerate(away):
        host, house = beds[homes.index(child.home.house.pk)]
        late = 330 if number >= len(away) - LATE else None
        narrator.stay(
            child, FLIGHT, village=host.village, house=house, family=child.home.family,
            form="sos_family", why="relocation", movement=movement, late=late,
        )  # fmt: skip
        narrator.stay(
            child, HOME, village=child.grounds.village, house=child.home.house,
            family=child.home.family, form="sos_family", why="return", movement=movement,
        )  # fmt: skip
    return away


def _guest_houses(narrator: Narrator) -> list[tuple[Grounds, House]]:
    """Two families share a house of guest beds; one place in the list for each family."""
    places = []
    for key, families in HOSTS.items():
        grounds = narrator.villages[key]
        for number in range(1, families // 2 + 1):
            house = House(
                village=grounds.village, name=f"Accueil {number}", form="host_beds", since=FLIGHT
            )
            diary, by = narrator.diary, grounds.by
            diary.tell(house, on=FLIGHT, by=by, late=0)
            beds = Capacity(house=house, beds=GUEST_BEDS, since=FLIGHT)
            diary.tell(beds, on=FLIGHT, by=by, late=0)
            diary.tell(house, on=HOME, by=by, late=0, until=HOME)
            diary.tell(beds, on=HOME, by=by, late=0, until=HOME)
            places += [(grounds, house), (grounds, house)]
    return places
