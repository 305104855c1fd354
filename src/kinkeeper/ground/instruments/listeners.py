"""What happens beside when a questionnaire is answered: a room of the mission may keep facts of
its own from the answers, in the same transaction."""

from collections.abc import Callable

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.instruments.models import Answers

Heard = Callable[[Answers, Account], None]
_HEARD: dict[str, list[Heard]] = {}


def on_answers(code: str, heard: Heard) -> None:
    """`heard(answers, by)` runs whenever this questionnaire is answered or corrected."""
    _HEARD.setdefault(code, []).append(heard)


def tell(code: str, answers: Answers, by: Account) -> None:
    for heard in _HEARD.get(code, ()):
        heard(answers, by)
