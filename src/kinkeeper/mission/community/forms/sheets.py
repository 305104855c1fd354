"""One screen for each sheet of paper: what stands on it, and what is done with it."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.forms import day, offer_or_drop
from kinkeeper.ground.records.queries import Now
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.forms.fields import KilosField, SureSheet, people, whole
from kinkeeper.mission.community.models import Structure
from kinkeeper.mission.community.models.gardens import Crop, Way
from kinkeeper.mission.community.models.gatherings import Kind, Media, Theme
from kinkeeper.mission.community.models.savings import Frequency
from kinkeeper.mission.community.models.structures import PaperKind, Role, Sort
from kinkeeper.mission.community.queries import open_cycle
from kinkeeper.mission.people.queries import families, memberships, persons_by_ids, reader_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

ALL = frozenset(Sort.values)
GROUNDS = frozenset({Sort.GARDEN.value, Sort.GRANARY.value, Sort.ASSET.value})
MOST_PAGES = 6
SAID = _("Total as it stands on the sheet")
SAID_HELP = _("If the sheet has a total: it is compared with what you typed above.")


def short(
    label: Any, *, required: bool = False, size: int = 120, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=size, help_text=help_text)


class StructureSheet(SureSheet):
    """A sheet of one structure. SORTS: of which; LABEL: the button; DAY: field set to today."""

    SORTS: ClassVar[frozenset[str]] = ALL
    LABEL: ClassVar[Any] = ""
    HINT: ClassVar[Any] = ""
    DAY: ClassVar[str] = ""

    def __init__(self, *args: Any, of: Structure, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of, self.by = of, by
        if self.DAY:
            self.fields[self.DAY].initial = timezone.localdate
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the structure."""

    def act(self) -> None:
        """What is typed becomes a record. Raises ValidationError, Refused."""
        raise NotImplementedError

    @classmethod
    def open_for(cls, of: Structure) -> bool:
        return of.sort in cls.SORTS


class PaperSheet(StructureSheet):
    LABEL, DAY = _("Record a paper"), "dated_on"
    kind = forms.ChoiceField(label=_("Paper"), choices=PaperKind)
    number = short(_("Number"), size=60)
    dated_on = day(_("Date of the paper"))
    authority = short(_("Authority, or who signed"))
    until = day(
        _("Valid until"), required=False, help_text=_("Leave empty when it does not run out.")
    )
    scan = forms.FileField(
        label=_("Picture of the paper"), required=False,
        help_text=_("JPEG, PNG or WebP, 12 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip

    def act(self) -> None:
        actions.record_paper(self.of, by=self.by, **self.typed())


class MembersSheet(StructureSheet):
    LABEL, DAY = _("Count the members"), "counted_on"
    counted_on = day(_("Counted on"))
    counts = people(_("Members"))
    said = whole(SAID, help_text=SAID_HELP)

    def act(self) -> None:
        actions.count_members(self.of, by=self.by, sure=self.sure(), **self.typed())


class MemberSheet(StructureSheet):
    LABEL, DAY = _("Name who holds a mandate"), "since"
    HINT = _(
        "Names only where they are needed: who holds a mandate, or a guardian of the programme "
        "who saves."
    )
    role = forms.ChoiceField(label=_("Mandate"), choices=Role)
    person = forms.ChoiceField(label=_("Person of the register"), required=False)
    name = short(_("Name, when not in the register"))
    since = day(_("Since"))

    def prepare(self) -> None:
        found = caregivers_near(self.of, self.by)
        offer_or_drop(self, "person", found)

    def act(self) -> None:
        typed = self.typed()
        person = typed.pop("person", "") or None
        actions.name_member(self.of, by=self.by, person=person, **typed)


class PrioritySheet(StructureSheet):
    SORTS = frozenset({Sort.ORGANISATION.value})
    LABEL = _("Add a priority to the plan")
    what = short(_("What will be improved"), required=True, size=300)
    who = short(_("Who sees to it"), required=True)
    by_day = day(_("By"))
    cost_xof = whole(_("Cost (XOF)"))

    def act(self) -> None:
        actions.set_priority(self.of, by=self.by, **self.typed())


class GatheringSheet(StructureSheet):
    """One screen for one sheet of a session, activity, event or training."""

    SORTS = frozenset(
        {
            Sort.ORGANISATION.value,
            Sort.COMMITTEE.value,
            Sort.CLUB.value,
            Sort.SAVINGS.value,
            *GROUNDS,
        }
    )
    LABEL, DAY = _("Record a session or activity"), "held_on"
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme)
    held_on = day(_("Held on"))
    counts = people()
    said = whole(SAID, help_text=SAID_HELP)
    channel = forms.ChoiceField(label=_("Media"), choices=Media, required=False)
    facilitator = short(_("Led by"))
    messages = forms.CharField(
        label=_("Messages, what was said"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the children or the village said, without names."),
    )
    people = whole(
        _("Different people, if estimated"),
        help_text=_("Attendances are not people: who came twice counts twice above."),
    )
    without_staff = forms.BooleanField(label=_("Nobody of the programme was there"), required=False)
    cost_xof = whole(_("What it cost in all (XOF)"))
    own_xof = whole(_("Paid by the structure itself (XOF)"))
    paper_by = short(_("Copied from the sheet of"))

    def act(self) -> None:
        actions.record_gathering(by=self.by, of=self.of, sure=self.sure(), **self.typed())


class CycleSheet(StructureSheet):
    SORTS = frozenset({Sort.SAVINGS.value})
    LABEL, DAY = _("Open a cycle"), "since"
    since = day(_("Begins on"))
    share_xof = whole(_("Value of a share (XOF)"), required=True)
    most_shares = forms.IntegerField(
        label=_("Shares at one meeting, at most"), min_value=1, max_value=5, initial=5
    )
    every_days = forms.TypedChoiceField(label=_("Meets"), choices=Frequency, coerce=int)
    loan_rate = KilosField(
        label=_("Interest on loans (% a month)"), max_digits=4, max_value=100, initial=0
    )
    social_xof = whole(_("For the social fund, each (XOF)"), required=True)

    @classmethod
    def open_for(cls, of: Structure) -> bool:
        return super().open_for(of) and open_cycle(of) is None

    def act(self) -> None:
        actions.open_savings_cycle(self.of, by=self.by, **self.typed())


class OpenCycleSheet(StructureSheet):
    """Of a savings group whose cycle is open."""

    SORTS = frozenset({Sort.SAVINGS.value})

    @classmethod
    def open_for(cls, of: Structure) -> bool:
        return super().open_for(of) and open_cycle(of) is not None


class MeetingSheet(OpenCycleSheet):
    LABEL, DAY = _("Record a meeting"), "held_on"
    HINT = _(
        "Totals of the group only, as they stand in its own book. When the counted cash is not "
        "what is computed, both are kept and shown."
    )
    held_on = day(_("Held on"))
    women = whole(_("Women present"), required=True)
    men = whole(_("Men present"), required=True)
    shares = whole(_("Shares bought"), required=True)
    lent = whole(_("Lent (XOF)"))
    repaid = whole(_("Loans paid back (XOF)"))
    interest = whole(_("Interest paid (XOF)"))
    fines = whole(_("Fines (XOF)"))
    box = whole(_("Counted in the loan box (XOF)"))
    social_in = whole(_("Social fund: paid in (XOF)"))
    social_out = whole(_("Social fund: paid out (XOF)"))
    for_children = whole(_("Of it for children (XOF)"))
    children = whole(_("Children helped"))
    social = whole(_("Counted in the social fund (XOF)"))
    late = whole(_("Loans late by more than 30 days (XOF)"))
    remark = short(_("Remark"), size=300)
    paper_by = short(_("Copied from the sheet of"))

    MAY_BE_EMPTY = ("box", "social")

    def act(self) -> None:
        cycle = open_cycle(self.of)
        if cycle is None:
            raise forms.ValidationError(_("No cycle is open."))
        typed: dict[str, Any] = {
            name: 0 if value is None and name not in self.MAY_BE_EMPTY else value
            for name, value in self.typed().items()
        }
        actions.record_meeting(cycle, by=self.by, sure=self.sure(), **typed)


class ShareOutSheet(OpenCycleSheet):
    LABEL, DAY = _("Share out"), "held_on"
    HINT = _(
        "Copy what the group's own book says. What does not balance is not recorded without its "
        "reason."
    )
    held_on = day(_("Held on"))
    members = whole(_("Members paid"), required=True)
    shares = whole(_("Shares paid"), required=True)
    per_share = whole(_("Value of a share at the end (XOF)"), required=True)
    paid = whole(_("Paid out in all (XOF)"), required=True)
    kept = whole(_("Kept for the next cycle (XOF)"))
    explained = short(_("Why it does not balance, where it does not"), size=300)

    def act(self) -> None:
        cycle = open_cycle(self.of)
        if cycle is None:
            raise forms.ValidationError(_("No cycle is open."))
        typed = self.typed()
        actions.share_out(cycle, by=self.by, **(typed | {"kept": typed["kept"] or 0}))


class RuleSheet(StructureSheet):
    SORTS, LABEL, DAY = GROUNDS, _("Agree the sharing rule"), "since"
    since = day(_("From"))
    families = whole(_("To vulnerable families (%)"), required=True)
    upkeep = whole(_("For the upkeep (%)"), required=True)
    producers = whole(_("To the producers (%)"), required=True)

    def act(self) -> None:
        actions.set_sharing_rule(self.of, by=self.by, **self.typed())


class HarvestSheet(StructureSheet):
    SORTS = frozenset({Sort.GARDEN.value, Sort.ASSET.value})
    LABEL, DAY = _("Record a harvest"), "on"
    on = day(_("Harvested on"))
    crop = forms.ChoiceField(label=_("Crop"), choices=Crop)
    kg = KilosField(
        label=_("Harvested (kg)"), help_text=_("In kilograms; a bag holds about 100 kg.")
    )
    sold_xof = whole(_("Sold for (XOF)"))
    paper_by = short(_("Copied from the sheet of"))

    def act(self) -> None:
        typed = self.typed()
        sold = typed.pop("sold_xof") or 0
        actions.record_harvest(self.of, by=self.by, sold_xof=sold, sure=self.sure(), **typed)


class StockSheet(StructureSheet):
    SORTS = frozenset({Sort.GRANARY.value})
    LABEL, DAY = _("Record stock in or out"), "on"
    on = day(_("On"))
    way = forms.ChoiceField(label=_("In or out"), choices=Way)
    crop = forms.ChoiceField(label=_("Crop"), choices=Crop)
    kg = KilosField(label=_("Weight (kg)"), help_text=_("In kilograms; a bag holds about 100 kg."))

    def act(self) -> None:
        actions.record_stock(self.of, by=self.by, sure=self.sure(), **self.typed())


class GiftSheet(StructureSheet):
    SORTS = frozenset({Sort.ORGANISATION.value, Sort.SAVINGS.value, Sort.COMMITTEE.value, *GROUNDS})
    LABEL, DAY = _("Record help to a vulnerable family"), "on"
    HINT = _(
        "Of the community's own. For a family of the register it also stands in its file, as a "
        "service."
    )
    on = day(_("Given on"))
    family = forms.ChoiceField(label=_("Family of the register"), required=False)
    families = whole(_("Families that are not in the register"))
    kg = KilosField(label=_("Weight (kg)"), required=False)
    worth_xof = whole(_("Money, or what it is worth (XOF)"), required=True)

    def prepare(self) -> None:
        self.near = {str(f.pk): f for f in families_near(self.of, self.by)}
        offer_or_drop(self, "family", [(key, f"{f} · {f.code}") for key, f in self.near.items()])

    def act(self) -> None:
        typed = self.typed()
        family = self.near.get(typed.pop("family", ""))
        count = typed.pop("families") or 1
        actions.give(
            self.of, by=self.by, family=family, families=count, sure=self.sure(), **typed
        )  # fmt: skip


SHEETS: dict[str, type[StructureSheet]] = {
    "gathering": GatheringSheet,
    "meeting": MeetingSheet,
    "harvest": HarvestSheet,
    "stock": StockSheet,
    "gift": GiftSheet,
    "members": MembersSheet,
    "member": MemberSheet,
    "paper": PaperSheet,
    "priority": PrioritySheet,
    "cycle": CycleSheet,
    "share-out": ShareOutSheet,
    "rule": RuleSheet,
}
"""Code in the address -> sheet, in the order of the buttons; capacity has a screen of its own."""


def sheets_for(of: Structure) -> list[tuple[str, str]]:
    """Code and button of each sheet that belongs to this structure now."""
    return [(code, str(sheet.LABEL)) for code, sheet in SHEETS.items() if sheet.open_for(of)]


def families_near(of: Structure, by: Account) -> list["Family"]:
    """Families of the structure's place that this person may meet, in alphabetical order."""
    reader, found, number = reader_of(by), [], 1
    while number <= MOST_PAGES:
        page = families(reader, place=of.place, page=number)
        found += page.rows
        number = number + 1 if page.has_next else MOST_PAGES + 1
    return found


def caregivers_near(of: Structure, by: Account) -> list[tuple[str, str]]:
    """Caregivers of these families, for a choice."""
    today = timezone.localdate()
    rows = memberships(Now(), frozenset(f.pk for f in families_near(of, by)))
    ids = {row.person for row in rows if row.caregiver and row.holds_on(today)}
    persons = persons_by_ids(ids).values()
    return sorted(((str(p.pk), f"{p} · {p.code}") for p in persons), key=lambda pair: pair[1])
