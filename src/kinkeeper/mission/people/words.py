"""The words of this room: kin, reasons, and the sentences for what the rules notice."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kinkeeper.mission.people.models import Kinship, Relation
from kinkeeper.mission.people.rules import kin_word

Text = str | Promise

KIN: Final[dict[str, Text]] = {
    "head_f": pgettext_lazy("a woman", "head of the family"),
    "head_m": pgettext_lazy("a man", "head of the family"),
    "wife": _("wife"),
    "husband": _("husband"),
    "daughter": _("daughter"),
    "son": _("son"),
    "sister": _("sister"),
    "brother": _("brother"),
    "mother": _("mother"),
    "father": _("father"),
    "aunt": _("aunt"),
    "uncle": _("uncle"),
    "grandmother": _("grandmother"),
    "grandfather": _("grandfather"),
    "granddaughter": _("granddaughter"),
    "grandson": _("grandson"),
    "niece": _("niece"),
    "nephew": _("nephew"),
    "cousin_f": pgettext_lazy("a girl", "cousin"),
    "cousin_m": pgettext_lazy("a boy", "cousin"),
    "entrusted_f": pgettext_lazy("a girl", "entrusted child"),
    "entrusted_m": pgettext_lazy("a boy", "entrusted child"),
    "mother_of": _("mother"),
    "father_of": _("father"),
    "guardian_f": pgettext_lazy("a woman", "guardian"),
    "guardian_m": pgettext_lazy("a man", "guardian"),
    "legal_guardian_f": pgettext_lazy("a woman", "legal guardian"),
    "legal_guardian_m": pgettext_lazy("a man", "legal guardian"),
    "half_sister_m": _("half sister by the mother"),
    "half_brother_m": _("half brother by the mother"),
    "half_sister_f": _("half sister by the father"),
    "half_brother_f": _("half brother by the father"),
    "grandparent_of": _("grandmother or grandfather"),
    "guardian_of": _("guardian"),
    "legal_guardian_of": _("legal guardian"),
    "spouse_of": _("wife or husband"),
    "full_sibling": _("brother or sister"),
    "half_sibling_m": _("half brother or sister by the mother"),
    "half_sibling_f": _("half brother or sister by the father"),
    "child_of": _("son or daughter"),
    "grandchild_of": _("granddaughter or grandson"),
    "ward_of": _("child in her or his care"),
}

CAREGIVER: Final[dict[str, Text]] = {
    "F": pgettext_lazy("a woman", "caregiver"),
    "M": pgettext_lazy("a man", "caregiver"),
}
DECEASED: Final[dict[str, Text]] = {
    "F": pgettext_lazy("a woman", "deceased"),
    "M": pgettext_lazy("a man", "deceased"),
}

WHY_LEFT: Final[tuple[tuple[str, Text], ...]] = (
    ("moved", _("moved away")),
    ("married", _("married")),
    ("returned", _("went back to the parents")),
    ("entrusted", _("entrusted to another family (confiage)")),
    ("placed", _("taken into care elsewhere")),
    ("work", _("left for work")),
    ("died", _("died")),
    ("never", _("was written here by mistake")),
    ("other", _("other reason")),
)

NO_ADULT = _(
    "Nobody in this family is of age. Families headed by a child exist: confirm it, or add the "
    "adult."
)
YOUNGER = _(
    "%(name)s would be younger than %(child)s, whom she or he cares for: correct one of the two "
    "dates of birth, or take the tick “caregiver” away."
)
KIN_YOUNGER = _(
    "%(name)s would be younger than %(child)s: correct a date of birth or the relation."
)
BIRTH = {
    "future": _("This birth lies in the future: correct the date."),
    "too_old": _("This birth lies more than 120 years back: correct the date."),
}


def relation_word(relation: str, sex: str) -> Text:
    """Says "daughter" for the daughter of the head, "son or daughter" when the sex is not known."""
    word = KIN.get(kin_word(relation, sex))
    return word if word is not None else Relation(relation).label


def caregiver_word(sex: str) -> Text:
    return CAREGIVER.get(sex, _("caregiver"))


def deceased_word(sex: str) -> Text:
    return DECEASED.get(sex, _("deceased"))


def kinship_word(kind: str, sex: str) -> Text:
    """What a person is: "mother" for a woman who is guardian by birth, and so on."""
    word = KIN.get(kin_word(kind, sex))
    return word if word is not None else Kinship(kind).label


_TURNED = {
    Kinship.MOTHER: "child", Kinship.FATHER: "child", Kinship.GRANDPARENT: "grandchild",
    Kinship.GUARDIAN: "ward_of", Kinship.LEGAL_GUARDIAN: "ward_of",
}  # fmt: skip


def turned_word(kind: str, sex: str) -> Text:
    """The other end of a link: what the relative is to the person."""
    relation = _TURNED.get(Kinship(kind), kind)
    return KIN.get(kin_word(relation, sex)) or KIN.get(f"{relation}_of") or str(relation)


def why_left_word(code: str) -> Text:
    return dict(WHY_LEFT).get(code, code)
