"""The invented reports and cases of protection: of these weeks, and of the years of RECORDE."""

from dataclasses import dataclass
from datetime import date

from kinkeeper.site.demonstration.cast import KITA, SANANKOROBA, SOCOURA


@dataclass(frozen=True)
class Tale:
    """A report and how far its story went. days: how long ago it was told. helps: referred to a
    service of each; not_taken: those that did not take the child, and why."""

    days: int
    kinds: tuple[str, ...]
    story: str
    sex: str
    age: str
    risk: str
    until: str
    channel: str = "web"
    where: str = KITA
    helps: tuple[str, ...] = ("medical",)
    not_taken: tuple[tuple[str, str], ...] = ()


TALES = (
    Tale(0, ("trafficking",), "Un homme propose à des filles un travail de maison à Abidjan. Le "
         "départ est prévu jeudi.", "F", "14", "", "received"),
    Tale(2, ("fgm",), "Une grand-mère prépare l’excision de deux sœurs pour les vacances.",
         "F", "6", "high", "proposed", "colleague"),
    Tale(1, ("begging_exploitation",), "Un garçon mendie devant la gare tous les soirs, les pieds "
         "blessés.", "M", "9", "medium", "triaged", "app"),
    Tale(34, ("child_labour", "denial_of_schooling"), "Un garçon porte des pierres à l’orpaillage "
         "au lieu d’aller à l’école.", "M", "11", "medium", "serving", "colleague"),
    Tale(20, ("worst_forms_child_labour",), "Des enfants descendent dans les puits de la mine.",
         "M", "13", "high", "new", "club"),
    Tale(48, ("recruitment_caafag",), "Un adolescent revenu d’un groupe armé se cache chez son "
         "oncle.", "M", "16", "high", "planned", "call", SOCOURA),
    Tale(90, ("child_marriage",), "Une élève de sixième doit être mariée après la récolte.",
         "F", "13", "high", "closed", "school", SANANKOROBA),
    Tale(62, ("neglect",), "Trois petits restent seuls toute la journée, sans repas.",
         "", "3", "medium", "asked_to_close", "in_person", SANANKOROBA),
    Tale(75, ("separation",), "Une fillette arrivée seule par le car cherche sa tante.",
         "F", "8", "medium", "served", "call"),
    Tale(25, ("family_conflict",), "Le père et l’oncle se disputent la garde d’un garçon.",
         "M", "7", "low", "informed", "paper"),
    Tale(40, ("other",), "On m’a dit qu’il y avait du bruit dans la cour.", "", "", "low",
         "unfounded"),
    Tale(55, ("statelessness_no_birth_act",), "Deux enfants sont refusés à l’école faute d’acte "
         "de naissance.", "F", "7", "low", "referred", "colleague", SANANKOROBA),
)  # fmt: skip


AWAY, DECLINED = "service_unavailable", "referral_declined_by_survivor"
# Closed cases of the years of RECORDE, each referred to three services (P-13).
PAST = (
    (date(2018, 3, 14), Tale(0, ("child_labour",), "Une fille de douze ans porte du bois pour un "
     "four à briques.", "F", "12", "medium", "closed", "club", KITA,
     ("medical", "social", "legal"), (("legal", AWAY),))),
    (date(2018, 6, 5), Tale(0, ("physical_abuse",), "Un garçon vient à l’école avec des marques "
     "de coups.", "M", "10", "high", "closed", "school", SANANKOROBA,
     ("medical", "legal", "social"))),
    (date(2018, 9, 18), Tale(0, ("statelessness_no_birth_act",), "Trois sœurs ne peuvent pas "
     "s’inscrire en classe d’examen.", "F", "14", "low", "closed", "colleague", KITA,
     ("papers", "social", "legal"), (("legal", AWAY),))),
    (date(2018, 12, 4), Tale(0, ("child_marriage",), "Des fiançailles sont annoncées pour une "
     "élève.", "F", "15", "high", "closed", "club", SANANKOROBA,
     ("social", "legal", "psychosocial"), (("psychosocial", DECLINED),))),
    (date(2019, 2, 12), Tale(0, ("neglect",), "Deux petits sont laissés seuls la journée.",
     "M", "4", "medium", "closed", "in_person", KITA,
     ("medical", "social", "psychosocial"), (("psychosocial", AWAY),))),
    (date(2019, 5, 21), Tale(0, ("separation",), "Un garçon confié à un oncle ne le trouve plus.",
     "M", "9", "medium", "closed", "call", SANANKOROBA,
     ("social", "shelter", "medical"), (("shelter", AWAY),))),
    (date(2019, 8, 27), Tale(0, ("begging_exploitation",), "Quatre garçons mendient au marché.",
     "M", "11", "medium", "closed", "web", KITA,
     ("social", "medical", "legal"), (("legal", DECLINED),))),
    (date(2019, 11, 12), Tale(0, ("denial_of_schooling",), "Une fille handicapée n’est jamais "
     "allée à l’école.", "F", "8", "low", "closed", "colleague", SANANKOROBA,
     ("social", "medical", "papers"), (("papers", AWAY),))),
    (date(2020, 2, 18), Tale(0, ("fgm",), "Une excision se prépare dans un hameau.",
     "F", "5", "high", "closed", "app", KITA,
     ("emergency", "social", "psychosocial"), (("psychosocial", DECLINED),))),
    (date(2020, 5, 12), Tale(0, ("psychosocial_distress",), "Une fille ne parle plus depuis la "
     "mort de sa mère.", "F", "13", "medium", "closed", "call", SANANKOROBA,
     ("psychosocial", "medical", "social"), (("psychosocial", AWAY), ("medical", DECLINED)))),
)  # fmt: skip
