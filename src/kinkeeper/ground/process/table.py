"""The words of a process table: states, transitions, needs, limits. Pure values.

A room writes one `Process`; nothing else about the order of its work is written anywhere.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import CARE

Text = str | Promise

OTHER_PERSON = _("Whoever proposed it may not decide it: ask a colleague.")
NO_PROPOSAL = _("Nobody has proposed it yet.")
ALREADY_PROPOSED = _("It is proposed already and waits for a decision.")


@dataclass(frozen=True)
class Need:
    """Something that must exist first. `missing` is the sentence when it does not."""

    code: str
    missing: Text


@dataclass(frozen=True)
class State:
    """`limit` is the key of the time by which somebody should act, `due` what is then due."""

    code: str
    label: Text
    limit: str = ""
    due: Text = ""
    tone: str = "quiet"


@dataclass(frozen=True)
class Transition:
    """`proposer`: capability of whoever proposes first; the one who does it must be another.

    `reasons`: codes of which one must be given. No `sources`: it begins the process.
    """

    verb: str
    label: Text
    sources: tuple[str, ...]
    target: str
    capability: str
    needs: tuple[Need, ...] = ()
    proposer: str = ""
    propose_label: Text = ""
    reasons: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Process:
    """purpose: for which its capabilities are held, see access.roles."""

    name: str
    label: Text
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    purpose: str = CARE
    _by_code: dict[str, State] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Raises ValueError where the table names a state that it does not have."""
        object.__setattr__(self, "_by_code", {s.code: s for s in self.states})
        named = {code for t in self.transitions for code in (*t.sources, t.target)}
        if lost := named - self._by_code.keys():
            message = f"{self.name}: unknown states {', '.join(sorted(lost))}"
            raise ValueError(message)

    def state(self, code: str) -> State:
        return self._by_code[code]

    def transition(self, verb: str) -> Transition:
        """Raises KeyError for a verb that the table does not have."""
        found = {t.verb: t for t in self.transitions}
        return found[verb]

    def leaving(self, state: str) -> tuple[Transition, ...]:
        return tuple(t for t in self.transitions if state in t.sources)


@dataclass(frozen=True)
class Limit:
    """Default of a time limit in days. The office changes it in configuration, never in code."""

    key: str
    days: int
    label: Text
    source: Text


_PROCESSES: dict[str, Process] = {}
_LIMITS: dict[str, Limit] = {}


def register(process: Process, *limits: Limit) -> Process:
    _PROCESSES[process.name] = process
    _LIMITS.update({limit.key: limit for limit in limits})
    return process


def register_limits(*limits: Limit) -> None:
    _LIMITS.update({limit.key: limit for limit in limits})


def processes() -> dict[str, Process]:
    return dict(_PROCESSES)


def default_limits() -> dict[str, Limit]:
    return dict(_LIMITS)
