"""Frozen reports as far as the reader may meet them."""

from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, visible
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.reports.figures import Figure, hide_small
from kinkeeper.ground.reports.models import FrozenReport


def frozen_report(pk: UUID, *, by: Account) -> FrozenReport | None:
    rows = visible(FrozenReport, by=by, purpose=REPORTING)
    return rows.filter(pk=pk).select_related("frozen_by").first()


def frozen_reports(project: UUID, *, by: Account) -> list[FrozenReport]:
    """Those of a project, the latest first."""
    rows = visible(FrozenReport, by=by, purpose=REPORTING).filter(project=project)
    return list(rows.select_related("frozen_by").defer("numbers").order_by("-frozen_at"))


def reads_from_outside(by: Account) -> bool:
    """Somebody who may meet aggregates only: a funder."""
    return highest_class(by, REPORTING) < 1


def as_seen(figure: Figure, *, by: Account) -> Figure:
    return hide_small(figure) if reads_from_outside(by) else figure
