"""The two lists: young people in care, and those who have left."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.text.dates import age_in_words, age_on
from kinkeeper.mission.leaving.process import READ, SETTINGS
from kinkeeper.mission.leaving.queries import Way, aftercare_list, rhythm, youth_list

PAGE = 50


@door(READ, purpose=CARE)
def youth(request: Asked) -> HttpResponse:
    """Who prepares for leaving, who leaves first on top."""
    today = timezone.localdate()
    rows = youth_list(request.user, today, purpose=request.purpose)
    seen(request.user, [row.way for row in rows], door="youth_list", purpose=request.purpose)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = [(row, _age(row.way, today)) for row in page]
    context = {"rows": shown, "page": page, "total": len(rows)}
    return render(request, "leaving/youth.html", context)


def _age(way: Way, today: date) -> str:
    age = age_on(way.person.birth, today)
    return age_in_words(age) if age else ""


@door(READ, purpose=CARE)
def aftercare(request: Asked) -> HttpResponse:
    """Who has left, whose contact is due first on top."""
    today = timezone.localdate()
    rows = aftercare_list(request.user, today, purpose=request.purpose)
    seen(request.user, [row.way for row in rows], door="aftercare", purpose=request.purpose)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "total": len(rows), "late": sum(row.late for row in rows),
        "notes": may_meet(Way, "host", by=request.user), "rhythm": rhythm(),
        "may_set": may(request.user, SETTINGS),
    }  # fmt: skip
    return render(request, "leaving/aftercare.html", context)
