"""docs/processes.md out of the process tables: a diagram, the steps, the time limits.

The tables in the code are the only place where the order of the work is written; this page is
made from them and never edited.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import django
from django.utils import translation

from kinkeeper.ground.process.steps import diagram
from kinkeeper.ground.process.table import (
    Limit,
    Process,
    State,
    Transition,
    default_limits,
    processes,
)

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "processes.md"
HEAD = """# Processes

Made from the tables in the code by `scripts/process_docs`; do not edit. Who proposes a step does
not decide it. A need that is missing is said in this sentence before the button fails."""


def page() -> str:
    """The whole page, in English: its words are the message ids. Django must be set up."""
    with translation.override(None, deactivate=True):
        parts = [HEAD, *(_process(p) for p in processes().values()), _limits(default_limits())]
        return "\n\n".join(parts) + "\n"


def _process(process: Process) -> str:
    picture = f"```mermaid\n{diagram(process)}\n```"
    states = _table(
        ("State", "In words", "Then due", "Time limit"), (_state(s) for s in process.states)
    )
    transitions = _table(
        ("Step", "From", "To", "Who", "Said when it is missing", "Reasons"),
        (_transition(t) for t in process.transitions),
    )
    title = f"## {process.label} (`{process.name}`)"
    return f"{title}\n\n{picture}\n\n{states}\n\n{transitions}"


def _state(state: State) -> tuple[object, ...]:
    return f"`{state.code}`", state.label, state.due, f"`{state.limit}`" if state.limit else ""


def _transition(step: Transition) -> tuple[object, ...]:
    who = f"{step.proposer}, then {step.capability}" if step.proposer else step.capability
    return (
        f"`{step.verb}` {step.label}", ", ".join(step.sources) or "(beginning)", step.target, who,
        "<br>".join(str(need.missing) for need in step.needs),
        ", ".join(f"`{code}`" for code, _label in step.reasons),
    )  # fmt: skip


def _limits(limits: Mapping[str, Limit]) -> str:
    rows = ((f"`{x.key}`", x.label, x.days, x.source) for _key, x in sorted(limits.items()))
    return "## Time limits\n\n" + _table(("Key", "What", "Default (days)", "Source"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when it is stale")
    check = parser.parse_args().check
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinkeeper.site.settings")
    os.environ.setdefault("KINKEEPER_DATA", tempfile.mkdtemp(prefix="kinkeeper-docs-"))
    django.setup()
    text = page()
    if not check:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        print("docs/processes.md is stale: run scripts/process_docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
