"""The page of exports: what may leave, asking for it, fetching it, and the log of all."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import ADMINISTRATION, MONITORING
from kinkeeper.ground.interop.exports import files, queries
from kinkeeper.ground.interop.exports.actions import Handed, export_table
from kinkeeper.ground.interop.exports.forms import ExportForm
from kinkeeper.ground.interop.exports.models import FileKind
from kinkeeper.ground.interop.exports.opening import EXPORT, LOG
from kinkeeper.ground.interop.exports.registry import export_called
from kinkeeper.ground.interop.exports.rules import MOST_LINES
from kinkeeper.ground.interop.exports.tables import CONTENT_TYPES
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused


@door(EXPORT, purpose=MONITORING)
def exports(request: Asked) -> HttpResponse:
    """What can be exported, the form, and what this account exported before."""
    offered = queries.offered_to(request.user)
    form = ExportForm(request.POST or None, by=request.user, offered=offered)
    if form.is_valid() and (address := _exported(request, form)):
        return redirect(address)
    files.sweep()
    context = {
        "form": form, "offered": offered, "lines": queries.own_exports(request.user),
        "most": MOST_LINES,
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "interop/exports.html", context, status=status)


def _exported(request: Asked, form: ExportForm) -> str | None:
    """Writes the file once for this form; None when something is to be corrected."""
    values = dict(form.cleaned_data)
    export, form_id = export_called(values.pop("export")), values.pop("form_id")
    if export is None:
        raise Http404

    def answer() -> str:
        _tell(request, export_table(export, by=request.user, **values))
        return reverse("exports") + "#past"

    try:
        address = once(form_id, answer)
    except ValidationError as problem:
        form.add_error(None, problem)
        return None
    except Refused:
        form.add_error("purpose", _("You do not hold this right for this purpose: choose another."))
        return None
    return address


def _tell(request: Asked, handed: Handed) -> None:
    """The password stands on the next page once; a form sent again does not show it again."""
    messages.success(request, _("The file is ready below. It is deleted after 24 hours."))
    if handed.password:
        said = _("Password of the file: %(password)s. Write it down now: it is shown this once. "
                 "Do not send it together with the file.")  # fmt: skip
        messages.warning(request, said % {"password": handed.password})


@door(EXPORT, purpose=MONITORING)
def export_file(request: Asked, pk: UUID) -> HttpResponse:
    """One's own file, while it is kept."""
    found = queries.own_export(pk, by=request.user)
    data = files.read(found.file) if found else None
    if found is None or data is None:
        raise Http404
    seen(request.user, [found], door="export_file", purpose=found.purpose)
    response = HttpResponse(data, content_type=CONTENT_TYPES[FileKind(found.kind)])
    response["Content-Disposition"] = f'attachment; filename="{found.file}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@door(LOG, purpose=ADMINISTRATION)
def export_log(request: Asked) -> HttpResponse:
    """Every export of everybody: who, when, what, how many lines, why."""
    lines = queries.export_log(request.user)
    return render(request, "interop/export_log.html", {"lines": lines})
