"""What every page of an import asks first."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.interop import queries
from kinkeeper.ground.interop.models import Batch, State

WORKING = (State.READING, State.CHECKING, State.APPLYING)
OVER = (State.APPLIED, State.CANCELLED, State.FAILED)


@dataclass(frozen=True)
class Step:
    label: str
    url: str
    current: bool
    count: int | None = None


def batch_or_404(pk: UUID, request: Asked) -> Batch:
    batch = queries.batch_for(pk, by=request.user)
    if batch is None:
        raise Http404
    return batch


def elsewhere(batch: Batch, page: str) -> HttpResponse | None:
    """Where to go instead, if this page is not what the import waits for."""
    if batch.state in WORKING or batch.state in OVER:
        return redirect("import", batch.pk)
    if page != "import_columns" and not batch.confirmed:
        return redirect("import_columns", batch.pk)
    if page in {"import_lines", "import_apply"} and queries.open_localities(batch).exists():
        return redirect("import_places", batch.pk)
    if page in {"import_lines", "import_apply"} and batch.state == State.COLUMNS:
        return redirect("import_columns", batch.pk)
    return None


def steps(batch: Batch, current: str) -> list[Step]:
    """The way through an import, for the top of each page."""
    counts: dict[str, Callable[[], int]] = {
        "import_places": lambda: queries.open_localities(batch).count(),
        "import_lines": lambda: queries.open_questions(batch),
    }
    pages = (
        ("import_columns", _("1. Columns")),
        ("import_places", _("2. Localities")),
        ("import_lines", _("3. Lines")),
        ("import_apply", _("4. Enter")),
    )
    return [
        Step(label, reverse(page, args=[batch.pk]), page == current, _waiting(counts.get(page)))
        for page, label in pages
    ]  # fmt: skip


def _waiting(count: Callable[[], int] | None) -> int | None:
    return (count() or None) if count else None


def page_number(request: Asked) -> int:
    text = request.GET.get("page", "")
    return min(int(text), 5000) if text.isascii() and text.isdigit() else 1
