"""Events per time under observation: how sure a count of few events is. Pure."""

from decimal import Decimal
from math import exp

from kinkeeper.ground.reports.figures import rounded


def poisson_interval(events: int) -> tuple[Decimal, Decimal]:
    """Exact 95 % interval of a count (Garwood 1936), to three decimals."""
    low = 0.0 if events == 0 else _mean_at(events - 1, 0.975)
    return rounded(Decimal(low), 3), rounded(Decimal(_mean_at(events, 0.025)), 3)


def _mean_at(events: int, probability: float) -> float:
    """The mean at which a Poisson count is `events` or less with this probability; by halving."""
    low, high = 0.0, events * 2.0 + 20.0
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(events, middle) > probability else (low, middle)
    return low


def _at_most(events: int, mean: float) -> float:
    term = total = exp(-mean)
    for number in range(1, events + 1):
        term *= mean / number
        total += term
    return total
