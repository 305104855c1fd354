"""A project's sheet from a file, as `./kinkeeper import project FILE` says it."""

from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.projects.actions import load_sheet, read_sheet
from kinkeeper.mission.projects.queries import Project, size_of
from kinkeeper.mission.projects.shown import in_language


def loaded_project(data: bytes, *, by: Account, keep: bool) -> list[str]:
    """The sheet loaded, or only tried. Raises ValidationError, Refused."""
    sheet = read_sheet(data)
    with transaction.atomic():
        lines = [*_said(load_sheet(sheet, by=by))]
        transaction.set_rollback(not keep)
    end = _("Loaded.") if keep else _("Nothing was written. To load it, add --yes.")
    return [*lines, end]


def _said(project: Project) -> list[str]:
    said = _("%(results)s results, %(indicators)s indicators, %(targets)s targets and baselines, "
             "%(lines)s budget lines.")  # fmt: skip
    return [f"{project.code}  {in_language(project, 'title')}", said % size_of(project)]
