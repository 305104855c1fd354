"""What is asked of a project: a day and what was known; values of a period; a title to freeze."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.process.forms import Sheet, choose, day, one_of
from kinkeeper.ground.reports.figures import NOT_RECORDED, SCHEMES
from kinkeeper.ground.reports.words import SCHEME_NAMES, category
from kinkeeper.mission.projects.entered import PERCENT, CellGiven, Given
from kinkeeper.mission.projects.models import Absent, Design, Indicator, Project, Source
from kinkeeper.mission.projects.queries import Moment, moment_of


def _day_widget() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MomentForm(forms.Form):
    """Fields of the address: `on` and `known`, both as YYYY-MM-DD."""

    on = forms.DateField(label=gettext_lazy("On"), required=False, widget=_day_widget())
    known = forms.DateField(
        label=gettext_lazy("As we knew it on"), required=False, widget=_day_widget()
    )

    def __init__(self, project: Project, data: Any) -> None:
        self.project = project
        super().__init__(data)

    def clean_on(self) -> date:
        on: date | None = self.cleaned_data["on"]
        if on is None:
            return self.usual
        if on < self.project.since:
            raise ValidationError(
                _("The project began on %(day)s: choose that day or a later one.")
                % {"day": f"{self.project.since:%d/%m/%Y}"}
            )
        return on

    def clean_known(self) -> date | None:
        known: date | None = self.cleaned_data["known"]
        if known is not None and known > timezone.localdate():
            raise ValidationError(_("This day lies in the future: we do not know it yet."))
        return known

    @property
    def usual(self) -> date:
        """The last day of the project, or today while it runs."""
        return moment_of(self.project).on

    def moment(self) -> Moment:
        """What is asked; the usual day, as known now, where the fields are wrong."""
        if not self.is_valid():
            return Moment(self.usual)
        days = self.cleaned_data
        return moment_of(self.project, on=days["on"], known=days["known"])


class FreezeForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the report"), max_length=200)
    form_id = forms.UUIDField(widget=forms.HiddenInput)


class PurposeForm(forms.Form):
    """An export leaves the house: somebody says what for, and it is written down."""

    CHOICES = (
        ("funder", gettext_lazy("report to the funder")),
        ("monitoring", gettext_lazy("monitoring of results")),
        ("accounts", gettext_lazy("accounts")),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("What the table is for"), choices=CHOICES)


class NarrativeForm(Sheet):
    """The text of a period's report."""

    narrative_fr = forms.CharField(
        label=gettext_lazy("Text in French"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Paragraphs are separated by an empty line. No names of people."),
    )  # fmt: skip
    narrative_en = forms.CharField(
        label=gettext_lazy("Text in English"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip


@dataclass(frozen=True)
class Grid:
    """A breakdown as a table of fields: how many, and out of how many."""

    title: str
    rows: list[tuple[str, list[forms.BoundField]]]

    @property
    def ratio(self) -> bool:
        return any(len(fields) > 1 for _label, fields in self.rows)


class ValueForm(Sheet):
    """A value of one indicator for one period; asks only what this indicator needs.

    Cells are fields named scheme.key, or scheme.key.of for the denominator.
    """

    on = day(gettext_lazy("Counted on"))
    numerator = forms.IntegerField(label=gettext_lazy("Counted"), min_value=0, required=False)
    denominator = forms.IntegerField(label=gettext_lazy("Out of"), min_value=0, required=False)
    value = forms.DecimalField(label=gettext_lazy("Value"), decimal_places=2, required=False)
    absent = one_of(
        gettext_lazy("No number, because"), [("", gettext_lazy("there is one")), *Absent.choices],
        required=False,
    )  # fmt: skip
    sample = forms.IntegerField(label=gettext_lazy("People asked (n)"), min_value=1, required=False)
    design = forms.ChoiceField(
        label=gettext_lazy("How they were chosen"), required=False,
        choices=[("", "–"), *Design.choices],
    )  # fmt: skip
    effect = forms.DecimalField(
        label=gettext_lazy("Design effect"), min_value=1, decimal_places=2, required=False,
        help_text=gettext_lazy("1 for a simple random sample; usually 1.5 to 2 for clusters."),
    )  # fmt: skip
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200)
    comment = forms.CharField(
        label=gettext_lazy("Comment"), max_length=500, required=False,
        help_text=gettext_lazy("No names of people."),
    )  # fmt: skip

    def __init__(self, *args: Any, indicator: Indicator, places: list[Any], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.indicator = indicator
        self.fields["on"].initial = timezone.localdate
        ratio = indicator.unit == PERCENT
        unasked = {"value"} if ratio else {"numerator", "denominator"}
        if indicator.collected != Source.SURVEY:
            unasked |= {"sample", "design", "effect"}
        for name in unasked:
            self.fields.pop(name)
        choose(self, "place", [("", _("the whole project")), *places])
        for scheme in indicator.schemes:
            self._ask_cells(scheme, ratio=ratio)
        self.order_fields([n for n in self.fields if n not in LAST] + list(LAST))

    def _ask_cells(self, scheme: str, *, ratio: bool) -> None:
        for key in SCHEMES.get(scheme, ()):
            label = f"{SCHEME_NAMES.get(scheme, scheme)}, {category(scheme, key, {})}"
            self.fields[f"{scheme}.{key}"] = _count(label)
            if ratio:
                out_of = _("%(category)s, out of") % {"category": label}
                self.fields[f"{scheme}.{key}.of"] = _count(out_of)

    def plain(self) -> list[forms.BoundField]:
        """The fields that stand by themselves."""
        return [self[name] for name in self.fields if "." not in name]

    def grids(self) -> list[Grid]:
        """The cells of each scheme, one row for each category."""
        return [
            Grid(
                str(SCHEME_NAMES.get(scheme, scheme)),
                [
                    (category(scheme, key, {}), [self[n] for n in self._names(scheme, key)])
                    for key in SCHEMES.get(scheme, ())
                ],
            )
            for scheme in self.indicator.schemes
        ]

    def _names(self, scheme: str, key: str) -> list[str]:
        name = f"{scheme}.{key}"
        return [n for n in (name, f"{name}.of") if n in self.fields]

    def given(self) -> Given:
        """What was typed; a scheme of which no cell was typed is not given."""
        known = self.cleaned_data
        return Given(
            value=known.get("value"), numerator=known.get("numerator"),
            denominator=known.get("denominator"), cells=tuple(self._cells()),
            absent=known.get("absent", ""), sample=known.get("sample"),
            design=known.get("design", ""), effect=known.get("effect") or Decimal(1),
        )  # fmt: skip

    def _cells(self) -> Iterable[CellGiven]:
        ratio = self.indicator.unit == PERCENT
        for scheme in self.indicator.schemes:
            keys = SCHEMES.get(scheme, ())
            typed = {k: self.cleaned_data.get(f"{scheme}.{k}") for k in keys}
            if all(number is None for number in typed.values()):
                continue
            for key, number in typed.items():
                of = self.cleaned_data.get(f"{scheme}.{key}.of") if ratio else None
                unknown = key == NOT_RECORDED and number is None and of is None
                if not unknown or not ratio:
                    base = (of or 0) if ratio else None
                    yield CellGiven(scheme, key, number or 0, base)


LAST = ("absent", "place", "source", "comment")


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, required=False)


def typed(given: Given) -> dict[str, Any]:
    """A value as initial data of its form."""
    known: dict[str, Any] = {
        name: getattr(given, name)
        for name in ("value", "numerator", "denominator", "absent", "sample", "design", "effect")
    }
    for cell in given.cells:
        known[f"{cell.scheme}.{cell.key}"] = cell.numerator
        known[f"{cell.scheme}.{cell.key}.of"] = cell.denominator
    return known


class ReportForm(forms.Form):
    """Which report: a quarter, the language, the kind of file, whose codes."""

    period = forms.ChoiceField(label=gettext_lazy("Quarter"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("fr", "français"), ("en", "English")]
    )
    form = forms.ChoiceField(
        label=gettext_lazy("File"),
        choices=[("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel")],
    )
    funder = forms.ChoiceField(label=gettext_lazy("Codes of"), required=False)

    def __init__(
        self, *args: Any, periods: list[str], funders: list[tuple[str, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        choose(self, "period", [(code, code) for code in periods])
        choose(self, "funder", [("", _("our own")), *funders])
