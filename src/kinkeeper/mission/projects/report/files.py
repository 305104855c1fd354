"""The report as a file: Word, PDF or Excel, in French or English."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kinkeeper.ground.reports import document, word, workbook
from kinkeeper.mission.projects.report.content import Asked, content_of, figures_of
from kinkeeper.mission.projects.tracking import tracking_workbook

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "projects"
FORMATS = {
    "docx": word.CONTENT_TYPE, "pdf": document.CONTENT_TYPE, "xlsx": workbook.CONTENT_TYPE,
}  # fmt: skip
OWN_FOLDER = "templates"


def report_file(asked: Asked, *, form: str, language: str, template: Path | None = None) -> bytes:
    """form: docx, pdf or xlsx. template: a funder's own Word file, for docx.

    Raises word.WrongTemplate.
    """
    with translation.override(language):
        return _MADE[form](asked, template)


def _docx(asked: Asked, template: Path | None) -> bytes:
    content = content_of(asked)
    chosen = template or own_template(asked) or TEMPLATES / "report.docx"
    return word.filled(chosen, content.data, pictures=content.charts)


def own_template(asked: Asked) -> Path | None:
    """templates/CODE.fr.docx in the data folder, where the office put one for this project."""
    name = f"{asked.project.code}.{translation.get_language()}.docx"
    found = Path(settings.DATA) / OWN_FOLDER / name
    return found if found.is_file() else None


def _pdf(asked: Asked, _template: Path | None) -> bytes:
    return document.document(TEMPLATES / "report.typ", content_of(asked).data)


def _xlsx(asked: Asked, _template: Path | None) -> bytes:
    return tracking_workbook(figures_of(asked), purpose=_("report to the funder"))


_MADE: dict[str, Callable[[Asked, Path | None], bytes]] = {
    "docx": _docx, "pdf": _pdf, "xlsx": _xlsx,
}  # fmt: skip


def file_name(asked: Asked, *, form: str, language: str) -> str:
    """As in RECORDE-2019-Q2-fr.pdf."""
    when = asked.period.code if asked.period else asked.on.isoformat()
    return f"{asked.project.code}-{when}-{language}.{form}"
