"""An invented register of the size and shape of a real one: a title, headings in the fourth row,
one line a child, the family only on its first line, dates as people write them, sub-totals."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

FAMILIES, CHILDREN, CAREGIVERS = 190, 905, 289
TWO_CAREGIVERS = CAREGIVERS - FAMILIES
FIVE_CHILDREN = CHILDREN - 4 * FAMILIES
PLACES = ("Namala", "Kotouba", "Sinzani", "Sirakoro", "Niamana")
HAMLET = "Hameau de {name}"
PAPER = "Volet"  # a heading that no machine knows
HEAD = (
    "N° famille", "Localité", "Nom du chef de ménage", "Prénom tuteur 1", "Nom tuteur 1",
    "Sexe t1", "Lien t1", "Prénom tuteur 2", "Nom tuteur 2", "Sexe t2", "Lien t2", "Téléphone",
    "Date d'entrée", "Prénom enfant", "Nom enfant", "Sexe", "Date de naissance", "Nom de la mère",
    "Scolarisé", PAPER,
)  # fmt: skip
GIRLS = ("Nana", "Téné", "Oumou", "Salimata", "Wassa")
BOYS = ("Adama", "Modibo", "Sékou", "Issa", "Bréhima")
Row = list[object]


def surname(name: str, number: int) -> str:
    """Each family has a name of its own, in letters."""
    return f"{name}{chr(97 + number // 26)}{chr(97 + number % 26)}"


def births(number: int, child: int) -> object:
    """A real date, a year, "vers", or typed day first."""
    year = 2004 + (number + 3 * child) % 13
    ways = (date(year, 3, 1 + number % 28), str(year), f"vers {year}", f"15/11/{year}")
    return ways[(number + child) % 4]


def family(name: str, number: int) -> list[Row]:
    last = surname(name, number)
    place = HAMLET.format(name=name) if number < 3 else PLACES[number % len(PLACES)]
    second = ["Moussa", last, "M", "père"] if number < TWO_CAREGIVERS else [None] * 4
    entry = date(2017, 10, 1 + number % 28).strftime("%d.%m.%Y")
    head = [f"{number + 1:03}", place, last, "Awa", last, "F", "mère", *second, None, entry]
    rows: list[Row] = []
    for child in range(5 if number < FIVE_CHILDREN else 4):
        girl = child % 2 == 0
        who = [(GIRLS if girl else BOYS)[child], last, "F" if girl else "M"]
        first = head if child == 0 else [head[0], place, *[None] * 11]
        rows.append([*first, *who, births(number, child), "Awa", "oui", "volet 3"])
    return rows


def write(file: Path, name: str, *, corrected: bool = False) -> None:
    """corrected: the year of one child is another, nothing else."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Programme de Renforcement de la Famille"])
    page.append(["Registre des bénéficiaires (données inventées)"])
    page.append([])
    page.append(list(HEAD))
    for number in range(FAMILIES):
        rows = family(name, number)
        if corrected and number == 7:
            rows[1][16] = "2011"
        for row in rows:
            page.append(row)
        if number % 50 == 49:
            page.append(["Sous-total", None, None, *[None] * 10, f"{number + 1} familles"])
    book.save(file)
