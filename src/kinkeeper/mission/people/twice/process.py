"""Two records, one person? The steps, who proposes and who decides."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Process, State, Transition

WRITE: Final = "people.write"
DECIDE: Final = "people.unite"
SUSPECTED, ONE, TWO, APART = "suspected", "one", "two", "apart"
SUSPECT, UNITE, FIND_TWO, TAKE_APART = "suspect", "unite", "find_two", "take_apart"

TWICE = Process(
    "people.twice",
    _("A person written twice"),
    (
        State(SUSPECTED, _("thought to be one person"), tone="warn"),
        State(ONE, _("found to be one person"), tone="good"),
        State(TWO, _("found to be two people")),
        State(APART, _("taken apart again")),
    ),
    (
        Transition(SUSPECT, _("Say that both are one person"), (), SUSPECTED, WRITE),
        Transition(
            UNITE, _("It is one person"), (SUSPECTED,), ONE, DECIDE, proposer=WRITE,
            propose_label=_("Propose that both are one person"),
        ),
        Transition(FIND_TWO, _("They are two people"), (SUSPECTED,), TWO, DECIDE),
        Transition(TAKE_APART, _("Take them apart again"), (ONE,), APART, DECIDE),
    ),
)  # fmt: skip
