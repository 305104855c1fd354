"""Quantiles of Student's t for whole degrees of freedom, to about 1e-12, without SciPy."""

import math

HALVINGS = 60  # after so many nothing is left between the two floats


def probability(t: float, freedom: int) -> float:
    """P(-t < T < t), by the finite series of Abramowitz and Stegun 26.7.3 and 26.7.4."""
    angle = math.atan2(t, math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = 0.0
    for step in range(1 + odd, freedom, 2):
        total += term
        term *= cosine * cosine * step / (step + 1)
    if not odd:
        return sine * total
    return 2 / math.pi * (angle + sine * total)


def quantile(confidence: float, freedom: int) -> float:
    """The t with `confidence` (0 to 1) of the distribution between -t and t; infinity without any
    freedom."""
    if freedom < 1:
        return math.inf
    low, high = 0.0, 1.0
    while probability(high, freedom) < confidence:
        high *= 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if probability(middle, freedom) < confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2
