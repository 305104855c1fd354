"""Dates with their precision: read, compared, said. The door to this part of the room."""

from kinkeeper.ground.text.date_reading import OLDEST_YEARS, parse_rough
from kinkeeper.ground.text.problems import DateProblem
from kinkeeper.ground.text.rough_dates import (
    AGE_BANDS,
    MONTHS,
    PRECISIONS,
    UNKNOWN_BAND,
    UNKNOWN_DATE,
    Age,
    Precision,
    RoughDate,
    age_band,
    age_in_words,
    age_on,
    in_month,
    in_words,
    in_year,
    months_after,
    rough,
)

__all__ = [
    "AGE_BANDS",
    "MONTHS",
    "OLDEST_YEARS",
    "PRECISIONS",
    "UNKNOWN_BAND",
    "UNKNOWN_DATE",
    "Age",
    "DateProblem",
    "Precision",
    "RoughDate",
    "age_band",
    "age_in_words",
    "age_on",
    "in_month",
    "in_words",
    "in_year",
    "months_after",
    "parse_rough",
    "rough",
]
