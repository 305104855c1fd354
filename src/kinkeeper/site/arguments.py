"""What is wrong with the words of a command line, as a sentence in the terminal's language.

Python's argparse says it in English only, between a usage and the name of its program.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS = (
    (r"the following arguments are required: (?P<what>.+)",
     gettext_lazy("Something is missing: %(what)s.")),
    (r"argument (?P<what>.+?): invalid choice: '(?P<given>.*?)' \(choose from (?P<choices>.+)\)",
     gettext_lazy("“%(given)s” is not possible for %(what)s; choose from: %(choices)s.")),
    (r"argument (?P<what>.+?): invalid \w+ value: '(?P<given>.*)'",
     gettext_lazy("“%(given)s” is not possible for %(what)s.")),
    (r"argument (?P<what>.+?): expected .*argument.*",
     gettext_lazy("%(what)s needs a value after it.")),
    (r"argument (?P<what>.+?): not allowed with argument (?P<other>.+)",
     gettext_lazy("%(what)s and %(other)s do not go together.")),
    (r"one of the arguments (?P<what>.+) is required",
     gettext_lazy("One of these is needed: %(what)s.")),
    (r"unrecognized arguments: (?P<what>.+)",
     gettext_lazy("This is not known here: %(what)s.")),
)  # fmt: skip


def sentence_of(message: str) -> str:
    """As argparse said it, behind Django's “Error: ”; unknown kinds stay as they are."""
    message = message.removeprefix("Error: ")
    for pattern, sentence in KINDS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return str(sentence) % found.groupdict()
    return message


def with_help(message: str, command: str) -> str:
    more = _("./kinkeeper %(command)s --help shows how.") % {"command": command}
    return f"{sentence_of(message)} {more}"
