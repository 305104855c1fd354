"""A small register with every trap of a field office, all of it invented.

`python -m kinkeeper.mission.strengthening.register.tests.small` writes data/small_register.xlsx.
"""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

FILE = Path(__file__).parent / "data" / "small_register.xlsx"
FIRST = 5
HEAD = [
    "N° famille", "Localité", "Nom du chef de ménage", "Prénom tuteur 1", "Nom tuteur 1",
    "Sexe t1", "Lien t1", "Prénom tuteur 2", "Nom tuteur 2", "Sexe t2", "Lien t2", "Téléphone",
    "Date d'entrée", "Situation", "Prénom enfant", "Nom enfant", "Sexe", "Date de naissance",
    "Nom de la mère", "Scolarisé", "Acte de naissance", "Observations",
]  # fmt: skip
Row = list[Any]


def family(number: Any, place: Any, *adults: Any, **more: Any) -> Row:
    """What the first line of a family says; `adults`: given, family, sex, relation of each."""
    held = [*adults, *[None] * (8 - len(adults))]
    head = more.pop("head", adults[1] if len(adults) > 1 else None)
    facts = [more.get(name) for name in ("phone", "entry", "situation")]
    return [number, place, head, *held, *facts]


def child(given: Any, name: Any, sex: Any, birth: Any, *more: Any) -> Row:
    """mother, school, act, remarks."""
    return [given, name, sex, birth, *more, *[None] * (4 - len(more))]


def more(number: Any, place: Any = None) -> Row:
    return [number, place, *[None] * 12]


AWA = family("001", "Badia", "Awa", "Keïta", "fém", "mère", "Modibo", "Coulibaly", "G", "père",
             head="Coulibaly", phone="70 12 34 56/fils", entry=date(2017, 10, 18),
             situation="parent malade")  # fmt: skip
SIRA = family("002", "badia ", "Sira", "Traoré", "2", "grand-mère", phone="néant",
              entry="vers 2018", situation="grand-mère seule")  # fmt: skip
OUMOU = family("003", "Sanankoroba", "Oumou", "Diarra", "Fille", "mère", entry="-1 ans",
               situation="veuve")  # fmt: skip
TWO_MOTHERS = family("004", "Kita ville", "Fanta", "Dembélé", "F", "mère", "Assitan", "Koné",
                     "F", "mère", phone="12", entry="02.01.2018", situation="enfants confiés")  # fmt: skip
NOBODY = family("005", "Badia", head="Sissoko", entry="15/03/2018")
ROWS: list[Row] = [
    AWA + child("Issa", "Coulibaly", "Garçon", "17-05-06", "Awa", "oui", "volet 3", "jumeau"),
    more("1", "BADIA") + child("Sékou", "Koulibali", "1", "17-05-06", "Hawa", "oui", "en cours", "jumeau"),
    more("001") + child("Fatoumata", "Coulibaly", "2", "6 ans", "Awa", "non", "non", "?"),
    more("001") + child("Mamadou", "Coulibaly", "M", "vers 2009", "Awa", "oui"),
    more("001") + child("Bintou", "Coulibaly", None, None, "Awa"),
    SIRA + child("Adama", "Traoré", "F", date(2011, 5, 7), "Kadia", "oui", "oui"),
    more("002", "Badiia") + child("Lassana", "Traore", "m", 2013, None, "oui"),
    more("2") + child("Zana", "Traoré", "x", "31/02/2012", "Kadia"),
    [None] * 14 + child("Sous-total", 8, None, None),
    OUMOU + child("Sali", "Samaké", "f", "01/01/2090", "Oumou", "peut-être"),
    more("003", "Sanankoroba") + child("Drissa", "Samaké", "G", "12/1801", "Umu"),
    list(HEAD),
    TWO_MOTHERS + child("Haby", "Dolo", "F", "14 oct 2012", "Assitan", "oui", "volet 3"),
    more("004", "Kita ville") + child("Amadou", "Dolo", "M", "2015", "Fanta"),
    more("004", "Kita ville") + child("Ramata", "Dolo", "Fille", "2010", None),
    NOBODY + child("Tidiani", "Sissoko", "M", "2007", "Nana"),
    more("005", "Badia") + child("Kadidia", "Sissoko", "F", "#REF!", "Nana"),
    more("005", "Badia") + child("Y" * 500, "Sissoko", "F", "2010", "Nana"),
    more("005", "Badia") + child("\u200b\u200d", "Sissoko", "F", "2010", "Nana"),
    family("006", "Digan", "Nènè", "Fané", "F", "tante", entry=2018)
    + child("Oumar", "Fané", "M", "30-12-14", "Sitan", "non", "en cours"),
    [],
    more("001", "Badia") + child("Mohamadou", "Kulibaly", "G", "12/07/2009", "Awa", "oui", None, "nouvelle fiche"),
    more("004") + child("Habi", "Dolow", "F", "14/10/2012", "Assitan", None, None, "nouvelle fiche"),
    ["TOTAL", *[None] * 14, 18],
]  # fmt: skip


def write(path: Path = FILE, rows: list[Row] | None = None) -> Path:
    """The register as a workbook; other rows for a corrected one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bénéficiaires"
    sheet.append(["PROGRAMME DE RENFORCEMENT DE LA FAMILLE (données inventées)"])
    sheet.append(["Registre", None, "mis à jour le", date(2018, 6, 30)])
    sheet.append([])
    for row in [HEAD, *(ROWS if rows is None else rows)]:
        sheet.append(row)
    book.create_sheet("Notes").append(["Les dates « vers » sont des estimations."])
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


if __name__ == "__main__":
    write()
