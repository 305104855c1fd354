"""Time limits of school and daycare: defaults with their source. Loaded as configuration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

ANSWER = "education.answer"
COME_BACK = "education.come_back"
OTHER_WAY = "education.other_way"
PAPERS = "education.papers"
RUN = "education.absent_in_a_row"
MONTH = "education.absent_in_a_month"

DOSSIER = gettext_noop("usual in the sector, to be set with the programme")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(ANSWER, 7, _("place at school asked for: until the answer"), OURS),
    Limit(COME_BACK, 30, _("dropped out: until the next talk about coming back"), OURS),
    Limit(OTHER_WAY, 14, _("excluded: until another way to learn is found"), OURS),
    Limit(PAPERS, 90, _("enrolled on declaration: until the papers are seen"), OURS),
    Limit(RUN, 5, _("absence: school days in a row that call for a visit"), DOSSIER),
    Limit(MONTH, 10, _("absence: school days within 30 that call for a visit"), DOSSIER),
)
