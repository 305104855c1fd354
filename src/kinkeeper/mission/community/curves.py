"""How an organisation's capacity and a group's savings went over time, as lines."""

from collections.abc import Sequence
from itertools import accumulate

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import lines
from kinkeeper.mission.community.asking import capacity_questions
from kinkeeper.mission.community.models import Capacity
from kinkeeper.mission.community.queries.savings import Book
from kinkeeper.mission.community.rules import means

HIGHEST_LEVEL = 4


def capacity_curve(found: Sequence[Capacity]) -> SafeString | str:
    """The mean under each of the funder's headings at every assessment, each counted in its own
    version of the questions; "" before the second."""
    if len(found) < 2:
        return ""
    levels = [means(one.scores, capacity_questions(one.questionnaire).heading_of) for one in found]
    headings = capacity_questions(found[-1].questionnaire).headings
    drawn = [
        lines.Line(str(name), tuple(float(at[code]) if code in at else None for at in levels))
        for code, name in headings.items()
    ]
    return lines.figure(
        [one.held_on for one in found], drawn, title=_("Capacity over time"),
        day_word=_("Held on"), most=HIGHEST_LEVEL,
    )  # fmt: skip


def savings_curve(books: Sequence[Book]) -> SafeString | str:
    """What was saved and what was still lent out in each cycle, and the social fund, meeting by
    meeting; "" before the second meeting."""
    meetings = [(meeting, after) for book in books for meeting, after in book.lines]
    saved, lent = ([n for book in books for n in part(book)] for part in (_saved, _lent_out))
    social = [after.social if m.social is None else m.social for m, after in meetings]
    drawn = [
        lines.Line(str(name), tuple(map(float, values)))
        for name, values in (
            (_("Saved in the cycle (F CFA)"), saved),
            (_("Not paid back yet (F CFA)"), lent),
            (_("Social fund (F CFA)"), social),
        )
    ]
    return lines.figure([m.held_on for m, _after in meetings], drawn,
                        title=_("Savings over time"), day_word=_("Meeting"))  # fmt: skip


def _saved(book: Book) -> list[int]:
    return [n * book.cycle.share_xof for n in accumulate(m.shares for m, _after in book.lines)]


def _lent_out(book: Book) -> list[int]:
    return list(accumulate(m.lent - m.repaid for m, _after in book.lines))
