"""An import on its way into the register, and what is remembered of it.

Staging rows are no Records: nothing of them is in the register yet, and they may be thrown away.
What enters, enters through `records.bulk`. `Spelling` is a fact somebody stated, so it is one.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.interop.exports.models import Exported
from kinkeeper.ground.records.models import L1, L2, L3, About, Record, new_id

__all__ = [
    "OPEN", "Batch", "Exported", "Line", "Locality", "Mapping", "Question", "Source", "Spelling",
    "State",
]  # fmt: skip


class State(models.TextChoices):
    READING = "reading", _("being read")
    COLUMNS = "columns", _("columns to confirm")
    CHECKING = "checking", _("being checked")
    REVIEW = "review", _("to be looked at")
    APPLYING = "applying", _("entering the register")
    STOPPED = "stopped", _("stopped on the way")
    APPLIED = "applied", _("in the register")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("not readable")


TONES = {
    State.APPLIED: "good", State.CANCELLED: "neutral", State.FAILED: "bad", State.STOPPED: "bad",
}  # fmt: skip
OPEN = (State.READING, State.COLUMNS, State.CHECKING, State.REVIEW, State.APPLYING, State.STOPPED)


class Batch(models.Model):
    """One file somebody brought. `file` is a random name below the files folder while it is open;
    `stored` is empty once it was deleted. columns: {column: fact}; guesses: how sure each is.
    stale: answered since the last check.
    total: lines below the headings. done of work: how far the running work is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    profile = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    stored = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    sheet = models.CharField(max_length=120, blank=True)
    head_row = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=list)
    signature = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=dict)
    guesses = models.JSONField(default=dict)
    remembered = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=False)
    stale = models.BooleanField(default=False)
    project = models.UUIDField(null=True)
    reference_day = models.DateField(null=True)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    notices = models.JSONField(default=list)
    problem = models.JSONField(null=True)
    counts = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    work = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["by", "created_at"], name="batch_by")]

    @property
    def tone(self) -> str:
        """How its state looks on a page."""
        return TONES.get(State(self.state), "warn")


class Line(models.Model):
    """A line as it stands in the file. Its cells may say anything: class L3."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()
    cells = L3(models.JSONField(default=dict))
    what = models.CharField(max_length=10, blank=True)
    why = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="line_once")]


class Question(models.Model):
    """What a person should decide about this import, and the answer. See `profile.Question`."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="questions")
    order = models.PositiveIntegerField()
    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    rows = models.JSONField(default=list)
    cells = models.JSONField(default=list)
    sentence = L3(models.JSONField(default=dict))
    options = models.JSONField(default=list)
    default = models.CharField(max_length=20, blank=True)
    asked = models.BooleanField(default=True)
    answer = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "key"], name="question_once")]
        indexes = [models.Index(fields=["batch", "kind", "order"], name="question_kind")]


class Locality(models.Model):
    """A locality of this list: how it is written, on how many lines, what it means here.

    left_out: its lines do not enter. `outside`: it means a place where the importer has no grant.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="localities")
    key = models.CharField(max_length=200)
    written = models.CharField(max_length=120)
    lines = models.PositiveIntegerField()
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    known = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "key"], name="locality_once")]


class Mapping(models.Model):
    """Which column holds what, once confirmed, for every list with the same headings."""

    profile = models.CharField(max_length=40)
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "signature"], name="mapping_once")
        ]


class Source(models.Model):
    """Where a record came from: the line of a list, and the columns that spoke of it."""

    record = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=60)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="sources")
    line = models.ForeignKey(Line, models.PROTECT, related_name="+")
    columns = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "line"], name="source_once")]


class Spelling(Record):
    """A spelling of lists that means this place: asked about once."""

    about = About(
        kind="interop.spelling", place="place", read="interop.import", write="interop.import",
        sync="none", retention="forever",
    )  # fmt: skip

    key = L1(models.CharField(max_length=200, db_index=True))
    written = L2(models.CharField(max_length=120))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
