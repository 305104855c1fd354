"""Activities as an IATI 2.03 file. The schema is a sequence: elements stand in its order. A value
that is not known, or hidden, has no element; its reason stands in a comment."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from lxml import etree
from lxml.etree import Element, SubElement

from kinkeeper.ground.interop.iati.activity import (
    Activity,
    Amount,
    Document,
    Indicator,
    Number,
    Organisation,
    Payment,
    Result,
    Sector,
    Span,
    Texts,
    Where,
)

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
VERSION = "2.03"
POINT_SYSTEM = "http://www.opengis.net/def/crs/EPSG/0/4326"
GOALS, GOAL_TARGETS = "2", "3"
"""Vocabularies of `tag`: SDG goals and SDG targets (7, 8, 9 belong to `sector`)."""


def iati_file(activities: Iterable[Activity], *, at: datetime) -> bytes:
    """The file in UTF-8. at: when it was made, with its time zone."""
    root = Element("iati-activities", version=VERSION)
    root.set("generated-datetime", at.isoformat(timespec="seconds"))
    for activity in activities:
        root.append(activity_element(activity, at=at))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def activity_element(activity: Activity, *, at: datetime) -> Any:
    node = Element("iati-activity")
    node.set("default-currency", activity.currency)
    node.set("last-updated-datetime", at.isoformat(timespec="seconds"))
    node.set(XML_LANG, activity.language)
    if activity.humanitarian:
        node.set("humanitarian", "1")
    SubElement(node, "iati-identifier").text = activity.identifier
    _organisation(node, "reporting-org", activity.reporting)
    _titled(node, "title", activity.titles)
    for kind, texts in activity.descriptions:
        _titled(node, "description", texts, type=kind)
    for organisation in activity.organisations:
        _organisation(node, "participating-org", organisation, role=organisation.role)
    if activity.other_identifier:
        SubElement(node, "other-identifier", ref=activity.other_identifier, type="A1")
    SubElement(node, "activity-status", code=activity.status)
    for kind, day in activity.dates:
        SubElement(node, "activity-date", {"type": kind, "iso-date": day.isoformat()})
    _about(node, activity)
    _money(node, activity)
    for document in activity.documents:
        _document(node, document)
    for result in activity.results:
        _result(node, result)
    return node


def _about(node: Any, activity: Activity) -> None:
    if activity.scope:
        SubElement(node, "activity-scope", code=activity.scope)
    SubElement(node, "recipient-country", code=activity.country, percentage="100")
    for place in activity.places:
        _place(node, place)
    for sector in activity.sectors:
        _sector(node, sector)
    for goal in activity.goals:
        SubElement(node, "tag", vocabulary=GOALS, code=str(goal))
    for target in activity.goal_targets:
        SubElement(node, "tag", vocabulary=GOAL_TARGETS, code=target)
    for marker in activity.markers:
        SubElement(
            node, "policy-marker", vocabulary="1", code=marker.code,
            significance=marker.significance,
        )  # fmt: skip
    for name, code in activity.defaults:
        SubElement(node, name, code=code)


def _money(node: Any, activity: Activity) -> None:
    for budget in activity.budgets:
        _budget(node, budget)
    for payment in activity.payments:
        _payment(node, payment)


def _narratives(node: Any, texts: Texts) -> None:
    for language, text in texts:
        if text.strip():
            SubElement(node, "narrative", {XML_LANG: language}).text = text.strip()


def _titled(parent: Any, name: str, texts: Texts, **attributes: str) -> Any:
    node = SubElement(parent, name, attributes)
    _narratives(node, texts)
    return node


def _organisation(parent: Any, name: str, of: Organisation, **attributes: str) -> None:
    known = {"ref": of.ref, "type": of.kind, **attributes}
    _titled(parent, name, of.names, **{key: value for key, value in known.items() if value})


def _place(parent: Any, place: Where) -> None:
    node = SubElement(parent, "location", ref=place.ref)
    SubElement(node, "location-reach", code="2")
    _titled(node, "name", place.names)
    if place.point is not None:
        point = SubElement(node, "point", srsName=POINT_SYSTEM)
        SubElement(point, "pos").text = f"{place.point[0]:.5f} {place.point[1]:.5f}"
    SubElement(node, "exactness", code="2")
    SubElement(node, "location-class", code=place.kind)
    if place.feature:
        SubElement(node, "feature-designation", code=place.feature)


def _sector(parent: Any, sector: Sector) -> None:
    known = {"vocabulary": sector.vocabulary, "vocabulary-uri": sector.uri, "code": sector.code,
             "percentage": format(sector.percent.normalize(), "f")}  # fmt: skip
    _titled(parent, "sector", sector.names, **{k: v for k, v in known.items() if v})


def _budget(parent: Any, budget: Amount) -> None:
    node = SubElement(parent, "budget", type="1", status=budget.status)
    _span_of(node, budget.since.isoformat(), budget.until.isoformat())
    value = {"currency": budget.currency, "value-date": budget.since.isoformat()}
    SubElement(node, "value", value).text = _decimal(budget.value)


def _payment(parent: Any, payment: Payment) -> None:
    node = SubElement(parent, "transaction")
    SubElement(node, "transaction-type", code=payment.kind)
    SubElement(node, "transaction-date", {"iso-date": payment.day.isoformat()})
    value = {"currency": payment.currency, "value-date": payment.day.isoformat()}
    SubElement(node, "value", value).text = _decimal(payment.value)
    if payment.texts:
        _titled(node, "description", payment.texts)
    if payment.provider is not None:
        _organisation(node, "provider-org", payment.provider)


def _document(parent: Any, document: Document) -> None:
    node = SubElement(parent, "document-link", format=document.format, url=document.url)
    _titled(node, "title", document.titles)
    SubElement(node, "category", code=document.category)
    for language in document.languages:
        SubElement(node, "language", code=language)
    if document.day is not None:
        SubElement(node, "document-date", {"iso-date": document.day.isoformat()})


def _result(parent: Any, result: Result) -> None:
    node = SubElement(parent, "result", {"type": result.kind})
    node.set("aggregation-status", _yes(result.additive))
    _titled(node, "title", result.titles)
    for indicator in result.indicators:
        _indicator(node, indicator)


def _indicator(parent: Any, indicator: Indicator) -> None:
    node = SubElement(parent, "indicator", measure=indicator.measure)
    node.set("ascending", _yes(indicator.ascending))
    node.set("aggregation-status", _yes(indicator.additive))
    _titled(node, "title", indicator.titles)
    if any(text.strip() for _language, text in indicator.descriptions):
        _titled(node, "description", indicator.descriptions)
    if indicator.baseline is not None:
        day = indicator.baseline.day
        _number(
            node, "baseline", indicator.baseline.number, indicator.measure, year=str(day.year),
            **{"iso-date": day.isoformat()},
        )  # fmt: skip
    for span in indicator.spans:
        _period(node, span, indicator.measure)


def _period(parent: Any, span: Span, measure: str) -> None:
    node = SubElement(parent, "period")
    _span_of(node, span.since.isoformat(), span.until.isoformat())
    for name, numbers in (("target", span.targets), ("actual", span.actuals)):
        for number in numbers:
            _number(node, name, number, measure)


def _number(parent: Any, name: str, number: Number, measure: str, **attributes: str) -> None:
    """Nothing at all where there is neither a value nor, for a qualitative one, a text."""
    qualitative = measure == "5"
    if number.value is None and not (qualitative and number.comments):
        return
    if number.value is not None and not qualitative:
        attributes["value"] = _decimal(number.value)
    node = SubElement(parent, name, attributes)
    if number.place:
        SubElement(node, "location", ref=number.place)
    for key, value in number.dimensions:
        SubElement(node, "dimension", name=key, value=value)
    if any(text.strip() for _language, text in number.comments):
        _titled(node, "comment", number.comments)


def _span_of(node: Any, since: str, until: str) -> None:
    SubElement(node, "period-start", {"iso-date": since})
    SubElement(node, "period-end", {"iso-date": until})


def _decimal(value: Decimal) -> str:
    """Plain digits with a point; no exponent, no thousands."""
    return format(value.normalize(), "f") if value else "0"


def _yes(flag: bool) -> str:  # noqa: FBT001 - one meaning
    return "1" if flag else "0"


def elements_of(data: bytes) -> Iterator[Any]:
    """The activities of a file, read without network or external entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    yield from etree.fromstring(data, parser).iter("iati-activity")
