"""The sentences of this import: questions, reasons to set a line aside, figures, kinds."""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.interop.said import Said, said

TOTAL = _("A sum of the list, no person.")
REPEATED = _("The headings again.")
REMARK = _("A remark, no person.")
NOBODY = _("No name stands here.")
OUTSIDE = _("%(place)s lies outside the places you work in: ask the office there to import it.")
NO_PLACE = _(
    "No locality is written for family %(family)s, and no place was chosen for such lines."
)
PLACE_LEFT = _("The locality “%(place)s” is left out, as decided.")
LEFT_OUT = _("Left out, as decided.")

FORMULA = _("Cell %(cell)s shows %(sign)s: the formula has no value. Correct it in the list.")
BIRTH = _("%(cell)s, %(who)s: %(problem)s")
ENTRY = _("%(cell)s, family %(family)s, date of entry: %(problem)s")
SEX = _("%(cell)s, %(who)s: %(problem)s")
SEX_MISSING = _("%(cell)s: the sex of %(who)s is not written; it is entered as not known.")
NAME = _("%(cell)s: %(problem)s")
NAMELESS = _("Line %(row)d: the given name of the child is missing (%(family)s).")
PHONE = _("%(cell)s, family %(family)s: %(problem)s")
ANSWER = _("%(cell)s, %(who)s: %(problem)s")
LINK = _("%(cell)s: “%(value)s” is no relation known here; %(who)s is entered as guardian.")
DOUBLE = _(
    "%(who)s (line %(row)d) and %(other)s (line %(other_row)d) seem to be one child: %(why)s."
)
MAYBE = _("%(who)s (line %(row)d) and %(other)s (line %(other_row)d) may be one child: %(why)s.")
NO_ADULT = _("Family %(family)s has nobody of age in the list.")
NO_CHILD = _("Family %(family)s has no child in the list.")
YOUNGER = _("%(who)s cares for %(child)s, but is younger: check the two dates of birth.")
TWO_NUMBERS = _("Number %(number)s stands for two families, %(one)s and %(other)s: they stay two.")
TWO_PLACES = _("Family %(family)s has two localities, %(one)s and %(other)s: the first is taken.")
CHANGED = _("%(who)s, %(field)s: the list now says “%(new)s”, a colleague wrote “%(now)s”.")
FOLLOWS = _("%(who)s, %(field)s: “%(new)s” instead of “%(now)s”.")
FILLS = _("%(who)s, %(field)s: “%(new)s”, which was empty.")
ENTRY_MOVES = _("Family %(family)s, date of entry: %(new)s instead of %(now)s.")
NOT_OPEN = _("Family %(family)s was in the programme and has left it: it is not entered again.")
IN_FUTURE = _("%(cell)s, family %(family)s: the entry is later than the list itself.")

ONE, TWO = "one", "two"
UNKNOWN, LEAVE, KEEP, TAKE, EMPTY = "unknown", "leave_out", "keep", "take", "empty"
ONE_CHILD = (ONE, said(_("one child")))
TWO_CHILDREN = (TWO, said(_("two children")))
DATE_UNKNOWN = (UNKNOWN, said(_("enter with the date not known")))
SEX_UNKNOWN = (UNKNOWN, said(_("enter with the sex not known")))
NAME_UNKNOWN = (UNKNOWN, said(_("enter with the name not known")))
LEAVE_OUT = (LEAVE, said(_("leave this person out")))
LEAVE_FAMILY = (LEAVE, said(_("leave this family out")))
AS_EMPTY = (EMPTY, said(_("take the cell as empty")))
LIST_DAY = (UNKNOWN, said(_("take the day of the list, and note it")))
ENTER = (KEEP, said(_("enter as it is written")))
KEEP_NOW = (KEEP, said(_("keep what the colleague wrote")))
TAKE_LIST = (TAKE, said(_("take what the list says")))

KINDS = (
    ("double", _("The same child written twice")),
    ("maybe", _("Perhaps the same child")),
    ("changed", _("Changed here and in the list")),
    ("follows", _("What the list changes")),
    ("birth", _("Date of birth that cannot be")),
    ("entry", _("Date of entry that cannot be")),
    ("formula", _("Formula without a value")),
    ("name", _("Name that cannot be")),
    ("no_adult", _("Family without an adult")),
    ("younger", _("Caregiver younger than the child")),
    ("sex", _("Sex that cannot be read")),
    ("exit", _("Family that has left the programme")),
    ("number", _("One number, two families")),
    ("places", _("One family, two localities")),
    ("no_child", _("Family without a child")),
    ("sex_missing", _("Sex not written")),
    ("phone", _("Phone number in doubt")),
    ("answer", _("Answer that cannot be read")),
    ("link", _("Relation not known")),
)

FIGURES = (
    ("families", _("families")),
    ("children", _("children")),
    ("caregivers", _("caregivers")),
    ("aside", _("lines set aside")),
    ("doubles", _("children written twice")),
    ("refused", _("lines outside your places")),
    ("new_families", _("families to create")),
    ("new_children", _("children to create")),
    ("new_caregivers", _("caregivers to create")),
    ("changed", _("people and families to change")),
    ("left", _("people and families that stay as they are")),
)

ENTRY_NOTE = _("Date of entry in the register: “%(written)s”.")
ENTRY_UNKNOWN = _("Date of entry not known; the day of the register was taken.")
SITUATION_NOTE = _("Situation in the register: %(written)s.")


def no_sentence() -> Said:
    return Said("")
