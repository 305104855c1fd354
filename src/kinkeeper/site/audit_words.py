"""What a finding of the chain's verification means, in one sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.audit.queries import Finding

SENTENCES: dict[str, str | Promise] = {
    "edited": gettext_lazy("a line was changed after it was written"),
    "deleted": gettext_lazy("a line was taken away"),
    "inserted": gettext_lazy("lines stand in the log that nobody wrote through the program"),
    "replayed": gettext_lazy("a line stands in the chain twice"),
    "broken": gettext_lazy("the link was changed or moved"),
    "gap": gettext_lazy("links before this one are missing"),
    "clock": gettext_lazy("the clock was set back before this link"),
    "truncated": gettext_lazy("the end of the chain is missing: an anchor lies beyond it"),
    "rewritten": gettext_lazy("the chain is not the one the anchor was taken from"),
}


def sentence_of(finding: Finding) -> str:
    said = str(SENTENCES[finding.kind])
    if not finding.lines:
        return said
    where = _("%(said)s (%(log)s %(lines)s)")
    lines = ", ".join(str(line) for line in finding.lines[:5])
    return where % {"said": said, "log": finding.log, "lines": lines}
