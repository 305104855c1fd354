"""Words for the rows and columns of a head-count, shared by forms, pages and figures."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise

SEX_WORDS: dict[str, Text] = {
    "F": pgettext_lazy("row of a head-count", "female"),
    "M": pgettext_lazy("row of a head-count", "male"),
    "": _("not recorded"),
}
AGE_WORDS: dict[str, Text] = {
    "0-5": _("under 6"),
    "6-11": _("6 to 11"),
    "12-17": _("12 to 17"),
    "18+": _("18 and more"),
    "": _("age not recorded"),
}
