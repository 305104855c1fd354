"""The verbs: a workbook becomes a version; a version is answered, corrected, taken back.

All raise Refused (not allowed here) and ValidationError (a sentence for each field).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.instruments.checking import Checked, check, scores_as_data
from kinkeeper.ground.instruments.filling import Filled, fill
from kinkeeper.ground.instruments.keeping import sealed, sorted_by_class
from kinkeeper.ground.instruments.listeners import tell
from kinkeeper.ground.instruments.models import Answers, Questionnaire, Version
from kinkeeper.ground.instruments.queries import form_of, is_frozen, last_version
from kinkeeper.ground.instruments.sentences import sentence
from kinkeeper.ground.instruments.shipped import SHIPPED, shipped_book
from kinkeeper.ground.instruments.subjects import kind_called
from kinkeeper.ground.instruments.workbook import Book
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import Note, Received, receive, write
from kinkeeper.ground.records.models import Record


class NotYet(ValidationError):
    """The workbook has problems, or doubts that nobody confirmed; `checked` holds them."""

    def __init__(self, checked: Checked) -> None:
        lines = [_on_line(p) for p in (*checked.problems, *checked.doubts)]
        super().__init__(lines)
        self.checked = checked


class Wrong(ValidationError):
    """Answers that cannot be kept; `filled` says which and why."""

    def __init__(self, filled: Filled) -> None:
        super().__init__([f"{key[0]}: {sentence(filled, key)}" for key in filled.problems])
        self.filled = filled


def _on_line(found: Any) -> str:
    """Sheet and line before the sentence."""
    where = _("sheet %(sheet)s, line %(row)s") if found.row else _("sheet %(sheet)s")
    return f"{where % {'sheet': found.sheet, 'row': found.row}}: {found}"


def looked_at(book: Book, *, today: date | None = None) -> Checked:
    """A workbook against the last version of its questionnaire; nothing is written."""
    before = last_version(book.settings.get("form_id", ""))
    return check(book, before=before, today=today or timezone.localdate())


def keep_version(book: Book, *, by: Account, confirmed: bool = False) -> Version:
    """A workbook becomes the next version, or replaces the last one if nobody answered it yet.

    Sending the same workbook again changes nothing. Raises NotYet.
    """
    checked = looked_at(book)
    if checked.problems or (checked.doubts and not confirmed):
        raise NotYet(checked)
    before = last_version(book.settings["form_id"])
    if before is not None and before.digest == checked.digest:
        return before
    with transaction.atomic():
        return _keep(checked, before, by=by)


def _keep(checked: Checked, before: Version | None, *, by: Account) -> Version:
    settings = checked.book.settings
    kept = before.questionnaire if before else Questionnaire(code=settings["form_id"])
    write(
        kept, by=by, title=settings["form_title"], keys=checked.keys, reason="version",
        subject=kind_called(settings.get("subject", "")), closed_on=None,
    )  # fmt: skip
    replaced = before is not None and not is_frozen(before)
    row = before if before is not None and replaced else Version(questionnaire=kept)
    number = row.number if replaced else (before.number if before else 0) + 1
    return write(
        row, by=by, number=number, since=timezone.localdate(), xform=checked.xform,
        names=checked.names, levels=checked.levels, scores=scores_as_data(checked),
        sheets=checked.sheets(), digest=checked.digest,
    )  # fmt: skip


def close(found: Questionnaire, *, by: Account, on: date | None) -> Questionnaire:
    """No longer asked from a day on; None opens it again. Its answers stay."""
    return write(found, by=by, closed_on=on)


def shipped_version(code: str) -> Version:
    """The questionnaire of this code, put in by the machine when it is not there yet."""
    if found := last_version(code):
        return found
    return keep_version(shipped_book(code), by=machine(), confirmed=True)


def put_in(code: str, *, by: Account) -> Version:
    """A questionnaire that comes with the program. Raises ValidationError for another code."""
    if code not in SHIPPED:
        raise ValidationError(_("There is no such questionnaire."))
    return keep_version(shipped_book(code), by=by, confirmed=True)


# --- answers ------------------------------------------------------------------------------------


def answer(
    version: Version, *, by: Account, on: date, place: Place, answers: Mapping[str, Any],
    subject: Record | None = None,
) -> Answers:  # fmt: skip
    """Keep the answers of a day. What is not asked under the others is left out.

    Raises Wrong; ValidationError for a day to come or a questionnaire that is closed.
    """
    _check_when(version, on)
    made = Answers(version_of=version, place=place)
    values = sealed(made, _to_keep(version, answers, on), place=place.pk)
    with transaction.atomic():
        row = write(
            made, by=by, occurred_on=on, on=on, place=place,
            subject=subject.pk if subject else None,
            subject_kind=subject.about.kind if subject else "", **values,
        )  # fmt: skip
        tell(version.questionnaire.code, row, by)
    return row


def correct(record: Answers, *, base: int, by: Account, answers: Mapping[str, Any]) -> Received:
    """Other answers to the same version; `base`: version of the record that was seen."""
    wanted = _to_keep(record.version_of, answers, record.on)
    values = sealed(record, wanted, place=record.place_id)
    with transaction.atomic():
        done = receive(
            Answers, record.pk, base=base, by=by, values=values,
            note=Note(occurred_on=record.on, reason="correction"),
        )  # fmt: skip
        if done.clash is None:
            record.refresh_from_db()
            tell(record.version_of.questionnaire.code, record, by)
    return done


def take_back(record: Answers, *, by: Account) -> Answers:
    """Recorded in error: they stay in the ledger and count nowhere."""
    with transaction.atomic():
        row = write(record, by=by, reason="error", mistaken=True)
        tell(row.version_of.questionnaire.code, row, by)
    return row


def _check_when(version: Version, on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    closed = version.questionnaire.closed_on
    if closed is not None and on >= closed:
        raise ValidationError(_("This questionnaire is no longer asked."))


def _to_keep(version: Version, answers: Mapping[str, Any], on: date) -> dict[str, Any]:
    filled = fill(form_of(version), answers, today=on)
    if filled.problems:
        raise Wrong(filled)
    return dict(sorted_by_class(version, filled.kept()))
