"""Every line is checked and what a person should decide is asked. Nothing is written yet."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop import keep
from kinkeeper.ground.interop.columns import plain
from kinkeeper.ground.interop.models import OPEN, Batch, State
from kinkeeper.ground.interop.profile import ASIDE, Given, Reading, Verdict
from kinkeeper.ground.interop.queries import profile_of, raw_lines
from kinkeeper.ground.interop.said import Said, said
from kinkeeper.ground.interop.sentences import ABOVE, HEADINGS, LEFT, OUTSIDE
from kinkeeper.ground.jobs.actions import enqueue

Tell = Callable[[int, int], None]
FEW = 2000
"""Lines up to which a check runs while the page waits."""


def start_checking(batch: Batch) -> Batch:
    """Check now, or let the worker do it where the list is long."""
    if batch.total <= FEW:
        return check(batch)
    keep.change(batch, state=State.CHECKING, done=0)
    enqueue(check_job, str(batch.pk))
    return batch


def check_job(batch_id: str) -> None:
    batch = Batch.objects.select_related("by").get(pk=UUID(batch_id))
    if batch.state == State.CHECKING:
        check(batch)


def check(batch: Batch, *, tell: Tell | None = None) -> Batch:
    """Read the lines with the columns, places and answers of now. `tell(done, work)` hears how far
    it is; else the batch keeps it for its page."""
    if batch.state not in OPEN or batch.state == State.APPLYING:
        return batch
    given = given_of(batch, by=batch.by, tell=tell)
    reading = profile_of(batch).read(given)
    keep.keep_reading(batch, _with_head(batch, reading))
    return keep.change(batch, state=State.REVIEW, stale=False, problem=None)


def given_of(batch: Batch, *, by: Account, tell: Tell | None = None) -> Given:
    """What the profile works on."""
    localities = list(batch.localities.select_related("place"))
    places = {
        row.key: row.place for row in localities if row.place and not (row.outside or row.left_out)
    }
    if batch.place:
        places[""] = batch.place
    asked = batch.questions.exclude(answer="").values_list("key", "answer")
    return Given(
        by=by,
        lines=raw_lines(batch),
        columns={fact: int(column) for column, fact in batch.columns.items()},
        today=batch.reference_day or timezone.localdate(),
        project=batch.project,
        places=places,
        refused={row.key: _refusal(row) for row in localities if row.outside or row.left_out},
        answers=dict(asked),
        batch=batch.pk,
        captions={h["column"]: plain(h["caption"]) for h in batch.headings if h["caption"]},
        tell=tell or (lambda done, work: keep.tell(batch, done, work)),
    )


def _refusal(locality: object) -> Said:
    place, written = getattr(locality, "place", None), getattr(locality, "written", "")
    if getattr(locality, "left_out", False):
        return said(LEFT, place=written)
    return said(OUTSIDE, place=place.name if place else written)


def _with_head(batch: Batch, reading: Reading) -> Reading:
    """Titles above the headings are set aside too, with the reason."""
    above = batch.lines.filter(row__lte=batch.head_row).values_list("row", flat=True)
    titles = [
        Verdict(row, ASIDE, said(HEADINGS if row == batch.head_row else ABOVE)) for row in above
    ]
    counts = {**reading.counts, "aside": reading.counts.get("aside", 0) + len(titles)}
    return Reading([*titles, *reading.verdicts], reading.questions, counts)
