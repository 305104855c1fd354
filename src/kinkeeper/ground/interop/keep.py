"""The only place of this room that writes its own rows. They are staging rows and logs, no facts
of the register, so they go without the ledger (the list of exceptions says so)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop import cells, profile
from kinkeeper.ground.interop.cells import RawLine
from kinkeeper.ground.interop.models import Batch, Line, Locality, Question, Source, State
from kinkeeper.ground.interop.models import Mapping as Remembered

PORTION = 400


def new_batch(**values: Any) -> Batch:
    return Batch.objects.create(**values)


def change(batch: Batch, **values: Any) -> Batch:
    """Write these columns of a batch."""
    for name, value in values.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(values))
    return batch


def take_on(batch: Batch, states: Iterable[State]) -> bool:
    """Begin to apply; False where somebody else did already. The batch is read again."""
    free = Batch.objects.filter(pk=batch.pk, state__in=list(states))
    ours = bool(free.update(state=State.APPLYING))
    batch.refresh_from_db()
    return ours


def tell(batch: Batch, done: int, work: int) -> None:
    """How far the work is; read by the page that waits."""
    Batch.objects.filter(pk=batch.pk).update(done=done, work=work)


def close(batch: Batch, state: State, *, at: datetime | None = None, **values: Any) -> Batch:
    return change(batch, state=state, closed_at=at or timezone.now(), **values)


def keep_lines(batch: Batch, lines: Iterable[RawLine]) -> None:
    rows = [Line(batch=batch, row=line.row, cells=cells.kept(line.cells)) for line in lines]
    Line.objects.bulk_create(rows, batch_size=PORTION)


def keep_reading(batch: Batch, reading: profile.Reading) -> None:
    """Verdicts and questions of a check; answers given before stay with their question, also
    those of an earlier import of this list."""
    verdicts = {v.row: v for v in reading.verdicts}
    with transaction.atomic():
        answers = _answers_of_earlier(batch, reading)
        answers |= batch.questions.exclude(answer="").values_list("key", "answer")
        changed = []
        for line in batch.lines.only("pk", "batch", "row", "what", "why"):
            verdict = verdicts.get(line.row)
            what = verdict.what if verdict else profile.ASIDE
            why = verdict.why.kept() if verdict and verdict.why else None
            if (line.what, line.why) != (what, why):
                line.what, line.why = what, why
                changed.append(line)
        Line.objects.bulk_update(changed, ["what", "why"], batch_size=PORTION)
        batch.questions.all().delete()
        Question.objects.bulk_create(_questions(batch, reading, answers), batch_size=PORTION)
        change(batch, counts=reading.counts)


def _answers_of_earlier(batch: Batch, reading: profile.Reading) -> dict[str, str]:
    """What was answered when a list with these headings entered, where the question is the same to
    the last name and line: another line may mean another child."""
    asked = {q.key: q.sentence.kept() for q in reversed(reading.questions) if q.asked}
    earlier = Question.objects.filter(
        batch__profile=batch.profile, batch__signature=batch.signature,
        batch__state=State.APPLIED, asked=True, key__in=list(asked),
    ).exclude(answer="")  # fmt: skip
    rows = earlier.order_by("batch__closed_at").values_list("key", "sentence", "answer")
    return {key: answer for key, sentence, answer in rows if sentence == asked[key]}


def _questions(
    batch: Batch, reading: profile.Reading, answers: Mapping[str, str]
) -> list[Question]:
    first = {question.key: question for question in reversed(reading.questions)}
    return [
        Question(
            batch=batch, order=order, key=q.key, kind=q.kind, rows=list(q.rows),
            cells=list(q.cells), sentence=q.sentence.kept(), default=q.default, asked=q.asked,
            options=[[code, text.kept()] for code, text in q.options],
            answer=answers.get(q.key, ""),
        )
        for order, q in enumerate(reversed(first.values()))
    ]  # fmt: skip


def answer(batch: Batch, answers: Mapping[str, str]) -> None:
    """Answers by key; one that is no option of its question is not taken."""
    asked = list(batch.questions.filter(key__in=list(answers), asked=True))
    for question in asked:
        if answers[question.key] in {code for code, _text in question.options}:
            question.answer = answers[question.key]
    Question.objects.bulk_update(asked, ["answer"], batch_size=PORTION)


def answer_by_default(batch: Batch, kind: str = "") -> int:
    """Take the proposed answer for all open questions (of a kind). Returns how many."""
    asked = batch.questions.filter(asked=True, answer="")
    asked = asked.filter(kind=kind) if kind else asked
    rows = list(asked)
    for question in rows:
        question.answer = question.default
    Question.objects.bulk_update(rows, ["answer"], batch_size=PORTION)
    return len(rows)


def keep_localities(batch: Batch, localities: Iterable[Locality]) -> None:
    with transaction.atomic():
        batch.localities.all().delete()
        Locality.objects.bulk_create(list(localities))


def change_locality(locality: Locality, **values: Any) -> Locality:
    for name, value in values.items():
        setattr(locality, name, value)
    locality.save(update_fields=list(values))
    return locality


def remember_mapping(batch: Batch, columns: Mapping[str, str], *, by: Account) -> None:
    """For every list with the same headings. `columns`: caption (with #2 for a second) to fact."""
    Remembered.objects.update_or_create(
        profile=batch.profile, signature=batch.signature,
        defaults={"columns": dict(columns), "by": by},
    )  # fmt: skip


def keep_sources(batch: Batch, taken: Iterable[profile.Taken]) -> None:
    """Which lines each record came from; one that is noted already stays as it is."""
    wanted = {(t.record, t.row): t for t in taken}
    rows = {t.row for t in wanted.values()}
    lines = {line.row: line for line in batch.lines.filter(row__in=rows).only("pk", "batch", "row")}
    known = set(batch.sources.filter(line__row__in=rows).values_list("record", "line__row"))
    Source.objects.bulk_create(
        [
            Source(
                batch=batch, record=t.record, kind=t.kind, line=lines[t.row],
                columns=list(t.columns),
            )
            for key, t in wanted.items()
            if key not in known
        ],
        batch_size=PORTION,
    )  # fmt: skip


def forget_lines(batch: Batch) -> None:
    """A cancelled import leaves nothing but that it was there."""
    with transaction.atomic():
        batch.questions.all().delete()
        batch.lines.all().delete()
        batch.localities.all().delete()


def drop(batch: Batch) -> None:
    """Raises ProtectedError where a record came from it."""
    batch.delete()


def forget_cells(rows: Iterable[Line]) -> int:
    """Empty the cells of lines: for the erasure of a person."""
    emptied = list(rows)
    for line in emptied:
        line.cells = {}
    Line.objects.bulk_update(emptied, ["cells"], batch_size=PORTION)
    return len(emptied)
