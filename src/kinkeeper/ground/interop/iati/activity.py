"""An activity of the IATI standard as plain values. Texts are (language, text) pairs; codes are
those of the standard's own lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Texts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Organisation:
    """role: 1 funding, 2 accountable, 3 extending, 4 implementing. kind: OrganisationType."""

    names: Texts
    role: str = ""
    kind: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Where:
    """A place: ref is our own code, unique in the activity. point: latitude, longitude.

    kind: GeographicLocationClass; feature: LocationType, as in ADM2.
    """

    ref: str
    names: Texts
    point: tuple[float, float] | None = None
    kind: str = "1"
    feature: str = ""


@dataclass(frozen=True)
class Sector:
    """percent: of all sectors of the same vocabulary. vocabulary 1: DAC five digits; 99: own."""

    code: str
    percent: Decimal
    vocabulary: str = "1"
    names: Texts = ()
    uri: str = ""


@dataclass(frozen=True)
class Marker:
    code: str
    significance: str


@dataclass(frozen=True)
class Amount:
    """A budget: status 1 indicative, 2 committed. At most a year long."""

    since: date
    until: date
    value: Decimal
    currency: str
    status: str = "1"


@dataclass(frozen=True)
class Payment:
    """kind: TransactionType, as in 11 incoming commitment, 4 expenditure."""

    kind: str
    day: date
    value: Decimal
    currency: str
    texts: Texts = ()
    provider: Organisation | None = None


@dataclass(frozen=True)
class Number:
    """A target or an actual value. dimensions: name and value, as in ("sex", "female")."""

    value: Decimal | None
    comments: Texts = ()
    dimensions: Sequence[tuple[str, str]] = ()
    place: str = ""


@dataclass(frozen=True)
class Span:
    """A period of an indicator with its targets and what was reached."""

    since: date
    until: date
    targets: Sequence[Number] = ()
    actuals: Sequence[Number] = ()


@dataclass(frozen=True)
class Baseline:
    day: date
    number: Number


@dataclass(frozen=True)
class Indicator:
    """measure: 1 unit, 2 percentage, 5 qualitative. additive: values of periods may be summed."""

    titles: Texts
    measure: str
    ascending: bool
    additive: bool
    descriptions: Texts = ()
    baseline: Baseline | None = None
    spans: Sequence[Span] = ()


@dataclass(frozen=True)
class Result:
    """kind: 1 output, 2 outcome, 3 impact, 9 other."""

    kind: str
    titles: Texts
    indicators: Sequence[Indicator]
    additive: bool = False


@dataclass(frozen=True)
class Document:
    url: str
    format: str
    titles: Texts
    category: str
    languages: Sequence[str]
    day: date | None = None


@dataclass(frozen=True)
class Activity:
    """Everything published of one project. status: ActivityStatus; dates: type and day."""

    identifier: str
    reporting: Organisation
    titles: Texts
    descriptions: Sequence[tuple[str, Texts]]
    organisations: Sequence[Organisation]
    status: str
    dates: Sequence[tuple[str, date]]
    country: str
    places: Sequence[Where]
    sectors: Sequence[Sector]
    currency: str
    other_identifier: str = ""
    scope: str = ""
    goals: Sequence[int] = ()
    goal_targets: Sequence[str] = ()
    markers: Sequence[Marker] = ()
    budgets: Sequence[Amount] = ()
    payments: Sequence[Payment] = ()
    documents: Sequence[Document] = ()
    results: Sequence[Result] = ()
    defaults: Sequence[tuple[str, str]] = field(
        default=(
            ("collaboration-type", "1"),
            ("default-flow-type", "10"),
            ("default-finance-type", "110"),
            ("default-aid-type", "C01"),
            ("default-tied-status", "5"),
        )
    )
    language: str = "fr"
    humanitarian: bool = False
