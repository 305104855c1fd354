"""A project as an activity of the IATI standard. Everything passes the small-number rule for the
public; what is hidden or not collected has no element, and its comment says so."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from kinkeeper.ground.interop.iati.activity import (
    Activity,
    Amount,
    Baseline,
    Document,
    Marker,
    Number,
    Organisation,
    Payment,
    Sector,
    Span,
    Texts,
    Where,
)
from kinkeeper.ground.interop.iati.activity import Indicator as IatiIndicator
from kinkeeper.ground.interop.iati.activity import Result as IatiResult
from kinkeeper.ground.interop.iati.document import iati_file
from kinkeeper.ground.interop.iati.findings import Finding, findings
from kinkeeper.ground.interop.iati.schema import SchemaError, schema_errors
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import official_code
from kinkeeper.ground.reports.figures import AGE, NOT_RECORDED, SEX, Cell, Figure, State
from kinkeeper.ground.reports.words import (
    absence_in_words,
    number_in_words,
    parts_in_words,
    value_in_words,
)
from kinkeeper.mission.projects.framework import (
    Framework,
    Line,
    Moment,
    build,
    for_outside,
)
from kinkeeper.mission.projects.models import (
    Expense,
    IndicatorTarget,
    Part,
    Partner,
    Project,
    ResultLevel,
    TargetGroup,
)
from kinkeeper.mission.projects.rules import money, quarters
from kinkeeper.mission.projects.shown import in_language

LANGUAGES = ("fr", "en")
ROLES = {
    Part.FUNDER: "1", Part.COFUNDER: "1", Part.OWNER: "2", Part.RELAY: "3", Part.LEADER: "4",
    Part.IMPLEMENTER: "4",
}  # fmt: skip
RESULT_KINDS = {
    ResultLevel.OVERALL: "3", ResultLevel.SPECIFIC: "2", ResultLevel.OUTCOME: "2",
    ResultLevel.OUTPUT: "1", ResultLevel.ACTIVITY: "9",
}  # fmt: skip
FEATURES = {Level.REGION: "ADM1", Level.CERCLE: "ADM2", Level.COMMUNE: "ADM3", Level.VILLAGE: "PPL"}
UNIT, PERCENTAGE, QUALITATIVE = "1", "2", "5"
PUBLISHED_SCHEMES = (SEX, AGE)
"""Places below the project's own are not published: one line a locality could point at a family."""
SEXES = {"F": "female", "M": "male", NOT_RECORDED: "not recorded"}
YEAR_DAYS = 365
NO_INDICATOR = IatiIndicator(
    (("fr", "Aucun indicateur fixé"), ("en", "No indicator set")), QUALITATIVE,
    ascending=True, additive=False,
)  # fmt: skip
WHOLE_PERIOD = 200


def activity_of(framework: Framework, *, today: date) -> Activity:
    """The activity as it may be published on a day. framework: already `for_outside`."""
    project, told = framework.project, framework.project.iati
    reporting = _reporting(told)
    return Activity(
        identifier=f"{reporting.ref}-{project.code}",
        reporting=reporting,
        titles=_both(project, "title"),
        descriptions=tuple(_descriptions(project)),
        organisations=tuple(_organisations(project, told)),
        status=_status(project, today),
        dates=tuple(_dates(project, today)),
        country=project.country,
        scope=told.get("scope", ""),
        places=tuple(_place(p.place) for p in _places(project)),
        sectors=tuple(_sectors(told)),
        goals=tuple(project.sdgs),
        goal_targets=tuple(told.get("targets", ())),
        markers=tuple(Marker(m["code"], m["significance"]) for m in told.get("markers", ())),
        currency=project.currency,
        budgets=tuple(_budgets(project)),
        payments=(*_commitments(project, told), *_spent(framework)),
        documents=tuple(_documents(told)),
        results=tuple(_results(framework)),
    )


def _both(record: object, name: str) -> Texts:
    texts = ((language, str(getattr(record, f"{name}_{language}"))) for language in LANGUAGES)
    return tuple((language, text) for language, text in texts if text.strip())


def _reporting(told: dict[str, Any]) -> Organisation:
    facts = told.get("reporting", {})
    name = facts.get("name", "")
    names = (("fr", name), ("en", facts.get("name_en", name)))
    return Organisation(names, kind=facts.get("kind", ""), ref=facts.get("ref", ""))


def _descriptions(project: Project) -> Iterator[tuple[str, Texts]]:
    """1 general, 2 objectives, 3 target groups."""
    yield "1", _both(project, "context") or _both(project, "title")
    aims = list(project.results.filter(level__in=("overall", "specific")).order_by("order"))
    if aims:
        yield (
            "2",
            tuple((lg, "\n".join(getattr(a, f"text_{lg}") for a in aims)) for lg in LANGUAGES),
        )
    groups = list(project.target_groups.order_by("order"))
    if groups:
        yield "3", _in_both(lambda: "\n".join(map(_group, groups)))


def _group(group: TargetGroup) -> str:
    return f"{number_in_words(group.number)} {in_language(group, 'name')}"


def _organisations(project: Project, told: dict[str, Any]) -> Iterator[Organisation]:
    """Each organisation once in a role; the leader carries out, the owner answers for it."""
    seen: set[tuple[str, str]] = set()
    for partner in sorted(project.partners.all(), key=lambda p: (ROLES[Part(p.part)], p.name_fr)):
        role = ROLES[Part(partner.part)]
        if (role, partner.name_fr) not in seen:
            seen.add((role, partner.name_fr))
            yield _organisation(partner, role, told)


def _organisation(partner: Partner, role: str, told: dict[str, Any]) -> Organisation:
    ours = told.get("reporting", {})
    own = partner.name_fr == ours.get("name")
    kind = ours.get("kind", "") if own else told.get("kinds", {}).get(partner.part, "")
    return Organisation(_both(partner, "name"), role, kind, ours.get("ref", "") if own else "")


def _status(project: Project, today: date) -> str:
    """1 pipeline, 2 implementation, 4 closed: derived from the dates, never typed."""
    return "1" if today < project.since else "2" if today <= project.until else "4"


def _dates(project: Project, today: date) -> Iterator[tuple[str, date]]:
    yield "1", project.since
    if today >= project.since:
        yield "2", project.since
    yield "3", project.until
    if today > project.until:
        yield "4", project.until


def _places(project: Project) -> Iterable[Any]:
    return project.places.select_related("place").order_by("place__name")


def _place(place: Place) -> Where:
    """Its official code is our reference: OCHA's codes have no vocabulary of their own."""
    known = place.latitude is not None and place.longitude is not None
    return Where(
        ref=place_ref(place),
        names=_as_it_is(place.name),
        point=(float(place.latitude or 0), float(place.longitude or 0)) if known else None,
        kind="2" if place.level == Level.VILLAGE else "1",
        feature=FEATURES.get(Level(place.level), ""),
    )


def place_ref(place: Place) -> str:
    return official_code(place) or f"KK-{place.pk.hex[-10:]}"


def _sectors(told: dict[str, Any]) -> Iterator[Sector]:
    for facts in told.get("sectors", ()):
        names = tuple((lg, facts[f"name_{lg}"]) for lg in LANGUAGES if facts.get(f"name_{lg}"))
        yield Sector(facts["code"], Decimal(facts["percent"]), names=names)


def _budgets(project: Project) -> Iterator[Amount]:
    """The total over the years by days, as nobody gives a yearly split: indicative. At most 365
    days each; the cents that are left go to the last."""
    spans = list(_years(project.since, project.until))
    days, left = sum((u - s).days + 1 for s, u in spans), project.budget_minor
    for number, (since, until) in enumerate(spans, start=1):
        share = project.budget_minor * ((until - since).days + 1) // days
        part = left if number == len(spans) else share
        left -= part
        yield Amount(since, until, money(part, project.currency), project.currency)


def _years(since: date, until: date) -> Iterator[tuple[date, date]]:
    """A last piece of a single day, as in 01/10/2017 to 01/10/2020, is no year of its own."""
    while since < until:
        last = min(since + timedelta(days=YEAR_DAYS), until)
        yield since, last
        since = last + timedelta(days=1)


def _commitments(project: Project, told: dict[str, Any]) -> Iterator[Payment]:
    """What funders committed; one amount without a name where their shares are not known."""
    funders = [p for p in project.partners.all() if p.part in (Part.FUNDER, Part.COFUNDER)]
    known = [p for p in funders if p.amount_minor is not None]
    texts = (("fr", "Engagement du financement"), ("en", "Funding committed"))
    for partner in known:
        amount = money(partner.amount_minor or 0, project.currency)
        yield Payment("11", project.since, amount, project.currency, texts,
                      _organisation(partner, "", told))  # fmt: skip
    if not known and project.budget_minor:
        one = _organisation(funders[0], "", told) if len(funders) == 1 else None
        amount = money(project.budget_minor, project.currency)
        yield Payment("11", project.since, amount, project.currency, texts, one)


def _spent(framework: Framework) -> Iterator[Payment]:
    """Expenses of each quarter together, on its last day."""
    project, on = framework.project, framework.moment.on
    rows = framework.moment.rows().of(
        Expense, "paid_on", "counted_minor", project_id=project.pk
    )  # fmt: skip
    for quarter in quarters(project.since, min(on, project.until), most=WHOLE_PERIOD):
        total = sum(paid for day, paid in rows if quarter.since <= day <= quarter.on)
        if total:
            texts = (("fr", f"Dépenses {quarter.code}"), ("en", f"Expenditure {quarter.code}"))
            yield Payment("4", quarter.on, money(total, project.currency), project.currency, texts)


def _documents(told: dict[str, Any]) -> Iterator[Document]:
    for facts in told.get("documents", ()):
        titles = tuple((lg, facts[f"title_{lg}"]) for lg in LANGUAGES if facts.get(f"title_{lg}"))
        yield Document(facts["url"], facts["format"], titles, facts["category"],
                       tuple(facts.get("languages", ("fr",))))  # fmt: skip


# --- results ----------------------------------------------------------------------------------


def _results(framework: Framework) -> Iterator[IatiResult]:
    """Flat, as the standard is; our code begins the title. A result without an indicator would be
    invalid: it gets one in words that says so."""
    for chapter in framework.chapters:
        kind = RESULT_KINDS[ResultLevel(chapter.result.level)]
        lines = [_indicator(line, framework) for line in chapter.lines] or [NO_INDICATOR]
        titles = tuple(
            (lg, f"{chapter.result.code} {text}") for lg, text in _both(chapter.result, "text")
        )
        yield IatiResult(kind, titles, tuple(lines))


def _indicator(line: Line, framework: Framework) -> IatiIndicator:
    code = line.indicator.code
    measure = _measure(line)
    titles = tuple((lg, f"{code} {text}") for lg, text in _both(line.indicator, "name"))
    return IatiIndicator(
        titles=titles, measure=measure, ascending=not line.downward,
        additive=bool(line.measure and line.measure.additive and measure == UNIT),
        descriptions=_definition(line), baseline=_baseline(line),
        spans=(_span(line, framework, measure),),
    )  # fmt: skip


def _measure(line: Line) -> str:
    if line.parts:
        return QUALITATIVE
    return PERCENTAGE if line.unit == "percent" else UNIT


def _definition(line: Line) -> Texts:
    """An actual without a value is not allowed: why there is none stands here."""
    return _in_both(lambda: " ".join(text for text in _defined(line) if text))


def _defined(line: Line) -> tuple[str, str]:
    measure = line.measure
    own = str(measure.definition) if measure else in_language(line.indicator, "definition")
    return own, "" if line.parts else absence_in_words(line.figure)


def _as_it_is(text: str) -> Texts:
    """The same in both languages: a name, a source."""
    return tuple((language, text) for language in LANGUAGES)


def _in_both(say: Callable[[], str]) -> Texts:
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append((language, say()))
    return tuple(found)


def _baseline(line: Line) -> Baseline | None:
    target = line.baseline
    if target is None or target.value is None:
        return None
    return Baseline(target.day, Number(target.value, _as_it_is(target.source)))


def _span(line: Line, framework: Framework, measure: str) -> Span:
    since, on = framework.project.since, framework.moment.on
    targets = () if measure == QUALITATIVE else tuple(_targets(line))
    return Span(since, max(on, since), targets, tuple(_actuals(line, measure)))


def _targets(line: Line) -> Iterator[Number]:
    target: IndicatorTarget | None = line.target
    if target is not None and target.value is not None:
        yield Number(target.value, _as_it_is(f"{target.day:%d/%m/%Y}. {target.source}"))


def _actuals(line: Line, measure: str) -> Iterator[Number]:
    """The total first, then each published cell; nothing for what is hidden or not collected."""
    if measure == QUALITATIVE:
        yield Number(None, _in_both(lambda: _read_together(line)))
        return
    figure = line.figure
    if figure.value is None:
        return
    yield Number(figure.value, _in_both(lambda: _comment(figure)))
    for cell in figure.cells:
        if cell.scheme in PUBLISHED_SCHEMES and cell.value is not None:
            yield Number(cell.value, dimensions=((cell.scheme, _category(cell)),))


def _category(cell: Cell) -> str:
    return SEXES[cell.key] if cell.scheme == SEX else cell.key or SEXES[NOT_RECORDED]


def _comment(figure: Figure) -> str:
    """Numerator and denominator of a percentage, and whether anything is hidden."""
    parts = parts_in_words(figure.numerator, figure.denominator)
    said = [f"{parts}." if parts else ""]
    hidden = any(c.state is State.SUPPRESSED for c in figure.cells)
    if hidden:
        said.append(_("Categories with few people are not published."))
    return " ".join(text for text in said if text)


def _read_together(line: Line) -> str:
    return " · ".join(
        _("%(code)s: %(value)s")
        % {
            "code": p.indicator.code,
            "value": value_in_words(p.figure.value, unit=p.unit, state=p.figure.state),
        }
        for p in line.parts
    )


@dataclass(frozen=True)
class Published:
    """A file with everything that is wrong with it; it leaves only where nothing is."""

    data: bytes
    schema: list[SchemaError]
    findings: list[Finding]

    @property
    def sentences(self) -> list[str]:
        lines = [f"{error.line}: {error.sentence}" for error in self.schema]
        return lines + [f"{f.activity}: {f.code} {f.facts}".rstrip() for f in self.findings]


def published(projects: Iterable[Project], *, at: datetime, today: date) -> Published:
    """The activities of projects as one file, checked by the schema and by the rules."""
    activities = (activity_of(_as_published(project, today), today=today) for project in projects)
    return _checked(activities, at)


def published_as_kept(frameworks: Iterable[Framework], *, at: datetime) -> Published:
    """The same of frameworks as they were kept, already `for_outside`: with the moment at which
    they were kept the file comes out byte for byte again."""
    return _checked((activity_of(f, today=f.moment.on) for f in frameworks), at)


def _checked(activities: Iterable[Activity], at: datetime) -> Published:
    data = iati_file(activities, at=at)
    errors = schema_errors(data)
    return Published(data, errors, [] if errors else findings(data))


def _as_published(project: Project, today: date) -> Framework:
    moment = Moment(min(today, project.until))
    return for_outside(build(project, moment=moment, trends=False))
