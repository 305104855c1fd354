"""What the import command says: one object for machines, lines for people."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.interop import queries
from kinkeeper.ground.interop.cells import letters
from kinkeeper.ground.interop.models import Batch, Locality
from kinkeeper.ground.interop.said import from_kept

SHOWN = 40
"""Lines of a kind that people are shown; a machine gets all of them."""


def report(batch: Batch) -> dict[str, Any]:
    """What the list says, what was decided, and what that does or did."""
    aside = [(line.row, from_kept(line.why)) for line in queries.set_aside(batch)]
    return {
        "file": batch.name,
        "sheet": batch.sheet,
        "lines": batch.total,
        "reference_day": batch.reference_day.isoformat() if batch.reference_day else None,
        "state": batch.state,
        "columns": {_heading(h): batch.columns.get(str(h["column"]), "") for h in batch.headings},
        "notices": [str(from_kept(notice)) for notice in batch.notices],
        "localities": [_locality(row) for row in queries.localities(batch)],
        "would_do": batch.counts,
        "questions": [_question(q) for q in queries.questions_of(batch)],
        "set_aside": [{"line": row, "why": str(why)} for row, why in aside],
        "not_entered": queries.people_set_aside(batch),
        "done": batch.result.get("counts", {}),
        "ledger_lines": batch.result.get("ledger", 0),
        "problem": str(from_kept(batch.problem)),
    }


def _heading(heading: dict[str, Any]) -> str:
    return f"{letters(heading['column'])} {heading['caption']}".strip()


def _locality(row: Locality) -> dict[str, Any]:
    return {
        "written": row.written, "lines": row.lines, "place": str(row.place or ""),
        "added": not row.known, "outside": row.outside,
    }  # fmt: skip


def _question(question: Any) -> dict[str, Any]:
    return {
        "kind": question.kind, "lines": question.rows, "cells": question.cells,
        "sentence": str(from_kept(question.sentence)), "asked": question.asked,
        "answer": question.answer or question.default,
        "answer_in_words": _answer(question),
    }  # fmt: skip


def _answer(question: Any) -> str:
    given = question.answer or question.default
    return next((str(from_kept(words)) for code, words in question.options if code == given), given)


def as_lines(said: dict[str, Any]) -> Iterator[str]:
    """The report for people: figures first, then every decision with its cell."""
    facts = {"file": said["file"], "lines": said["lines"], "day": said["reference_day"] or "-"}
    yield ngettext(
        "%(file)s: %(lines)d line, list of %(day)s", "%(file)s: %(lines)d lines, list of %(day)s",
        said["lines"],
    ) % facts  # fmt: skip
    yield from said["notices"]
    counts = said["would_do"]
    yield _("New: %(people)s") % {"people": ", ".join(_new(counts))}
    yield _("Changed: %(changed)d. Left as they are: %(left)d.") % {
        name: counts.get(name, 0) for name in ("changed", "left")
    }
    yield from _localities(said)
    yield from _decisions(said)
    rest = said["set_aside"]
    yield _("Lines set aside: %(count)d") % {"count": len(rest)}
    yield from _few(f"  {row['line']}: {row['why']}" for row in rest)
    if said["done"]:
        yield _("In the register. Lines in the history: %(count)d") % {
            "count": said["ledger_lines"]
        }
    elif said["problem"]:
        yield said["problem"]
    else:
        yield _("Nothing was written: say --yes to enter it.")


def _new(counts: dict[str, int]) -> Iterator[str]:
    families, children = counts.get("new_families", 0), counts.get("new_children", 0)
    caregivers = counts.get("new_caregivers", 0)
    yield ngettext("%(count)d family", "%(count)d families", families) % {"count": families}
    yield ngettext("%(count)d child", "%(count)d children", children) % {"count": children}
    yield ngettext("%(count)d caregiver", "%(count)d caregivers", caregivers) % {
        "count": caregivers
    }


def _localities(said: dict[str, Any]) -> Iterator[str]:
    added = [row["written"] for row in said["localities"] if row["added"]]
    if added:
        yield _("New localities: %(names)s") % {"names": ", ".join(added)}


def _decisions(said: dict[str, Any]) -> Iterator[str]:
    asked = [q for q in said["questions"] if q["asked"]]
    yield _("Decided as proposed: %(count)d") % {"count": len(asked)}
    yield from _few(f"  {q['sentence']} [{q['answer_in_words']}]" for q in asked)
    told = [q for q in said["questions"] if not q["asked"]]
    if told:
        yield _("Worth knowing: %(count)d") % {"count": len(told)}
        yield from _few(f"  {q['sentence']}" for q in told)


def _few(lines: Iterator[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        if at == SHOWN:
            yield "  ..."
            return
        yield line
