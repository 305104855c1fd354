"""People, the families they live in, and who is whose parent - all as dated facts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.ground.text.dates import RoughDate, rough
from kinkeeper.ground.text.names import search_key
from kinkeeper.mission.people import prefix  # noqa: F401 - the look-up `begins` of the keys

KEY = 260

PRECISIONS = [(c, c) for c in ("day", "month", "year", "estimated", "unknown")]


class Sex(models.TextChoices):
    FEMALE = "F", _("female")
    MALE = "M", _("male")
    UNKNOWN = "", _("not known")


class Alive(models.TextChoices):
    ALIVE = "alive", _("alive")
    DEAD = "dead", _("deceased")
    UNKNOWN = "unknown", _("not known")
    NOT_ASKED = "", _("not asked")


class BirthAct(models.TextChoices):
    """Declared and not collected is another gap than not declared (domain 2.14)."""

    IN_HAND = "in_hand", _("birth act in hand (volet 3)")
    DECLARED = "declared", _("declared, act not collected")
    UNDER_WAY = "under_way", _("under way")
    NONE = "none", _("no birth act")
    NOT_ASKED = "", _("not asked")


class Schooling(models.TextChoices):
    YES = "yes", _("at school")
    NO = "no", _("not at school")
    NOT_ASKED = "", _("not asked")


class Person(Record):
    """One row for every child, parent or other person, whatever they take part in."""

    about = About(
        kind="people.person", place="place", read="people.read", write="people.write",
        sync="field", retention="case",
    )  # fmt: skip

    code = L1(models.CharField(max_length=12, unique=True))
    given_name = L2(models.CharField(_("given name"), max_length=120))
    family_name = L2(models.CharField(_("family name"), max_length=120, blank=True))
    alias = L2(models.CharField(_("also called"), max_length=120, blank=True))
    search_key = L2(models.CharField(max_length=KEY, db_index=True, blank=True, editable=False))
    family_key = L2(models.CharField(max_length=KEY, db_index=True, blank=True, editable=False))
    also_key = L2(models.CharField(max_length=KEY, db_index=True, blank=True, editable=False))
    sex = L1(models.CharField(_("sex"), max_length=1, choices=Sex, blank=True))
    birth_date = L2(models.DateField(_("date of birth"), null=True, blank=True))
    birth_precision = L2(models.CharField(max_length=10, choices=PRECISIONS, default="unknown"))
    mother_name = L2(models.CharField(_("mother's name"), max_length=120, blank=True))
    phone = L2(models.CharField(_("phone"), max_length=20, blank=True))
    phone_owner = L2(models.CharField(_("whose phone"), max_length=60, blank=True))
    alive = L2(models.CharField(_("alive"), max_length=8, choices=Alive, default=Alive.ALIVE))
    died_on = L2(models.DateField(null=True, blank=True))
    mother_alive = L3(models.CharField(_("mother"), max_length=8, choices=Alive, blank=True))
    father_alive = L3(models.CharField(_("father"), max_length=8, choices=Alive, blank=True))
    birth_act = L2(models.CharField(_("birth act"), max_length=10, choices=BirthAct, blank=True))
    schooling = L2(models.CharField(_("school"), max_length=3, choices=Schooling, blank=True))
    note = L3(models.TextField(_("note"), max_length=2000, blank=True))
    invented = L1(models.BooleanField(default=False))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))

    class Meta:
        indexes = [
            models.Index(fields=["place", "search_key"], name="person_place_key"),
            models.Index(fields=["phone"], name="person_phone"),
            models.Index(fields=["family_name", "given_name"], name="person_name"),
            models.Index(
                fields=["place", "family_name", "given_name", "id"], name="person_in_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def birth(self) -> RoughDate:
        """A day whose precision got lost counts as estimated."""
        unsure = self.birth_date and self.birth_precision == "unknown"
        return rough(self.birth_date, "estimated" if unsure else self.birth_precision)

    def clean(self) -> None:
        """The search keys follow the names, whoever writes."""
        self.search_key = search_key(f"{self.given_name} {self.family_name}")
        self.family_key = search_key(f"{self.family_name} {self.given_name}")
        others = self.alias or " ".join(self.given_name.split()[1:])
        self.also_key = search_key(f"{others} {self.family_name}") if others else ""


FAMILY_WORDS = frozenset({search_key("famille"), search_key("family")})


class FamilyKind(models.TextChoices):
    BIOLOGICAL = "biological", _("both parents")
    SINGLE_PARENT = "single_parent", _("one parent")
    GRANDPARENT = "grandparent_headed", _("headed by a grandparent")
    CHILD_HEADED = "child_headed", _("headed by a child")
    EXTENDED = "extended", _("extended family")
    POLYGAMOUS = "polygamous_unit", _("polygamous household")
    OTHER = "other", _("other")
    UNKNOWN = "", _("not known")


class Family(Record):
    """A household that is accompanied as one. Its name is the name it is called by."""

    about = About(
        kind="people.family", place="place", read="people.read", write="people.write",
        sync="field", retention="case",
    )  # fmt: skip

    code = L1(models.CharField(max_length=12, unique=True))
    name = L2(models.CharField(_("name of the family"), max_length=120))
    search_key = L2(models.CharField(max_length=KEY, db_index=True, blank=True, editable=False))
    also_key = L2(models.CharField(max_length=KEY, db_index=True, blank=True, editable=False))
    kind = L2(models.CharField(_("kind of family"), max_length=20, choices=FamilyKind, blank=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    quarter = L2(models.CharField(_("where to find it"), max_length=200, blank=True))
    number = L1(models.CharField(_("number in the office's register"), max_length=30, blank=True))
    invented = L1(models.BooleanField(default=False))
    members_now: int
    """Where it was asked for: how many belong to it today."""

    class Meta:
        indexes = [
            models.Index(fields=["place", "search_key"], name="family_place_key"),
            models.Index(fields=["number"], name="family_number"),
            models.Index(fields=["name"], name="family_name"),
            models.Index(fields=["place", "name", "id"], name="family_in_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The search keys follow the name; the word "family" in front of it is not looked for."""
        words = search_key(self.name).split()
        words = words[1:] if len(words) > 1 and words[0] in FAMILY_WORDS else words
        self.search_key = " ".join(words)
        self.also_key = " ".join(reversed(words)) if len(words) > 1 else ""


class FormerPlace(Record):
    """A family lived in `place` until it moved on `until`; `since` where somebody knows it."""

    about = About(
        kind="people.former_place", place="family__place", read="people.read",
        write="people.write", sync="field", retention="case",
    )  # fmt: skip

    family = L1(models.ForeignKey(Family, models.PROTECT, related_name="former_places"))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    since = L1(models.DateField(null=True, blank=True))
    until = L1(models.DateField(_("moved on")))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["family", "until"], name="one_move_a_day")]


class Relation(models.TextChoices):
    """How a member is related to the head of the family (domain 3.1)."""

    HEAD = "head", _("head of the family")
    SPOUSE = "spouse", _("wife or husband")
    CO_WIFE = "co_wife", _("co-wife")
    CHILD = "child", _("son or daughter")
    SIBLING = "sibling", _("brother or sister")
    PARENT = "parent", _("mother or father")
    AUNT_UNCLE = "aunt_uncle", _("aunt or uncle")
    GRANDPARENT = "grandparent", _("grandmother or grandfather")
    GRANDCHILD = "grandchild", _("granddaughter or grandson")
    NEPHEW_NIECE = "nephew_niece", _("nephew or niece")
    COUSIN = "cousin", _("cousin")
    ENTRUSTED = "entrusted", _("entrusted child (confiage)")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


class Residence(models.TextChoices):
    PRESENT = "present", _("lives there")
    SEASONAL = "absent_seasonal", _("away for the season")
    LONG = "absent_long", _("away for long")
    BOARDING = "boarding", _("boards elsewhere")


class Membership(Record):
    """`person` belonged to `family` from `since` until `until` (half-open; empty: still)."""

    about = About(
        kind="people.membership", place="family__place", read="people.read",
        write="people.write", sync="field", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey(Person, models.PROTECT, related_name="memberships"))
    family = L1(models.ForeignKey(Family, models.PROTECT, related_name="memberships"))
    since = L2(models.DateField(null=True, blank=True))
    until = L2(models.DateField(null=True, blank=True))
    relation = L2(models.CharField(_("relation"), max_length=12, choices=Relation))
    caregiver = L2(models.BooleanField(_("caregiver"), default=False))
    primary = L2(models.BooleanField(_("main caregiver"), default=False))
    residence = L2(
        models.CharField(_("lives there?"), max_length=16, choices=Residence, default="present")
    )
    why_left = L3(models.CharField(max_length=60, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "family"], condition=Q(until__isnull=True),
                name="one_open_membership",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_start",
            ),
        ]  # fmt: skip


class Kinship(models.TextChoices):
    MOTHER = "mother_of", _("mother of")
    FATHER = "father_of", _("father of")
    GRANDPARENT = "grandparent_of", _("grandparent of")
    GUARDIAN = "guardian_of", _("guardian of")
    LEGAL_GUARDIAN = "legal_guardian_of", _("legal guardian of")
    SPOUSE = "spouse_of", _("husband or wife of")
    SIBLING = "full_sibling", _("full brother or sister of")
    HALF_MOTHER = "half_sibling_m", _("half brother or sister by the mother of")
    HALF_FATHER = "half_sibling_f", _("half brother or sister by the father of")


class KinLink(Record):
    """`person` is `kind` `relative`, whatever household they live in."""

    about = About(
        kind="people.kin", place="person__place", read="people.read", write="people.write",
        sync="field", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey(Person, models.PROTECT, related_name="kin"))
    kind = L2(models.CharField(max_length=20, choices=Kinship))
    relative = L1(models.ForeignKey(Person, models.PROTECT, related_name="kin_of"))
    since = L2(models.DateField(null=True, blank=True))
    until = L2(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "relative"], condition=Q(until__isnull=True),
                name="one_kin_link",
            )
        ]  # fmt: skip


class SamePerson(Record):
    """`double` and `kept` are one human being, written twice. Proposed by one, decided by another:
    open from `since` until it is taken apart again on `until`. Nothing else of either changes."""

    about = About(
        kind="people.same", place="double__place", read="people.read", write="people.write",
    )  # fmt: skip

    double = L1(models.ForeignKey(Person, models.PROTECT, related_name="+"))
    kept = L1(models.ForeignKey(Person, models.PROTECT, related_name="+"))
    since = L1(models.DateField(null=True, blank=True))
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["double"], condition=Q(since__isnull=False, until__isnull=True),
                name="one_kept_person",
            ),
            models.CheckConstraint(
                condition=~Q(double=F("kept")), name="two_records_of_one_person"
            ),
        ]  # fmt: skip


class Erasure(Record):
    """Somebody asked for a person to be erased: one asked, another erased or kept on `until`."""

    about = About(
        kind="people.erasure", place="person__place", read="people.erase_ask",
        write="people.erase_ask", sync="none", retention="audit",
    )  # fmt: skip

    person = L1(models.ForeignKey(Person, models.PROTECT, related_name="+"))
    reason_code = L1(models.CharField(max_length=12))
    until = L1(models.DateField(null=True, blank=True))
    done = L1(models.BooleanField(default=False))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until__isnull=True), name="one_waiting_erasure"
            )
        ]  # fmt: skip


class Hold(Record):
    """Nothing of this person's file is erased from `since` until the hold is lifted."""

    about = About(
        kind="people.hold", place="person__place", read="people.erase_ask",
        write="people.erase_ask", sync="none", retention="audit",
    )  # fmt: skip

    person = L1(models.ForeignKey(Person, models.PROTECT, related_name="+"))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))
    why = L3(models.TextField(_("why"), max_length=2000))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until__isnull=True), name="one_open_hold"
            )
        ]  # fmt: skip


class GlassReason(models.TextChoices):
    DANGER = "danger", _("a child is in danger of life or of violence now")
    FOUND = "found", _("a child was found or came alone")
    ABSENT = "absent", _("whoever is responsible cannot be reached")


class BreakGlass(Record):
    """A file was opened in an emergency, to read, until `ends_at`; a colleague reviews it."""

    about = About(
        kind="people.break_glass", place="place", read="people.break_glass_review",
        write="people.break_glass_review", sync="none", retention="audit",
    )  # fmt: skip

    account = L1(models.ForeignKey("access.Account", models.PROTECT, related_name="+"))
    subject = L1(models.UUIDField(db_index=True))
    file_code = L1(models.CharField(max_length=12))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    at = L1(models.DateTimeField())
    ends_at = L1(models.DateTimeField())
    reason_code = L1(models.CharField(_("why"), max_length=8, choices=GlassReason))
    why = L3(models.TextField(_("what the danger is"), max_length=1000))
    reviewed_by = L1(
        models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    )
    reviewed_on = L1(models.DateField(null=True))
    justified = L1(models.BooleanField(null=True))
    said = L3(models.TextField(max_length=1000, blank=True))
