"""Bring a file; see past imports; the page of one import while it works and when it is over."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.interop import actions, queries
from kinkeeper.ground.interop.file_problems import FileProblem
from kinkeeper.ground.interop.forms import UploadForm
from kinkeeper.ground.interop.models import State
from kinkeeper.ground.interop.said import from_kept
from kinkeeper.ground.interop.views.asking import WORKING, batch_or_404, page_number
from kinkeeper.ground.records.actions import once

PROFILE = "register"
SECONDS = 3
NEXT = {State.COLUMNS: "import_columns", State.REVIEW: "import_lines"}


@door("interop.import", purpose=CARE)
def imports(request: Asked) -> HttpResponse:
    """Choose a file; past imports below."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_take_in(request, form))
        except FileProblem as problem:
            form.add_error("file", str(problem))
    page = Paginator(queries.batches(by=request.user), 20).get_page(page_number(request))
    context = {"form": form, "page": page}
    return render(request, "interop/imports.html", context, status=422 if form.errors else 200)


def _take_in(request: Asked, form: UploadForm) -> str:
    upload: UploadedFile[bytes] = form.cleaned_data["file"]

    def take() -> str:
        batch = actions.take_in(
            upload.chunks(), name=upload.name or "", by=request.user, profile=PROFILE
        )
        return reverse("import", args=[batch.pk])

    form_id = form.cleaned_data.get("form_id")
    return once(form_id, take) if form_id else take()


@door("interop.import", purpose=CARE)
def one_import(request: Asked, pk: UUID) -> HttpResponse:
    """Progress while it works, else the page that waits, else the result."""
    batch = batch_or_404(pk, request)
    if batch.state in NEXT:
        return redirect(NEXT[State(batch.state)], batch.pk)
    if batch.state in WORKING:
        answer = render(request, "interop/working.html", {"batch": batch})
        answer["Refresh"] = str(SECONDS)
        return answer
    aside = queries.set_aside(batch)
    context = {
        "batch": batch, "counts": batch.result.get("counts", {}),
        "problem": from_kept(batch.problem),
        "aside": [(line.row, from_kept(line.why)) for line in aside[:50]],
        "aside_count": aside.count(),
    }  # fmt: skip
    return render(request, "interop/result.html", context)


@require_POST
@door("interop.import", purpose=CARE)
def import_cancel(request: Asked, pk: UUID) -> HttpResponse:
    batch = batch_or_404(pk, request)
    try:
        actions.cancel(batch)
        messages.success(request, _("The import is given up; the file was deleted."))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("imports")
