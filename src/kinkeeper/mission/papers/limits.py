"""Time limits of birth papers: defaults in days. The office changes them on *Time limits*."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

DECLARE = "papers.declare"
ISSUE = "papers.issue"
COLLECT = "papers.collect"
REQUEST = "papers.request"
JUDGMENT = "papers.judgment"
TRANSCRIBE = "papers.transcribe"

LAW = gettext_noop("law of Mali: 30 clear days after the birth")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(DECLARE, 30, _("born: until the declaration"), LAW),
    Limit(ISSUE, 14, _("declared: until the act is ready"), OURS),
    Limit(COLLECT, 14, _("act ready: until it is collected"), OURS),
    Limit(REQUEST, 14, _("too late to declare: until the judgment is asked for"), OURS),
    Limit(JUDGMENT, 60, _("judgment asked for: until it is given"), OURS),
    Limit(TRANSCRIBE, 30, _("judgment given: until it is transcribed"), OURS),
)
