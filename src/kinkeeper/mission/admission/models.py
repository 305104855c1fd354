"""Children referred for care outside their family, from the authority's letter to the placement."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.ground.text.dates import PRECISIONS, RoughDate, rough

READ, WRITE = "admission.read", "admission.write"


class Authority(models.TextChoices):
    """Who may refer a child (domain 2.2): authorities only; communities go through them."""

    STATE_SERVICE = "state_service", _("State service for children (DNPEF, SPFEF)")
    JUDGE = "judge", _("juvenile judge")
    POLICE = "police", _("police, Brigade des mœurs")
    GENDARMERIE = "gendarmerie", _("gendarmerie")
    NURSERY = "nursery", _("State nursery (CAPF)")
    ADMINISTRATION = "administration", _("administrative authority (prefect, mayor)")
    UNKNOWN = "", _("not chosen")


class Ground(models.TextChoices):
    """Why care outside the family is asked for. The last four are economic: never enough alone."""

    NO_CAREGIVER = "no_caregiver", _("nobody is left who cares for the child")
    ABANDONED = "abandoned", _("abandoned, or found")
    VIOLENCE = "violence", _("violence, abuse or exploitation in the family")
    NEGLECT = "neglect", _("grave neglect")
    ILLNESS = "caregiver_ill", _("the caregiver is gravely ill")
    DETAINED = "caregiver_detained", _("the caregiver is detained")
    SEPARATED = "separated", _("separated by conflict or displacement")
    DANGER = "danger", _("in danger where it lives")
    POVERTY = "poverty", _("poverty")
    HOUSING = "poor_housing", _("poor housing")
    SCHOOL = "no_school", _("no school nearby, or no means for it")
    FOOD = "no_food", _("not enough food")


class Parent(models.TextChoices):
    """What the enquiry found of a parent."""

    CARES = "cares", _("lives, and could care with support")
    CANNOT = "cannot", _("lives, and cannot care")
    LOST = "lost", _("lives, nobody knows where")
    DEAD = "dead", _("has died")
    NOT_FOUND_OUT = "unknown", _("nobody knows")
    BLANK = "", _("not asked yet")


class ViewForm(models.TextChoices):
    """How a child said what it thinks (domain 3.3)."""

    SPOKEN = "spoken", _("spoken")
    DRAWN = "drawn", _("drawn")
    WRITTEN = "written", _("written")
    TRUSTED = "by_trusted_person", _("told by a person of trust")
    TOO_YOUNG = "too_young", _("too young: observed")
    BLANK = "", _("not heard yet")


class Admission(Record):
    """A referral of one child, or of brothers and sisters together, to a village."""

    about = About(
        kind="admission.admission", place="village__place", read=READ, write=WRITE, sync="field"
    )

    village = L1(models.ForeignKey("care.Village", models.PROTECT, related_name="+"))
    code = L1(models.CharField(max_length=12, unique=True))
    referred_on = L1(models.DateField(_("referred on")))
    referred_precision = L1(models.CharField(max_length=10, choices=PRECISIONS, default="day"))
    authority = L2(models.CharField(_("authority"), max_length=16, choices=Authority))
    authority_name = L2(models.CharField(_("which one, and where"), max_length=120))
    letter = L3(models.CharField(_("number of the letter or report"), max_length=60, blank=True))
    situation = L3(models.TextField(_("what the authority writes"), max_length=2000, blank=True))
    siblings = L1(models.BooleanField(_("they are brothers and sisters"), default=False))
    emergency_on = L1(models.DateField(_("emergency placement on"), null=True, blank=True))
    until = L1(models.DateField(null=True, blank=True))
    worker = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )

    class Meta:
        indexes = [models.Index(fields=["village", "until"], name="admission_in_village")]

    def __str__(self) -> str:
        return self.code

    @property
    def referred(self) -> RoughDate:
        return rough(self.referred_on, self.referred_precision)


class AdmissionChild(Record):
    """A child of an admission: heard in its own form, seen for its health, and placed."""

    about = About(
        kind="admission.child", place="admission__village__place", read=READ, write=WRITE,
        sync="field",
    )  # fmt: skip

    admission = L1(models.ForeignKey(Admission, models.PROTECT, related_name="children"))
    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    view_form = L2(
        models.CharField(_("how the child was heard"), max_length=18, choices=ViewForm, blank=True)
    )
    view = L3(models.TextField(_("what the child says"), max_length=2000, blank=True))
    heard_on = L1(models.DateField(_("heard on"), null=True, blank=True))
    health_seen_on = L2(models.DateField(_("health looked at on"), null=True, blank=True))
    health = L3(models.CharField(_("what was found"), max_length=300, blank=True))
    placement = L1(models.UUIDField(null=True, blank=True, db_index=True))
    taken_off = L1(models.BooleanField(_("not referred after all"), default=False))
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["admission", "person"], name="child_named_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(until__isnull=True), name="one_open_admission"
            ),
        ]


class Enquiry(Record):
    """The social enquiry: family and village visited, parents, kin, the grounds that were found."""

    about = About(
        kind="admission.enquiry", place="admission__village__place", read=READ, write=WRITE,
        sync="field",
    )  # fmt: skip

    admission = L1(models.OneToOneField(Admission, models.PROTECT, related_name="enquiry"))
    visited_on = L1(models.DateField(_("family visited on"), null=True, blank=True))
    visited_precision = L1(models.CharField(max_length=10, choices=PRECISIONS, default="day"))
    not_visited = L3(models.CharField(_("or why nobody could go"), max_length=300, blank=True))
    mother = L3(models.CharField(_("mother"), max_length=8, choices=Parent, blank=True))
    father = L3(models.CharField(_("father"), max_length=8, choices=Parent, blank=True))
    kin = L3(models.TextField(_("kin: who was asked, what they say"), max_length=2000, blank=True))
    siblings = L3(
        models.TextField(
            _("brothers and sisters who are not concerned, and why"), max_length=1000, blank=True
        )
    )
    grounds = L3(models.JSONField(_("grounds"), default=list, blank=True))
    summary = L3(models.TextField(_("what was found"), max_length=4000, blank=True))

    @property
    def visited(self) -> RoughDate:
        return rough(self.visited_on, self.visited_precision)


class OptionKind(models.TextChoices):
    """Every way open to the children, the nearest to the family first (domain 2.2)."""

    FAMILY = "family", _("at home, with family strengthening")
    KINSHIP = "kinship", _("with kin")
    KAFALA = "kafala", _("kafala")
    FOSTER = "foster", _("foster family")
    SOS = "sos_family", _("SOS family")
    SPECIALISED = "specialised", _("specialised care")


class Verdict(models.TextChoices):
    NO = "no", _("not possible")
    POSSIBLE = "possible", _("possible")
    BEST = "best", _("the best for the children")


class CareOption(Record):
    """An option that was weighed for the children of an admission, and why it is one or not."""

    about = About(
        kind="admission.option", place="admission__village__place", read=READ, write=WRITE,
        sync="field",
    )  # fmt: skip

    admission = L1(models.ForeignKey(Admission, models.PROTECT, related_name="options"))
    kind = L2(models.CharField(_("option"), max_length=12, choices=OptionKind))
    verdict = L2(models.CharField(_("verdict"), max_length=8, choices=Verdict))
    why = L3(models.TextField(_("why"), max_length=1000))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["admission", "kind"], name="option_weighed_once")
        ]


class Question(models.TextChoices):
    NECESSITY = "necessity", _("necessity")
    SUITABILITY = "suitability", _("form of care")
    REFUSAL = "refusal", _("refusal")


class Decision(Record):
    """What the admission committee decided: who sat, whether the authority was there, why."""

    about = About(
        kind="admission.decision", place="admission__village__place", read=READ, write=WRITE,
        sync="field",
    )  # fmt: skip

    admission = L1(models.ForeignKey(Admission, models.PROTECT, related_name="decisions"))
    question = L1(models.CharField(_("question"), max_length=12, choices=Question))
    answer = L2(models.CharField(_("answer"), max_length=30))
    held_on = L1(models.DateField(_("decided on")))
    members = L2(models.TextField(_("who sat on the committee"), max_length=500))
    with_authority = L2(models.BooleanField(_("the authority was present"), default=False))
    reason = L3(models.TextField(_("reasons"), max_length=2000, blank=True))
    proposed_by = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )
    decided_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))


class PaperKind(models.TextChoices):
    """Legal grounds of a placement (domain 3.3)."""

    ORDER = "order", _("placement order of the judge")
    DECISION = "decision", _("decision of the State service (DNPEF)")
    AGREEMENT = "agreement", _("agreement of the parents, confirmed")
    URGENT = "urgent", _("written request, emergency")


class AuthorityPaper(Record):
    """The authority's document as it came in; its scan is a picture attached to this record."""

    about = About(
        kind="admission.paper", place="admission__village__place", read=READ, write=WRITE,
        sync="field",
    )  # fmt: skip

    admission = L1(models.ForeignKey(Admission, models.PROTECT, related_name="papers"))
    kind = L2(models.CharField(_("kind of document"), max_length=10, choices=PaperKind))
    number = L3(models.CharField(_("number"), max_length=60))
    issued_on = L2(models.DateField(_("date of the document")))
    authority = L2(models.CharField(_("authority"), max_length=120))
    expires_on = L1(models.DateField(_("valid until"), null=True, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="paper_expires_after_issue",
            )
        ]
