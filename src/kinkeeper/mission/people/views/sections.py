"""The sections other rooms offer to the file of a family or person, rendered in their order."""

from dataclasses import dataclass
from typing import Any

from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.offers import Text, sections_of
from kinkeeper.mission.people.queries import Reader

FIRST = 20
"""Sections of a smaller order stand above the members: where the family stands, what is next."""


@dataclass(frozen=True)
class Section:
    """A part of the page, rendered: its anchor, title and markup."""

    code: str
    label: Text
    order: int
    html: SafeString


@dataclass(frozen=True)
class Tab:
    """An entry of the navigation within the page."""

    label: Text
    url: str
    current: bool = False
    count: int | str = ""


def sections_for(kind: str, record: Record, *, reader: Reader, request: Asked) -> dict[str, Any]:
    """`first`, `sections` and `tabs` for the page of a record; rooms with nothing to say are left
    out. A template finds its context as it is, and whole under the name `part`."""
    filled = [(offer, offer.context(record, reader.by)) for offer in sections_of(kind)]
    parts = [(offer, context) for offer, context in filled if context is not None]
    frame = {"request": request, "user": request.user, "csrf_token": get_token(request)}
    sections = [
        Section(
            o.code, o.label, o.order, _rendered(o.template, {**frame, "part": context, **context})
        )
        for o, context in parts
    ]
    return {
        "first": [section for section in sections if section.order < FIRST],
        "sections": [section for section in sections if section.order >= FIRST],
        "tabs": [Tab(o.label, f"#{o.code}", count=c.get("count", "")) for o, c in parts],
    }


def _rendered(template: str, context: dict[str, Any]) -> SafeString:
    """Without the context processors: the frame's menu is computed once a page, not per part."""
    found: Any = get_template(template)
    return SafeString(found.template.render(Context(context)))
