"""Who is whose mother, father, guardian, brother: independent of households."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.people.actions.checks import check_day, check_elder
from kinkeeper.mission.people.models import KinLink, Kinship, Person, Sex

ELDERS = frozenset(
    {Kinship.MOTHER, Kinship.FATHER, Kinship.GRANDPARENT, Kinship.GUARDIAN, Kinship.LEGAL_GUARDIAN}
)
ONLY_ONE = frozenset({Kinship.MOTHER, Kinship.FATHER})
OF_SEX = {Kinship.MOTHER: Sex.FEMALE, Kinship.FATHER: Sex.MALE}


def link_kin(
    *, by: Account, person: Person, kind: str, relative: Person, since: date | None = None
) -> KinLink:
    """`person` is `kind` `relative`. Raises ValidationError: the same person, the same link, a
    second mother or father, a man as mother, a parent or guardian younger than the child."""
    if kind not in Kinship.values:
        raise ValidationError({"kind": _("Choose what they are to each other.")})
    if person.pk == relative.pk:
        raise ValidationError({"relative": _("Choose two different people.")})
    check_day(since, field="since")
    if kind in ELDERS:
        check_elder(person, relative)
    _check_sex(person, kind)
    _check_first(person, kind, relative)
    return write(
        KinLink(person=person, relative=relative), by=by, occurred_on=since, kind=kind, since=since
    )


def end_kin(link: KinLink, *, by: Account, on: date) -> KinLink:
    """A guardianship or a marriage ended. Raises ValidationError (`on`), Refused."""
    check_day(on, field="on", after=link.since)
    return write(link, by=by, occurred_on=on, until=on)


def _check_sex(person: Person, kind: str) -> None:
    wanted = OF_SEX.get(Kinship(kind))
    if wanted and person.sex and person.sex != wanted:
        raise ValidationError(
            {"kind": _("%(name)s cannot be this: correct the sex or the relation.")
             % {"name": str(person)}}
        )  # fmt: skip


def _check_first(person: Person, kind: str, relative: Person) -> None:
    links = KinLink.objects.filter(relative=relative, kind=kind, until__isnull=True)
    if links.filter(person=person).exists():
        raise ValidationError({"relative": _("This is written already.")})
    if kind in ONLY_ONE and (other := links.select_related("person").first()):
        raise ValidationError(
            {"kind": _("%(child)s has another one already: %(name)s. End that link first.")
             % {"child": str(relative), "name": str(other.person)}}
        )  # fmt: skip
