"""What the screens and others ask of admissions."""

from kinkeeper.mission.admission.queries.cases import case_evidence, case_of, unnamed_siblings
from kinkeeper.mission.admission.queries.files import (
    File,
    admission,
    admissions_by_ids,
    admissions_of,
    file_of,
    holds,
    open_admission_of,
    paper_of,
    scans_of,
    stages_in,
    state_of,
)
from kinkeeper.mission.admission.queries.readers import DecisionRow, decisions, entries

__all__ = [
    "DecisionRow", "File", "admission", "admissions_by_ids", "admissions_of", "case_evidence",
    "case_of", "decisions", "entries", "file_of", "holds", "open_admission_of", "paper_of",
    "scans_of", "stages_in", "state_of", "unnamed_siblings",
]  # fmt: skip
