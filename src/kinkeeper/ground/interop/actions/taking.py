"""A file is brought: kept, read, its columns guessed. Nothing of it is in the register yet."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.interop import keep
from kinkeeper.ground.interop.columns import Guess, Headings, find_headings, guess_columns, key_of
from kinkeeper.ground.interop.columns import reference_day as written_day
from kinkeeper.ground.interop.file_problems import FileProblem
from kinkeeper.ground.interop.files import delete_file, harmless, keep_file, path_of
from kinkeeper.ground.interop.models import Batch, State
from kinkeeper.ground.interop.profile import Profile, profile_called
from kinkeeper.ground.interop.queries import IMPORT, imported_before, remembered_mapping
from kinkeeper.ground.interop.readers import Table, read_table
from kinkeeper.ground.interop.said import said
from kinkeeper.ground.jobs.actions import enqueue
from kinkeeper.ground.records.guard import Refused

AT_ONCE = 1_500_000
"""Bytes up to which a file is read while the page waits."""

NO_HEADINGS = _(
    "No line with headings was found: the first line of the list must name its columns."
)
NO_LINES = _("Below the headings stands nothing: choose the list itself.")
BEFORE = _("This very file was imported on %(day)s: only what changed since will be changed.")
GONE = _("The file is no longer here: bring it again.")


def take_in(
    pieces: Iterable[bytes], *, name: str, by: Account, profile: str, at_once: bool = False
) -> Batch:
    """Keep a file and read it. Raises FileProblem (nothing is kept then), Refused.

    A large file is read by the worker unless `at_once`; its problem then stands in the batch.
    """
    if not may(by, IMPORT):
        raise Refused
    kind = profile_called(profile)
    stored, digest, size = keep_file(pieces)
    try:
        if at_once or size <= AT_ONCE:
            table = read_table(path_of(stored))
            headings = _headings(table, kind)
    except BaseException:
        delete_file(stored)
        raise
    with transaction.atomic():
        batch = keep.new_batch(
            profile=kind.code, name=harmless(name), digest=digest, size=size, stored=stored, by=by
        )
        if at_once or size <= AT_ONCE:
            return _stage(batch, table, headings, kind)
    enqueue(read_job, str(batch.pk))
    return batch


def read_job(batch_id: str) -> None:
    """Read a file that was kept. A problem ends the import with its sentence."""
    batch = Batch.objects.get(pk=UUID(batch_id))
    if batch.state != State.READING:
        return
    kind = profile_called(batch.profile)
    try:
        table = read_table(path_of(batch.stored))
        with transaction.atomic():
            _stage(batch, table, _headings(table, kind), kind)
    except (FileProblem, FileNotFoundError) as problem:
        sentence = problem.said if isinstance(problem, FileProblem) else said(GONE)
        delete_file(batch.stored)
        keep.close(batch, State.FAILED, problem=sentence.kept(), stored="")


def _headings(table: Table, profile: Profile) -> Headings:
    found = find_headings(table.lines, profile)
    if found is None:
        raise FileProblem(said(NO_HEADINGS))
    if not found.below:
        raise FileProblem(said(NO_LINES))
    return found


def _stage(batch: Batch, table: Table, headings: Headings, profile: Profile) -> Batch:
    guesses = guess_columns(headings, profile)
    known = remembered_mapping(profile.code, headings.signature)
    if known:
        facts = {c.index: known.get(key_of(c.key), "") for c in headings.columns}
        guesses = {index: Guess(index, fact, 1.0) for index, fact in facts.items()}
    notices = list(table.notices)
    before = imported_before(batch.digest, profile=profile.code)
    if before and before.closed_at:
        notices.append(said(BEFORE, day=f"{timezone.localtime(before.closed_at):%d/%m/%Y}"))
    keep.keep_lines(batch, table.lines)
    return keep.change(
        batch,
        sheet=table.sheet[:120],
        head_row=headings.row,
        headings=[_kept(column) for column in headings.columns],
        signature=headings.signature,
        columns={str(g.column): g.field for g in guesses.values() if g.field},
        guesses={str(g.column): round(g.sure, 2) for g in guesses.values()},
        remembered=bool(known),
        reference_day=written_day(headings, today=timezone.localdate()),
        notices=[notice.kept() for notice in notices],
        total=len(headings.below),
        state=State.COLUMNS,
    )


def _kept(column: object) -> dict[str, object]:
    index, caption, key, samples = (
        getattr(column, name) for name in ("index", "caption", "key", "samples")
    )
    return {"column": index, "caption": caption, "key": key, "samples": list(samples)}
