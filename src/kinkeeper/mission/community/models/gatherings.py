"""People came together: counted by sex and age, never named."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, About, Record
from kinkeeper.mission.community.models.structures import Structure


class Kind(models.TextChoices):
    SESSION = "session", _("meeting or session")
    AWARENESS = "awareness", _("awareness event")
    ACTIVITY = "activity", _("activity for children's protection")
    TRAINING = "training", _("training")


class Theme(models.TextChoices):
    """Base list of the sector (domain 3.6)."""

    BIRTH = "birth_registration", _("birth registration")
    FGM = "fgm", _("excision")
    MARRIAGE = "child_marriage", _("child marriage")
    LABOUR = "labour", _("child labour")
    SCHOOL = "schooling", _("schooling")
    VIOLENCE = "violence", _("violence")
    HYGIENE = "hygiene", _("hygiene")
    NUTRITION = "nutrition", _("nutrition")
    REPORT = "report_channel", _("whom to tell")
    RIGHTS = "rights", _("children's rights")
    MANAGEMENT = "management", _("running of the structure")
    OTHER = "other", _("other")


class Media(models.TextChoices):
    THEATRE = "theatre", _("theatre")
    RADIO = "radio", _("radio")
    SERMON = "sermon", _("sermon")
    ASSEMBLY = "village_assembly", _("village assembly")
    DOORS = "door_to_door", _("door to door")
    SCHOOL = "school", _("school")
    CLUB = "club", _("club")
    POSTER = "poster", _("poster")
    FOOTBALL = "football", _("football")
    VIDEO = "video", _("video")
    NONE = "", _("none of these")


class Gathering(Record):
    """A session, awareness event, activity or training on a day. Attendances, not people.

    counts: who was there, by sex and age. `people`: an estimate of different people, where one
    was made. `without_staff`: nobody of the programme was there. cost, own: what it cost, and
    what of it the structure paid itself (XOF). `paper_by`: who wrote the sheet it was taken from.
    """

    about = About(
        kind="community.gathering", place="place", project="project", read="community.read",
        write="community.write", sync="field",
    )  # fmt: skip

    structure = L1(
        models.ForeignKey(
            Structure, models.PROTECT, null=True, blank=True, related_name="gatherings"
        )
    )
    kind = L1(models.CharField(_("kind"), max_length=10, choices=Kind))
    theme = L1(models.CharField(_("theme"), max_length=20, choices=Theme))
    channel = L1(models.CharField(_("media"), max_length=18, choices=Media, blank=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    project = L1(models.UUIDField(_("project"), null=True, blank=True, db_index=True))
    held_on = L1(models.DateField(_("held on")))
    counts = L1(models.JSONField(_("who was there"), default=dict))
    people = L1(
        models.PositiveIntegerField(_("different people, estimated"), null=True, blank=True)
    )
    facilitator = L2(models.CharField(_("led by"), max_length=120, blank=True))
    messages = L2(models.TextField(_("messages, what was said"), max_length=1000, blank=True))
    without_staff = L1(models.BooleanField(_("nobody of the programme was there"), default=False))
    cost_xof = L1(models.PositiveIntegerField(_("cost (XOF)"), null=True, blank=True))
    own_xof = L1(
        models.PositiveIntegerField(_("paid by the structure (XOF)"), null=True, blank=True)
    )
    paper_by = L2(models.CharField(_("copied from the sheet of"), max_length=120, blank=True))
    mistaken = L1(models.BooleanField(_("recorded in error"), default=False))

    class Meta:
        indexes = [
            models.Index(fields=["structure", "held_on"], name="gathering_in_order"),
            models.Index(fields=["held_on"], name="gathering_on"),
        ]
