"""Sentences of this room that several files say."""

from django.utils.translation import gettext_lazy as _

ABOVE = _("A title above the list.")
HEADINGS = _("The headings of the list.")
OUTSIDE = _("%(place)s lies outside the places you work in: ask the office there to import it.")
LEFT = _("The locality “%(place)s” is left out, as decided.")
