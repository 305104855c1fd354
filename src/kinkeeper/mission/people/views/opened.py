"""A person is shown who opened her file: a page to read aloud, and to print."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.people.faces import family_face, person_face
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.people.queries import openings_shown, reader_of
from kinkeeper.mission.people.views.asking import family_or_404, met, person_or_404

SHOW_OPENINGS = "people.show_openings"
LATELY = timedelta(days=365)


@door(SHOW_OPENINGS, purpose=CARE)
def person_opened(request: Asked, pk: UUID) -> HttpResponse:
    return _page(request, person_or_404(pk, reader=reader_of(request.user)))


@door(SHOW_OPENINGS, purpose=CARE)
def family_opened(request: Asked, pk: UUID) -> HttpResponse:
    return _page(request, family_or_404(pk, reader=reader_of(request.user)))


def _page(request: Asked, record: Person | Family) -> HttpResponse:
    """The last year, or everything. Looking at it counts as opening the file."""
    reader, today = reader_of(request.user), timezone.localdate()
    if not may(reader.by, SHOW_OPENINGS, record, purpose=CARE):
        raise Http404
    whole = "all" in request.GET
    since = None if whole else today - LATELY
    lines = openings_shown(record, since=since)
    met(request, reader, [record])
    face = (
        {"person": person_face(record, reader=reader, on=today)} if isinstance(record, Person)
        else {"family": family_face(record, reader=reader)}
    )  # fmt: skip
    context = {"lines": lines, "since": since, "today": today, "whole": whole, **face}
    return render(request, "people/opened.html", context)
