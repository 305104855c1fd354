"""The sheet of a project in words, in the reader's language, exactly as it was published."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.reports.words import number_in_words
from kinkeeper.mission.projects.models import Partner, TargetGroup
from kinkeeper.mission.projects.queries import Location, Sheet
from kinkeeper.mission.projects.rules import money
from kinkeeper.mission.projects.shown import in_language

SIGNS = {"EUR": "€", "XOF": "F CFA"}
GOALS: dict[int, Promise] = {
    1: gettext_lazy("Elimination of poverty"),
    2: gettext_lazy("Zero hunger"),
    3: gettext_lazy("Good health and well-being"),
    4: gettext_lazy("Quality education"),
    5: gettext_lazy("Gender equality"),
    8: gettext_lazy("Decent work and economic growth"),
    10: gettext_lazy("Reduced inequality"),
    16: gettext_lazy("Peace, justice and effective institutions"),
}
PEOPLE: dict[str, tuple[Promise, Promise]] = {
    "children": (gettext_lazy("girls"), gettext_lazy("boys")),
    "guardians": (gettext_lazy("women"), gettext_lazy("men")),
}
PART_NAMES: dict[str, Promise] = {
    "leader": gettext_lazy("Project leader"),
    "accountable": gettext_lazy("Project owner"),
    "funding": gettext_lazy("Funder"),
    "cofunding": gettext_lazy("Co-funder"),
    "extending": gettext_lazy("Relay"),
    "implementing": gettext_lazy("Implementing organisation"),
}


@dataclass(frozen=True)
class Group:
    """published: as on the sheet. derived: head-counts computed from it, or ""."""

    number: str
    text: str
    published: str
    derived: str


@dataclass(frozen=True)
class SheetShown:
    name: str
    title: str
    area: str
    funding: str
    partners: list[tuple[str, str]]
    locations: list[tuple[str, str]]
    direct: list[Group]
    indirect: list[Group]
    goals: list[tuple[int, str]]
    context: list[str]


def sheet_shown(sheet: Sheet) -> SheetShown:
    project = sheet.project
    return SheetShown(
        name=in_language(project, "name"),
        title=in_language(project, "title"),
        area=in_language(project, "area"),
        funding=money_in_words(project.budget_minor, project.currency),
        partners=[_partner(p, project.currency) for p in sheet.partners],
        locations=[(loc.place.name, _region(loc, project.since.year)) for loc in sheet.locations],
        direct=[_group(g) for g in sheet.direct],
        indirect=[_group(g) for g in sheet.indirect],
        goals=[(number, str(GOALS.get(number, ""))) for number in project.sdgs],
        context=[t for t in in_language(project, "context").split("\n\n") if t.strip()],
    )


def money_in_words(minor: int, currency: str) -> str:
    """As in "250 000,00 €": with the decimals of the currency, also when they are zero."""
    return f"{number_in_words(money(minor, currency))} {SIGNS.get(currency, currency)}"


def _partner(partner: Partner, currency: str) -> tuple[str, str]:
    name = in_language(partner, "name")
    if partner.amount_minor is not None:
        name = f"{name} ({money_in_words(partner.amount_minor, currency)})"
    return str(PART_NAMES[partner.part]), name


def _region(location: Location, year: int) -> str:
    """Said twice only where the region changed since."""
    then, today = location.region_then, location.region_today
    if then is None or today is None:
        return ""
    if not location.moved:
        return _("%(region)s region") % {"region": today.name}
    return _("%(then)s region in %(year)s, %(today)s region today") % {
        "then": then.name, "year": year, "today": today.name,
    }  # fmt: skip


def _group(group: TargetGroup) -> Group:
    return Group(
        number=number_in_words(group.number),
        text=in_language(group, "name"),
        published=_published(group),
        derived=_derived(group),
    )


def _published(group: TargetGroup) -> str:
    if group.percent_female is None or group.kind not in PEOPLE:
        return ""
    female, male = PEOPLE[group.kind]
    return _("%(female_percent)s %% %(female)s and %(male_percent)s %% %(male)s") % {
        "female_percent": group.percent_female, "female": female,
        "male_percent": 100 - group.percent_female, "male": male,
    }  # fmt: skip


def _derived(group: TargetGroup) -> str:
    if group.derived_female is None or group.kind not in PEOPLE:
        return ""
    female, male = PEOPLE[group.kind]
    return _("%(female_number)s %(female)s, %(male_number)s %(male)s") % {
        "female_number": number_in_words(group.derived_female), "female": female,
        "male_number": number_in_words(group.number - group.derived_female), "male": male,
    }  # fmt: skip
