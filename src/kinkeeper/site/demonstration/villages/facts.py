"""The four villages as published: where, since when, how many houses. The people are invented.

Sanankoroba 1987, 15 houses with 150 places; Socoura first children 1996, opened 29 November 1997,
14 SOS families when it was emptied in April 2012, back in early July 2013; Kita 2009, children in
the village since February 2010; Khouloum: work since 2011, its houses since 2 February 2014.
60 houses in March 2017 (press of that month).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kinkeeper.ground.text.dates import Precision, RoughDate, in_year
from kinkeeper.site.demonstration.cast import KHOULOUM, KITA, SANANKOROBA, SOCOURA

BEDS = 10
YOUTH_BEDS = 12
FLIGHT, HOME = date(2012, 4, 11), date(2013, 7, 4)
"""Socoura arrives at its hosts, and home; the sources give April 2012 and early July 2013."""


@dataclass(frozen=True)
class Site:
    """A village. families: days on which so many SOS families began. youth: where its young
    people's houses stand, since when, how many."""

    key: str
    name: str
    opened: RoughDate
    families: Mapping[date, int]
    youth: str
    youth_since: date
    youth_houses: int
    service: str

    @property
    def houses(self) -> int:
        return sum(self.families.values())

    def foundings(self) -> Iterator[date]:
        """The first day of each SOS family: those of one founding a fortnight after each other."""
        for first, families in self.families.items():
            yield from (first + timedelta(days=14 * n) for n in range(families))


def _day(year: int, month: int, day: int) -> RoughDate:
    return RoughDate(date(year, month, day), Precision.DAY)


SITES = (
    Site(SANANKOROBA, "Village d’enfants SOS de Sanankoroba", in_year(1987),
         {date(1987, 10, 5): 6, date(1988, 9, 12): 5, date(1990, 2, 19): 4},
         SANANKOROBA, date(1996, 10, 1), 10, "DRPFEF de Koulikoro"),
    Site(SOCOURA, "Village d’enfants SOS de Socoura", _day(1997, 11, 29),
         {date(1998, 1, 12): 8, date(1999, 10, 4): 4, date(2004, 10, 4): 2, date(2014, 10, 6): 1},
         SANANKOROBA, date(2004, 10, 1), 0, "DRPFEF de Mopti"),
    Site(KITA, "Village d’enfants SOS de Kita", in_year(2009),
         {date(2010, 2, 8): 5, date(2010, 11, 8): 6, date(2012, 1, 16): 4},
         KITA, date(2015, 10, 1), 4, "DRPFEF de Kayes"),
    Site(KHOULOUM, "Village d’enfants SOS de Khouloum", in_year(2011),
         {date(2014, 2, 3): 8, date(2014, 10, 6): 7},
         KHOULOUM, date(2019, 10, 1), 3, "DRPFEF de Kayes"),
)  # fmt: skip
