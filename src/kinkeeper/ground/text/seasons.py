"""The seasons by which people of the Sahel date what happened, and the middle of each.

Rainy season June to September, harvest October and November, cold season December to February
(of the year in which it ends), hot season March to May (climate of Mali: Köppen BSh/BWh, CILSS).
"""

import re
from datetime import date

# season: its names in French and English, without accents; month and day of its middle
_SEASONS = (
    (r"saison des pluies|hivernage|pluies|rainy season|rains|wet season", 8, 1),
    (r"recoltes?|moissons?|harvest", 11, 1),
    (r"saison (?:seche )?froide|saison fraiche|cold season|cool season", 1, 15),
    (r"saison (?:seche )?chaude|hot season", 4, 15),
    (r"saison seche|dry season", 2, 15),
)
_THE, _OF = "(?:l'|la |les |the )?", "(?: de| of|,)?"
_SHAPES = tuple(
    (re.compile(rf"{_THE}(?:{names}){_OF} *(?P<y>(?:19|20)\d{{2}})"), month, day)
    for names, month, day in _SEASONS
)


def middle_of_season(text: str) -> date | None:
    """The middle of a season such as "hivernage 2012"; None when it names none.

    text: small letters without accents.
    """
    for shape, month, day in _SHAPES:
        if found := shape.fullmatch(text):
            return date(int(found["y"]), month, day)
    return None
