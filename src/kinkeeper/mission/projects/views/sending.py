"""What leaves the house: the report of a quarter, the transparency file."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.interop import dhis2
from kinkeeper.ground.reports.word import WrongTemplate
from kinkeeper.mission.projects import places
from kinkeeper.mission.projects.asking import project_or_404, report_form
from kinkeeper.mission.projects.dhis2 import for_dhis2
from kinkeeper.mission.projects.framework import build, for_outside, moment_of
from kinkeeper.mission.projects.models import Project
from kinkeeper.mission.projects.report.asking import report_asked
from kinkeeper.mission.projects.report.files import FORMATS, file_name, report_file
from kinkeeper.mission.projects.transparency import published


@door("projects.export", purpose=REPORTING)
def report(request: Asked, code: str) -> HttpResponseBase:
    """The report of a quarter as a file; that it was made is written down."""
    found, known = _wanted(request, code)
    kind, language = known["form"], known["language"]
    asked = report_asked(found, known["period"], by=request.user, funder=known["funder"])
    try:
        data = report_file(asked, form=kind, language=language)
    except WrongTemplate as error:
        return _not_sent(
            request, found, _("The Word template cannot be filled: %(why)s") % {"why": error}
        )
    seen(request.user, [found], door=f"project_report:{kind}", purpose=request.purpose)
    return _file(data, FORMATS[kind], file_name(asked, form=kind, language=language))


@door("projects.export", purpose=REPORTING)
def transparency(request: Asked, code: str) -> HttpResponseBase:
    """The IATI file of the project, or what is wrong with it."""
    found = project_or_404(request, code)
    made = published([found], at=timezone.now(), today=timezone.localdate())
    if made.sentences:
        why = _("The file is not valid and was not written:")
        return _not_sent(request, found, why, made.sentences[0])
    seen(request.user, [found], door="project_iati", purpose=request.purpose)
    return _file(made.data, "application/xml", f"{found.code}-iati.xml")


@door("projects.export", purpose=REPORTING)
def data_values(request: Asked, code: str) -> HttpResponseBase:
    """The figures of a quarter for DHIS2; what was left out is said on the page of the project."""
    found, known = _wanted(request, code)
    asked = report_asked(found, known["period"], by=request.user)
    try:
        made = for_dhis2(asked)
    except ValidationError as error:
        return _not_sent(request, found, " ".join(error.messages))
    seen(request.user, [found], door="project_dhis2", purpose=request.purpose)
    for sentence in made.sentences:
        messages.info(request, sentence)
    return _file(made.data, dhis2.CONTENT_TYPE, f"{found.code}-{known['period']}.json")


@door("projects.export", purpose=REPORTING)
def geojson(request: Asked, code: str) -> HttpResponse:
    """The places of the project with the children reached, as readers outside see them."""
    found = project_or_404(request, code)
    built = for_outside(build(found, moment=moment_of(found), trends=False))
    data = json.dumps(places.geojson(built), ensure_ascii=False, indent=1).encode()
    seen(request.user, [found], door="project_geojson", purpose=request.purpose)
    return _file(data, "application/geo+json", f"{found.code}.geojson")


def _wanted(request: Asked, code: str) -> tuple[Project, dict[str, Any]]:
    """The project and which report of it; the page offers only what there is."""
    found = project_or_404(request, code)
    form = report_form(found, request.GET)
    if not form.is_valid():
        raise Http404
    return found, form.cleaned_data


def _not_sent(request: Asked, found: Project, *why: str) -> HttpResponseBase:
    """Nothing leaves the house; the page of the project says why."""
    for sentence in why:
        messages.error(request, sentence)
    return redirect("project", code=found.code)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=kind, headers=headers)
