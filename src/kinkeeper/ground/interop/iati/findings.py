"""What the schema does not see: the standard's rules that touch our files, and four things that no
public validator looks for. Each finding names the activity and the rule."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kinkeeper.ground.interop.iati.document import elements_of

LONGEST_BUDGET_DAYS = 365
TAG_CODES = {"2": 17}
PLACE_VOCABULARIES = {"A1", "A2", "A3", "A4", "G1", "G2"}
QUALITATIVE = "5"
NUMBERS = ("target", "actual", "baseline")


@dataclass(frozen=True)
class Finding:
    """code: a short name of the rule. facts: what is needed to find the spot."""

    activity: str
    code: str
    facts: str


Check = Callable[[Any], Iterator[tuple[str, str]]]


def findings(data: bytes) -> list[Finding]:
    """Every rule broken in a file that its schema accepts; empty when it may be published."""
    return [finding for node in elements_of(data) for finding in findings_of(node)]


def findings_of(node: Any) -> Iterator[Finding]:
    identifier = (node.findtext("iati-identifier") or "").strip()
    for check in CHECKS:
        for code, facts in check(node):
            yield Finding(identifier, code, facts)


def _percentages(node: Any) -> Iterator[tuple[str, str]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for name in ("sector", "recipient-country", "recipient-region"):
        for part in node.findall(name):
            place = name if name == "sector" else "recipient"
            groups[f"{place} {part.get('vocabulary', '1')}"].append(part)
    if not any(group.startswith("sector") for group in groups):
        yield "no-sector", ""
    for group, parts in groups.items():
        shares = [part.get("percentage") for part in parts]
        if len(parts) > 1 and None in shares:
            yield "percent-missing", group
            continue
        total = sum((_number(share) or Decimal(0) for share in shares if share), Decimal(0))
        if any(shares) and total != 100:
            yield "percent-sum", f"{group}: {total}"


def _budgets(node: Any) -> Iterator[tuple[str, str]]:
    for budget in node.findall("budget"):
        since, until = _span(budget)
        if since is None or until is None:
            continue
        if until < since:
            yield "dates-order", f"budget {since}"
        elif (until - since).days > LONGEST_BUDGET_DAYS:
            yield "budget-too-long", f"{since} - {until}"


def _dates(node: Any) -> Iterator[tuple[str, str]]:
    days = {d.get("type"): _day(d.get("iso-date")) for d in node.findall("activity-date")}
    if not ({"1", "2"} & set(days)):
        yield "no-start", ""
    for first, last in (("1", "3"), ("2", "4")):
        start, end = days.get(first), days.get(last)
        if start and end and end < start:
            yield "dates-order", f"activity-date {first} > {last}"
    for period in node.iter("period"):
        since, until = _span(period)
        if since and until and until < since:
            yield "dates-order", f"period {since}"


def _tags(node: Any) -> Iterator[tuple[str, str]]:
    for tag in node.findall("tag"):
        vocabulary, code = tag.get("vocabulary"), tag.get("code", "")
        if vocabulary in {"7", "8", "9"}:
            yield "tag-vocabulary", f"{vocabulary}: {code}"
        if vocabulary in TAG_CODES and not (
            code.isdigit() and 1 <= int(code) <= TAG_CODES[vocabulary]
        ):
            yield "tag-code", f"{vocabulary}: {code}"


def _places(node: Any) -> Iterator[tuple[str, str]]:
    for part in node.iter("location-id", "administrative"):
        if part.get("vocabulary") not in PLACE_VOCABULARIES:
            yield "place-vocabulary", f"{part.get('vocabulary')}: {part.get('code')}"
    known = {place.get("ref") for place in node.findall("location")}
    for result in node.findall("result"):
        for place in result.iter("location"):
            if place.get("ref") not in known:
                yield "place-nowhere", place.get("ref") or "-"


def _organisations(node: Any) -> Iterator[tuple[str, str]]:
    if not node.findall("participating-org"):
        yield "no-organisation", ""
    reporting = node.find("reporting-org")
    ref = reporting.get("ref", "") if reporting is not None else ""
    identifier = (node.findtext("iati-identifier") or "").strip()
    if not ref or not identifier.startswith(f"{ref}-"):
        yield "identifier", identifier


def _references(node: Any) -> Iterator[tuple[str, str]]:
    """A result with a reference forbids one on its indicators (rule 8.11.1)."""
    for result in node.findall("result"):
        if result.find("reference") is None:
            continue
        if any(i.find("reference") is not None for i in result.findall("indicator")):
            yield "two-references", result.findtext("title/narrative") or ""


def _values(node: Any) -> Iterator[tuple[str, str]]:
    for indicator in node.iter("indicator"):
        title, measure = indicator.findtext("title/narrative") or "", indicator.get("measure")
        for number in indicator.iter(*NUMBERS):
            value = number.get("value")
            if measure == QUALITATIVE and value is not None:
                yield "value-of-words", title
            elif measure != QUALITATIVE and value is None and number.tag != "target":
                yield "value-missing", f"{title}: {number.tag}"
            elif value is not None and _number(value) is None:
                yield "value-no-number", f"{title}: {value}"


def _cells(node: Any) -> Iterator[tuple[str, str]]:
    for indicator in node.iter("indicator"):
        title = indicator.findtext("title/narrative") or ""
        for period in indicator.iter("period"):
            for name in ("target", "actual"):
                yield from _cells_of(period.findall(name), title, indicator.get("measure") == "1")


def _cells_of(
    numbers: Iterable[Any], title: str, counted: bool  # noqa: FBT001
) -> Iterator[tuple[str, str]]:  # fmt: skip
    keys = Counter(_key(number) for number in numbers)
    for key, times in keys.items():
        if times > 1:
            yield "cell-twice", f"{title}: {_said(key)}"
        if any(not value for _name, value in key):
            yield "dimension-empty", title
    if counted:
        yield from _beyond(list(numbers), title)


def _beyond(numbers: list[Any], title: str) -> Iterator[tuple[str, str]]:
    """Parts of one scheme beyond their total: 999 girls of 905 children."""
    total = next((_number(n.get("value")) for n in numbers if not _key(n)), None)
    if total is None:
        return
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for number in numbers:
        key, value = _key(number), _number(number.get("value"))
        if not key or value is None:
            continue
        if value > total:
            yield "part-beyond-total", f"{title}: {_said(key)} {value} > {total}"
        elif "location" not in {name for name, _value in key}:
            sums[tuple(name for name, _value in key)] += value
    for names, value in sums.items():
        if value > total:
            yield "parts-beyond-total", f"{title}: {'/'.join(names)} {value} > {total}"


def _key(number: Any) -> tuple[tuple[str, str], ...]:
    parts = [(d.get("name") or "", d.get("value") or "") for d in number.findall("dimension")]
    parts += [("location", place.get("ref") or "") for place in number.findall("location")]
    return tuple(sorted(parts))


def _said(key: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name}={value}" for name, value in key) or "total"


def _span(node: Any) -> tuple[date | None, date | None]:
    ends = (node.find("period-start"), node.find("period-end"))
    since, until = (_day(end.get("iso-date")) if end is not None else None for end in ends)
    return since, until


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _number(text: str | None) -> Decimal | None:
    """Only plain digits: "66%" and "1,905" are no numbers."""
    try:
        found = Decimal(text or "")
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


CHECKS: tuple[Check, ...] = (
    _percentages, _budgets, _dates, _tags, _places, _organisations, _references, _values, _cells,
)  # fmt: skip
