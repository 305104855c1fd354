"""Files broken on purpose: each is caught, by the schema or by our rules; a right one is not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kinkeeper.ground.interop.iati.activity import (
    Activity,
    Amount,
    Indicator,
    Number,
    Organisation,
    Payment,
    Result,
    Sector,
    Span,
    Where,
)
from kinkeeper.ground.interop.iati.document import iati_file
from kinkeeper.ground.interop.iati.findings import findings
from kinkeeper.ground.interop.iati.schema import schema_errors

AT = datetime(2018, 12, 31, tzinfo=UTC)
OURS = Organisation((("fr", "Association d’essai"),), kind="24", ref="XI-IATI-ESSAI")


def number(value, place="", **dimensions):
    known = tuple(dimensions.items())
    return Number(None if value is None else Decimal(value), dimensions=known, place=place)


def span(*actuals):
    return Span(date(2018, 1, 1), date(2018, 12, 31), actuals=actuals)


def indicator(*actuals, measure="1"):
    titles = (("fr", "Enfants"),)
    return Indicator(titles, measure, ascending=True, additive=False, spans=(span(*actuals),))


def activity(*actuals, **changes):
    found = Activity(
        identifier="XI-IATI-ESSAI-1", reporting=OURS, titles=(("fr", "Projet d’essai"),),
        descriptions=(("1", (("fr", "Un essai"),)),), organisations=(replace(OURS, role="4"),),
        status="2", dates=(("1", date(2018, 1, 1)), ("2", date(2018, 1, 1))), country="ML",
        places=(Where("ML0104", (("fr", "Kita"),), (13.04, -9.49), feature="ADM2"),),
        sectors=(Sector("16015", Decimal(60)), Sector("15160", Decimal(40))), currency="EUR",
        goals=(1, 16), goal_targets=("16.2",),
        budgets=(Amount(date(2018, 1, 1), date(2018, 12, 31), Decimal(1000), "EUR"),),
        payments=(Payment("11", date(2018, 1, 1), Decimal(1000), "EUR"),),
        results=(Result("2", (("fr", "Effet"),), (indicator(*actuals),)),),
    )  # fmt: skip
    return replace(found, **changes)


def file_of(*activities):
    return iati_file(activities, at=AT)


GOOD = (number(905), number(380, sex="female"), number(525, sex="male"), number(0, sex="?"))


def test_a_right_file_passes_both():
    data = file_of(activity(*GOOD))
    assert schema_errors(data) == []
    assert findings(data) == []


def test_what_is_not_known_has_no_element_and_is_never_0():
    data = file_of(activity(number(905), number(None, sex="female")))
    assert data.count(b"<actual") == 1
    assert b'value="0"' not in data


BROKEN = {
    "percent-sum": activity(sectors=(Sector("16015", Decimal(60)), Sector("15160", Decimal(45)))),
    "no-sector": activity(sectors=()),
    "budget-too-long": activity(
        budgets=(Amount(date(2019, 10, 1), date(2020, 10, 1), Decimal(1), "EUR"),)
    ),
    "dates-order": activity(dates=(("1", date(2018, 1, 2)), ("3", date(2018, 1, 1)))),
    "no-start": activity(dates=(("3", date(2018, 1, 1)),)),
    "tag-code": activity(goals=(18,)),
    "identifier": activity(identifier="AUTRE-1"),
    "no-organisation": activity(organisations=()),
    "place-nowhere": activity(number(905), number(5, place="ML9999")),
    "cell-twice": activity(*GOOD, number(0, sex="?")),
    "part-beyond-total": activity(number(905), number(999, sex="female")),
    "parts-beyond-total": activity(number(905), number(500, sex="female"), number(500, sex="male")),
    "dimension-empty": activity(number(905), number(5, sex="")),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_file_is_caught(code):
    data = file_of(BROKEN[code])
    found = [f.code for f in findings(data)]
    assert code in found or schema_errors(data), code


def test_the_four_that_the_schema_accepts_are_ours():
    for code in ("place-nowhere", "cell-twice", "part-beyond-total", "dimension-empty"):
        data = file_of(BROKEN[code])
        assert schema_errors(data) == []
        assert [f.code for f in findings(data)] == [code]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'vocabulary="2" code="16"', b'vocabulary="7" code="16"', "tag-vocabulary"),
        (b'value="905"', b'value="1,905"', "value-no-number"),
        (b'value="380"', b'value="66%"', "value-no-number"),
        (b'<actual value="905"/>', b"<actual/>", "value-missing"),
        (b'measure="1"', b'measure="5"', "value-of-words"),
        (b'code="15160" percentage="40"', b'code="15160"', "percent-missing"),
        (b"<exactness", b'<administrative vocabulary="P1" level="2" code="ML01"/><exactness',
         "place-vocabulary"),
    ],
)  # fmt: skip
def test_a_file_that_somebody_changed_is_caught(old, new, code):
    data = file_of(activity(*GOOD)).replace(old, new)
    assert code in [f.code for f in findings(data)]


def test_the_schema_refuses_a_wrong_order_and_a_result_without_an_indicator():
    data = file_of(activity(*GOOD))
    swapped = data.replace(b"<activity-scope", b"<x").replace(
        b'<recipient-country code="ML" percentage="100"/>', b""
    ).replace(b"<iati-identifier>", b'<recipient-country code="ML"/><iati-identifier>')  # fmt: skip
    assert schema_errors(swapped)
    assert schema_errors(file_of(activity(results=(Result("2", (("fr", "x"),), ()),))))


def test_a_file_that_is_no_xml_says_so():
    assert schema_errors(b"<iati-activities")


def test_an_entity_from_outside_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    bomb = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
        "<iati-activities><iati-activity><iati-identifier>&e;</iati-identifier>"
        "</iati-activity></iati-activities>"
    ).encode()
    assert all("SECRET" not in f.activity + f.facts for f in findings(bomb))
