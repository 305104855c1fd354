"""Somebody tells: on the public page, as a colleague, from a phone, from paper or a call.

The machine writes what is told without a name: neither the account nor an address, nor the time of
day is kept. Which register it enters is decided by one question: is it somebody of ours?
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import OWN
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import country
from kinkeeper.ground.process.actions import Told as Step
from kinkeeper.ground.process.actions import begin
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.process.steps import due_date
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.attachments import as_jpeg, redraw
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.protection import limits
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.actions.naming import leave_out, whole_line
from kinkeeper.mission.protection.files import keep
from kinkeeper.mission.protection.marks import receipt_mark
from kinkeeper.mission.protection.models.words import Channel, Danger, Violation
from kinkeeper.mission.protection.process import CONCERN, REPORT, TRIAGE
from kinkeeper.mission.protection.queries.accounts import named_in
from kinkeeper.mission.protection.queries.areas import area_of, desk
from kinkeeper.mission.protection.rules import clean_text, new_receipt, new_reference, urgency
from kinkeeper.mission.protection.said import Story, Words
from kinkeeper.mission.protection.sealing import sealed

LONGEST = {"story": 10_000, "who": 2000, "happened": 500, "village": 200, "reporter": 200,
           "reach": 200, "source": 200}  # fmt: skip
MOST_PICTURES = 3
TELL = "protection.tell"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What was told. staff: somebody of ours is concerned. receipt: the teller gets one. pk: the
    form's number, so that sent twice it counts once (a log of forms would keep the time)."""

    place: Place
    story: Story
    staff: bool = False
    receipt: bool = False
    pk: UUID | None = None
    pictures: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Kept:
    """receipt: the sixteen digits, to be shown once and kept nowhere; "" without one."""

    told: m.Told
    receipt: str = field(default="", repr=False)


@lifted("whoever tells needs no right to read what is told")
def tell(heard: Heard) -> Kept:
    """Keep what was told; the desk's work begins. Colleagues whose whole name stands in it are left
    out at once, before anybody reads it. Told already under this number: nothing, and no
    receipt. Raises ValidationError by field."""
    if before := _told_already(heard.pk):
        return Kept(before)
    story = _checked(heard.story)
    named = named_in(f"{story.story} {story.who} {story.happened}")
    story = replace(story, named=sorted({*story.named, *(str(one.pk) for one in named)}))
    drawings = [_drawn(data) for data in heard.pictures[:MOST_PICTURES]]
    receipt = new_receipt() if heard.receipt else ""
    staff = heard.staff or _leaves_nobody(heard.place, named)
    model = m.Concern if staff else m.Report
    place = (country() or heard.place) if staff else area_of(heard.place)
    with transaction.atomic():
        told = model(
            id=heard.pk or uuid4(),
            reference=new_reference("G" if staff else "S"),
            place=place,
            received_on=timezone.localdate(),
        )
        write(
            told, by=machine(), receipt=receipt_mark(receipt) if receipt else None,
            sealed=sealed(told, story, place=place.pk),
        )  # fmt: skip
        for drawing in drawings:
            add_picture(told, drawing)
        leave_out(told, named)
        _begin(told, story)
    return Kept(told, receipt)


def _leaves_nobody(place: Place, named: list[Account]) -> bool:
    """With the named and their lines left out nobody of the desk would see it: then it is for
    those of safeguarding."""
    if not named:
        return False
    out = whole_line(named)
    return all(one.pk in out for one in desk(area_of(place), TRIAGE))


def _told_already(pk: UUID | None) -> m.Told | None:
    if pk is None:
        return None
    return m.Report.objects.filter(pk=pk).first() or m.Concern.objects.filter(pk=pk).first()


def tell_as_colleague(heard: Heard, *, by: Account) -> Kept:
    """As `tell`, with the name of the colleague sealed in it. Raises Refused without the right."""
    if not may(by, TELL, purpose=OWN):
        raise Refused
    channel = heard.story.channel
    if channel == Channel.WEB or channel not in Channel.values:
        channel = Channel.COLLEAGUE.value
    story = replace(heard.story, entered_by=str(by.pk), channel=channel)
    return tell(replace(heard, story=story))


def add_message(told: m.Told, words: Words, *, by: Account | None) -> m.Line:
    """`by` None: the reporter, through the receipt. Raises ValidationError, Refused."""
    text = clean_text(words.text)
    if not (text or words.code):
        raise ValidationError({"text": _("Write something first.")})
    if len(text) > LONGEST["story"]:
        raise ValidationError({"text": too_long(LONGEST["story"])})
    line: m.Line = (
        m.ConcernMessage(concern=told) if isinstance(told, m.Concern)
        else m.ReportMessage(report_id=told.pk)
    )  # fmt: skip
    line.on, line.writer = timezone.localdate(), by
    turn = told.messages.count()  # type: ignore[attr-defined]
    said = replace(words, text=text, number=turn)
    if by is None:
        leave_out(told, named_in(text))
    return write(line, by=by or machine(), sealed=sealed(line, said, place=told.place_id))


def add_picture(told: m.Told, drawing: Image.Image) -> m.SealedPicture:
    """The reporter's picture, sealed into a file of its own."""
    row: m.SealedPicture = (
        m.ConcernPicture(concern=told) if isinstance(told, m.Concern)
        else m.ReportPicture(report_id=told.pk)
    )  # fmt: skip
    name = keep(row, as_jpeg(drawing), place=told.place_id)
    return write(row, by=machine(), on=timezone.localdate(), file=name)


def too_long(most: int) -> str:
    return _("Shorter, please: at most %(most)d characters.") % {"most": most}


def _drawn(data: bytes) -> Image.Image:
    try:
        return redraw(data)
    except ValidationError as error:
        raise ValidationError({"pictures": error.messages}) from error


def _checked(story: Story) -> Story:
    values: dict[str, Any] = {n: clean_text(getattr(story, n)) for n in LONGEST}
    wrong = {n: too_long(most) for n, most in LONGEST.items() if len(values[n]) > most}
    if not values["story"] and not story.kinds:
        wrong["story"] = _("Say in a few words what happens, or tick what it is.")
    if wrong:
        raise ValidationError(wrong)
    values["kinds"] = _known(story.kinds, Violation.values)
    values["danger"] = story.danger if story.danger in Danger.values else Danger.UNKNOWN.value
    values["channel"] = story.channel if story.channel in Channel.values else Channel.WEB.value
    return replace(story, **values)


def _known(found: Iterable[str], codes: Iterable[str]) -> list[str]:
    wanted = set(found)
    return [code for code in codes if code in wanted]


def _begin(told: m.Told, story: Story) -> None:
    """The first stage; how soon it is due depends on the danger."""
    process, verb = (CONCERN, "report") if isinstance(told, m.Concern) else (REPORT, "receive")
    by = machine()
    step = Step(told.received_on)
    stage = begin(process, told, verb=verb, place=told.place, by=by, told=step)
    if process is REPORT:
        set_due(stage, limits.TRIAGE[urgency(story.danger)], by=by)


def set_due(stage: Stage, key: str, *, by: Account) -> Stage:
    """The limit that fits the risk, where the table has one for all."""
    due = due_date(stage.since, limit_days(key))
    return stage if due == stage.due_on else write(stage, by=by, due_on=due)
