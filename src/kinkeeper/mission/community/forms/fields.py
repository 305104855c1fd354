"""Fields of the paper sheets: a head-count by sex and age, francs, kilograms; boxes that confirm
what is unusual."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.process.forms import Sheet
from kinkeeper.mission.community.actions import Doubtful
from kinkeeper.mission.community.rules import AGES, MOST, SEXES
from kinkeeper.mission.community.words import AGE_WORDS, SEX_WORDS

SURE = "sure_"


class CountsWidget(forms.Widget):
    """A row for each age, a column for each sex; narrow enough for a phone. Empty means nobody."""

    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002 - Django hands it in
        return {
            sex: {age: data.get(_cell(name, sex, age), "").strip() for age in AGES} for sex in SEXES
        }

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002 - the same
        return _cell(name, "F", "0-5") not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_F_0-5" if id_ else id_

    def render(
        self,
        name: str,
        value: Any,
        attrs: Any = None,
        renderer: Any = None,  # noqa: ARG002 - the same
    ) -> SafeString:
        kept = value or {}
        ids = (attrs or {}).get("id") or f"id_{name}"
        head = format_html_join("", '<th scope="col">{}</th>', ((SEX_WORDS[x],) for x in SEXES))
        rows = format_html_join("", "{}", ((_row(name, ids, age, kept),) for age in AGES))
        return format_html(
            '<table class="counts"><caption class="hidden-text">{}</caption>'
            "<thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>",
            _("By sex and age"), head, rows,
        )  # fmt: skip


def _cell(name: str, sex: str, age: str) -> str:
    return f"{name}_{sex or 'x'}_{age or 'x'}"


def _row(name: str, ids: str, age: str, kept: Mapping[str, Mapping[str, Any]]) -> SafeString:
    cells = (
        (
            _cell(name, sex, age), _cell(ids, sex, age), kept.get(sex, {}).get(age, "") or "",
            f"{SEX_WORDS[sex]}, {AGE_WORDS[age]}",
        )
        for sex in SEXES
    )  # fmt: skip
    inputs = format_html_join(
        "",
        '<td><input type="text" inputmode="numeric" autocomplete="off" size="3" name="{}" id="{}" '
        'value="{}" aria-label="{}"></td>',
        cells,
    )
    return format_html('<tr><th scope="row">{}</th>{}</tr>', AGE_WORDS[age], inputs)


class CountsField(forms.Field):
    """Cleaned to a head-count: sex -> age -> number."""

    widget = CountsWidget

    def clean(self, value: Any) -> Any:
        found: dict[str, dict[str, int]] = {}
        for sex, row in (value or {}).items():
            if typed := {age: _number(text) for age, text in row.items() if text}:
                found[sex] = typed
        if self.required and not any(n for row in found.values() for n in row.values()):
            raise ValidationError(_("Write how many were there."))
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ARG002 - the same
        return any(text for row in (data or {}).values() for text in row.values())


def _number(text: str) -> int:
    plain = "".join(text.split())
    if not plain.isascii() or not plain.isdigit() or len(plain) > 6:
        raise ValidationError(_("“%(text)s” is not a number of people.") % {"text": text[:20]})
    return int(plain)


WHO = gettext_lazy("Who was there")


def people(label: Any = WHO, *, required: bool = True) -> CountsField:
    return CountsField(
        label=label, required=required,
        help_text=gettext_lazy(
            "By sex and age, no names. What nobody noted goes to “not recorded”."
        ),
    )  # fmt: skip


def whole(label: Any, *, required: bool = False, help_text: Any = "") -> "WholeField":
    return WholeField(label=label, required=required, help_text=help_text, min_value=0)


class WholeField(forms.IntegerField):
    """Francs or a number, as written: spaces between thousands are read over; no decimals."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("max_value", 2_000_000_000)
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class KilosField(forms.DecimalField):
    """Kilograms, with a comma or a point."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        kwargs = {"max_digits": 9, "decimal_places": 1, "min_value": 0} | kwargs
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        return super().to_python(value)


class SureSheet(Sheet):
    """A sheet whose unusual numbers are asked about, each with a box that confirms it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in MOST:
            if SURE + code in self.data:
                self._add_box(code)

    def sure(self) -> frozenset[str]:
        """What was looked at again and is right."""
        got = self.cleaned_data
        return frozenset(n.removeprefix(SURE) for n, v in got.items() if n.startswith(SURE) and v)

    def typed(self) -> dict[str, Any]:
        """What was typed, without the form's own number and boxes."""
        return {n: v for n, v in self.values().items() if not n.startswith(SURE)}

    def take(self, error: ValidationError) -> None:
        super().take(error)
        if isinstance(error, Doubtful):
            self._add_box(error.doubt)

    def _add_box(self, code: str) -> None:
        self.fields[SURE + code] = forms.BooleanField(
            label=_("Looked at again: it is right"), required=False
        )
