"""The facts that a register of families may hold, and how offices caption their columns."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.interop.profile import Field

CAREGIVERS = 4
_WHO = (
    "tuteur", "tutrice", "parent", "responsable", "donneur de soins", "caregiver", "guardian",
)  # fmt: skip
# One caregiver's facts: code, label, captions before "tuteur 1", content, class of the field.
_FACTS = (
    ("given", _("given name of caregiver"),
     ("prénom", "prénoms", "given name", "first name"), "name", 2),
    ("family", _("family name of caregiver"),
     ("nom", "nom de famille", "family name", "surname", "last name"), "name", 2),
    ("full", _("whole name of caregiver"),
     ("nom et prénom", "nom et prénoms", "prénom et nom", "nom complet", "full name"), "name", 2),
    ("sex", _("sex of caregiver"), ("sexe", "genre", "sex", "gender"), "sex", 1),
    ("link", _("relation to the child of caregiver"),
     ("lien", "lien de parenté", "parenté", "relation", "relationship"), "name", 2),
    ("birth", _("birth or age of caregiver"),
     ("date de naissance", "âge", "né(e) le", "date of birth", "age"), "date", 2),
)  # fmt: skip


def _caregiver(number: int) -> tuple[Field, ...]:
    group = f"caregiver{number}"
    return tuple(
        Field(f"{group}.{code}", _numbered(label, number), _captions(starts, number, code), content,
              level, group, doubtful=starts if number == 1 and code != "birth" else ())
        for code, label, starts, content, level in _FACTS
    )  # fmt: skip


def _numbered(label: str | Promise, number: int) -> str | Promise:
    return format_lazy("{} {}", label, number)


def _captions(starts: tuple[str, ...], number: int, code: str) -> tuple[str, ...]:
    """As "Prénom tuteur 2", "Prénom t2"; for the first one also "Prénom tuteur"."""
    ends = [f"{who} {number}" for who in _WHO] + [f"t {number}"]
    ends += list(_WHO) if number == 1 else []
    found = [f"{start} {end}" for start in starts for end in ends]
    return (*found, *ends[:-1]) if code == "full" else tuple(found)


FAMILY = (
    Field("number", _("number of the family"),
          ("N° famille", "N° ménage", "numéro famille", "code famille", "id famille", "n° dossier",
           "code ménage", "family number", "household number", "family id", "household id"),
          "number", 1, doubtful=("N°", "numéro", "code", "id")),
    Field("place", _("village or quarter"),
          ("localité", "village", "quartier", "village/quartier", "site", "lieu", "commune",
           "lieu de résidence", "location", "locality", "place"), "place", 1),
    Field("head.family", _("family name of the head of the family"),
          ("nom du chef de ménage", "nom chef de famille", "nom du chef", "head of household"),
          "name", group="head"),
    Field("head.full", _("whole name of the head of the family"),
          ("nom et prénoms du chef", "nom et prénom du chef de ménage", "chef de ménage",
           "chef de famille", "prénom et nom du chef de famille", "prénom et nom chef de ménage",
           "nom complet du chef de ménage", "name of head of household", "household head"),
          "name", group="head"),
    Field("head.sex", _("sex of the head of the family"),
          ("sexe du chef", "sexe chef de ménage", "sex of head of household"), "sex", 1, "head"),
    Field("phone", _("phone"),
          ("téléphone", "tél", "contact", "contacts", "n° de téléphone", "portable", "mobile",
           "phone", "phone number", "telephone"), "phone"),
    Field("entry", _("date of entry into the programme"),
          ("date d'entrée", "date d'admission", "entrée", "date d'enregistrement", "admis le",
           "date d'entrée au programme", "entry date", "admission date", "date of entry"),
          "date", 1),
    Field("situation", _("situation of the family"),
          ("situation", "situation de la famille", "vulnérabilité", "critère", "motif",
           "type de vulnérabilité", "vulnerability", "criterion"), "text", 3),
)  # fmt: skip

CHILD = (
    Field("child.given", _("given name of the child"),
          ("prénom enfant", "prénom de l'enfant", "prénoms de l'enfant", "prénom bénéficiaire",
           "child given name", "child first name"),
          "name", group="child", doubtful=("prénom", "prénoms", "first name", "given name")),
    Field("child.family", _("family name of the child"),
          ("nom enfant", "nom de famille de l'enfant", "nom bénéficiaire", "child family name",
           "child surname"), "name", group="child",
          doubtful=("nom", "nom de famille", "surname", "last name", "family name")),
    Field("child.full", _("whole name of the child"),
          ("nom de l'enfant et prénom", "nom et prénom de l'enfant", "nom et prénoms de l'enfant",
           "prénom et nom de l'enfant", "nom complet de l'enfant", "enfant", "child", "child name",
           "name of child", "full name of child"), "name", group="child",
          doubtful=("nom et prénom", "nom et prénoms", "prénom et nom", "nom complet", "name",
                    "full name")),
    Field("child.sex", _("sex of the child"),
          ("sexe enfant", "sexe de l'enfant", "genre de l'enfant", "sex of child", "child sex"),
          "sex", 1, "child", doubtful=("sexe", "genre", "sex", "gender", "f/m", "m/f")),
    Field("child.birth", _("birth or age of the child"),
          ("date de naissance", "date de naissance de l'enfant", "né(e) le", "né le", "date naiss",
           "ddn", "année de naissance", "naissance", "âge", "âge de l'enfant", "date of birth",
           "dob", "birth date", "year of birth", "age", "child age"), "date", group="child"),
    Field("child.mother", _("mother's name"),
          ("nom de la mère", "mère", "prénom de la mère", "nom et prénom de la mère", "mother",
           "mother's name", "name of mother"), "name", group="child"),
    Field("child.school", _("at school"),
          ("scolarisé", "scolarisée", "école", "scolarisation", "va à l'école", "schooling",
           "at school", "in school"), "yes_no", group="child"),
    Field("child.act", _("birth act"),
          ("acte de naissance", "acte naissance", "extrait de naissance", "état civil",
           "birth certificate", "birth act"), "text", group="child"),
    Field("child.note", _("remarks"),
          ("observations", "observation", "remarques", "remarque", "commentaires", "notes",
           "remarks", "comments"), "text", 3),
)  # fmt: skip

FIELDS: tuple[Field, ...] = (
    *FAMILY,
    *(field for number in range(1, CAREGIVERS + 1) for field in _caregiver(number)),
    *CHILD,
)
