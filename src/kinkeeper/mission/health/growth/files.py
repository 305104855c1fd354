"""A CSV of children in, the same CSV with WHO's columns behind it out.

What came in goes out unchanged. One cell that means nothing stops everything with its line and
column, and no file is left: a table with holes nobody was told of is worse than none.
"""

import csv
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kinkeeper.mission.health.growth.reading import Heading, Piece, pieces
from kinkeeper.mission.health.growth.references import Reference

Tell = Callable[[int], None]


def compute_file(source: Path, out: Path, reference: Reference, *, tell: Tell) -> int:
    """The number of children. `tell` hears how many are done after each piece. Raises BadTable,
    OSError; then `out` is as it was."""
    done = 0
    with _whole_or_nothing(out) as target:
        writer = csv.writer(target, lineterminator="\n")
        for number, piece in enumerate(pieces(source)):
            if number == 0:
                reference.check(piece.heading)
                writer.writerow([*_kept(piece.heading, reference).values(), *reference.adds])
            writer.writerows(_lines(piece, reference))
            done += len(piece.rows)
            tell(done)
    return done


def _kept(heading: Heading, reference: Reference) -> dict[int, str]:
    """The columns of the file that are not computed anew, by their place."""
    return {at: n for at, n in enumerate(heading.names) if n not in reference.adds}


def _lines(piece: Piece, reference: Reference) -> Iterator[list[str]]:
    kept = list(_kept(piece.heading, reference))
    written = reference.compute(piece)
    added = zip(*(written[name] for name in reference.adds), strict=True)
    for row, cells in zip(piece.rows, added, strict=True):
        yield [*(row[at] for at in kept), *cells]


@contextmanager
def _whole_or_nothing(out: Path) -> Iterator[TextIO]:
    """A file beside `out` that takes its place when everything is written."""
    number, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    beside = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as target:
            yield target
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
