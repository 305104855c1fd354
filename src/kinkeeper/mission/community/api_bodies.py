"""What each verb of the community is told. Money in francs (XOF), weight in kilograms; `counts` is
sex ("F", "M", "") -> age ("0-5", "6-11", "12-17", "18+", "") -> number; `sure`: codes of unusual
numbers that were looked at again."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Field
from pydantic import AfterValidator

from kinkeeper.ground.process.answers import Once
from kinkeeper.mission.community.asking import versions
from kinkeeper.mission.community.models.gardens import Crop, Way
from kinkeeper.mission.community.models.gatherings import Kind, Media, Theme
from kinkeeper.mission.community.models.households import Activity
from kinkeeper.mission.community.models.savings import Frequency
from kinkeeper.mission.community.models.structures import PaperKind, Role, Sort, Type

Sex = Literal["F", "M", ""]
Age = Literal["0-5", "6-11", "12-17", "18+", ""]
Counts = dict[Sex, dict[Age, Annotated[int, Field(ge=0, le=100_000)]]]


def known(code: str, name: str) -> str:
    """The name of a version of the questionnaire; empty for the newest."""
    if name and name not in versions(code):
        raise ValueError(_("There is no questionnaire “%(name)s”.") % {"name": name})
    return name


class Sure(Once):
    sure: list[str] = Field(default_factory=list)

    def values(self) -> dict[str, Any]:
        return super().values() | {"sure": frozenset(self.sure)}


class StructureIn(Once):
    sort: Sort
    name: str = Field(min_length=1, max_length=120)
    place: UUID
    since: date
    type: Type = Type.UNKNOWN
    short_name: str = Field("", max_length=30)
    project: UUID | None = None
    founded_on: date | None = None
    contact: str = Field("", max_length=120)
    refers_to: str = Field("", max_length=120)


class PaperIn(Once):
    kind: PaperKind
    dated_on: date
    number: str = Field("", max_length=60)
    authority: str = Field("", max_length=120)
    until: date | None = None


class MembersIn(Sure):
    """said: the total as it stands on the sheet, to be compared."""

    counted_on: date
    counts: Counts
    said: int | None = None


class StructureMemberIn(Once):
    """person: of the register; else name."""

    role: Role
    since: date
    person: UUID | None = None
    name: str = Field("", max_length=120)


class CapacityAssessedIn(Sure):
    """scores: item -> 1-4, for every item; evidence: what shows it, from level 2 on."""

    held_on: date
    facilitator: str = Field(min_length=1, max_length=120)
    scores: dict[str, int]
    evidence: dict[str, str]
    agreed_by: str = Field(min_length=1, max_length=120)
    agreed_on: date
    questionnaire: Annotated[str, AfterValidator(partial(known, "capacity"))] = ""
    counts: Counts | None = None


class PriorityIn(Once):
    what: str = Field(min_length=1, max_length=300)
    who: str = Field(min_length=1, max_length=120)
    by_day: date
    item: str = Field("", max_length=8)
    cost_xof: int | None = Field(None, ge=0)


class GatheringIn(Sure):
    """people: an estimate of different people. own_xof: what of the cost the structure paid."""

    kind: Kind
    theme: Theme
    held_on: date
    counts: Counts
    said: int | None = None
    channel: Media = Media.NONE
    facilitator: str = Field("", max_length=120)
    messages: str = Field("", max_length=1000)
    people: int | None = Field(None, ge=0)
    without_staff: bool = False
    cost_xof: int | None = Field(None, ge=0)
    own_xof: int | None = Field(None, ge=0)


class CycleIn(Once):
    since: date
    share_xof: int = Field(ge=1)
    most_shares: int = Field(ge=1, le=5)
    every_days: Frequency
    loan_rate: Decimal = Field(Decimal(0), ge=0)
    social_xof: int = Field(0, ge=0)


class MeetingIn(Sure):
    """box, social: cash counted, null where nobody counted."""

    held_on: date
    women: int = Field(ge=0)
    men: int = Field(ge=0)
    shares: int = Field(0, ge=0)
    lent: int = Field(0, ge=0)
    repaid: int = Field(0, ge=0)
    interest: int = Field(0, ge=0)
    fines: int = Field(0, ge=0)
    social_in: int = Field(0, ge=0)
    social_out: int = Field(0, ge=0)
    for_children: int = Field(0, ge=0)
    children: int = Field(0, ge=0)
    late: int = Field(0, ge=0)
    box: int | None = Field(None, ge=0)
    social: int | None = Field(None, ge=0)
    remark: str = Field("", max_length=300)


class ShareOutIn(Once):
    """explained: why it does not balance, where the group's own book does not."""

    held_on: date
    members: int = Field(ge=0)
    shares: int = Field(ge=0)
    per_share: int = Field(ge=0)
    paid: int = Field(ge=0)
    kept: int = Field(0, ge=0)
    explained: str = Field("", max_length=300)


class RuleIn(Once):
    since: date
    families: int = Field(ge=0, le=100)
    upkeep: int = Field(ge=0, le=100)
    producers: int = Field(ge=0, le=100)


class HarvestIn(Sure):
    on: date
    crop: Crop
    kg: Decimal = Field(gt=0)
    sold_xof: int = Field(0, ge=0)


class StockIn(Sure):
    on: date
    crop: Crop
    way: Way
    kg: Decimal = Field(gt=0)


class GiftIn(Sure):
    """family: of the register; else how many families that are not in it."""

    on: date
    worth_xof: int = Field(ge=0)
    kg: Decimal | None = Field(None, gt=0)
    family: UUID | None = None
    families: int = Field(1, ge=1)


class MoneyIn(Sure):
    held_on: date
    income: dict[str, int]
    spending: dict[str, int]
    questionnaire: Annotated[str, AfterValidator(partial(known, "money"))] = ""


class ActivityIn(Once):
    kind: Activity
    since: date
    group: UUID | None = None
    start_xof: int | None = Field(None, ge=0)
    note: str = Field("", max_length=300)


class UntilIn(Once):
    until: date


class DoneIn(Once):
    done_on: date


class TakeBackIn(Once):
    """Nothing is told: it was recorded in error."""
