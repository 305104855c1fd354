"""The two lists: young people in care, and those who have left."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.text.dates import age_in_words, age_on
from kinkeeper.mission.leaving.process import PROPOSE, READ, SETTINGS
from kinkeeper.mission.leaving.queries import (
    Followed,
    Growing,
    Way,
    aftercare_list,
    rhythm,
    youth_list,
)

PAGE = 50


@door(READ, purpose=CARE)
def youth(request: Asked) -> HttpResponse:
    """Who prepares for leaving, who leaves first on top."""
    today = timezone.localdate()
    rows = youth_list(request.user, today, purpose=request.purpose)
    page = _page(request, rows, "youth_list")
    shown = [(row, _age(row.way, today)) for row in page]
    context = {"rows": shown, "page": page, "total": len(rows)}
    return render(request, "leaving/youth.html", context)


def _page(request: Asked, rows: Sequence[Growing | Followed], door: str) -> Page[Any]:
    """Fifty at a time; only those shown count as met."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    seen(request.user, [row.way for row in page], door=door, purpose=request.purpose)
    return page


def _age(way: Way, today: date) -> str:
    age = age_on(way.person.birth, today)
    return age_in_words(age) if age else ""


@door(READ, purpose=CARE)
def aftercare(request: Asked) -> HttpResponse:
    """Who has left, whose contact is due first on top."""
    today = timezone.localdate()
    rows = aftercare_list(request.user, today, purpose=request.purpose)
    context = {
        "page": _page(request, rows, "aftercare"), "total": len(rows), "today": today,
        "late": sum(row.late for row in rows), "rhythm": rhythm(),
        "may_set": may(request.user, SETTINGS), "acts": may(request.user, PROPOSE),
    }  # fmt: skip
    return render(request, "leaving/aftercare.html", context)
