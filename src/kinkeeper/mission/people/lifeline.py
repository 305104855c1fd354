"""What this room adds to a life line: the families somebody lived in, and a death."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.offers import LifeFact, life_facts
from kinkeeper.ground.reports.pictures import lifeline
from kinkeeper.ground.text.dates import RoughDate
from kinkeeper.mission.people.models import Family, FormerPlace, Membership, Residence
from kinkeeper.mission.people.queries import Reader, reader_of
from kinkeeper.mission.people.words import relation_word

FAMILIES = gettext_lazy("Families")
MEMBERS = gettext_lazy("Members")
PLACES = gettext_lazy("Lives in")


def of_person(pk: UUID, by: Account) -> Iterable[LifeFact]:
    """Every family the person belonged to, as far as the reader may meet it."""
    reader = reader_of(by)
    rows = reader.rows(Membership).filter(person=pk).select_related("family", "person")
    died: date | None = None
    for row in rows.order_by("since", "pk"):
        yield _home(row, reader)
        died = row.person.died_on
    if died and reader.names:
        yield LifeFact(FAMILIES, _("died"), died, died, bar=False, tone="alert")


def _home(row: Membership, reader: Reader) -> LifeFact:
    """One family; for a reader without names only its code, and no days of the membership."""
    if not reader.names:
        return LifeFact(FAMILIES, row.family.code, None, None, tone="family", uncertain=True)
    word = relation_word(row.relation, row.person.sex)
    tone = "family" if row.residence == Residence.PRESENT else "away"
    label = f"{row.family.name} ({word})"
    unsure = row.since is None
    return LifeFact(FAMILIES, label, row.since, row.until, tone=tone, uncertain=unsure)


def came_and_went(rows: Iterable[Membership], reader: Reader) -> Iterable[LifeFact]:
    """Who joined a family after its first day here, and who left it; names are class L2."""
    rows = list(rows) if reader.names else []
    first = min((row.since for row in rows if row.since), default=None)
    for row in rows:
        name = {"name": str(row.person)}
        if row.since and first and row.since > first:
            yield LifeFact(MEMBERS, _("%(name)s comes") % name, row.since, bar=False)
        if row.until:
            said = _("%(name)s leaves") % name
            yield LifeFact(MEMBERS, said, row.until, bar=False, tone="move")


def places_lived(family: Family, former: Iterable[FormerPlace]) -> Iterable[LifeFact]:
    """Where a family lived before, and where since; nothing for one that never moved."""
    since: date | None = None
    for row in former:
        yield LifeFact(PLACES, row.place.name, row.since, row.until, tone="place")
        since = row.until
    if since:
        yield LifeFact(PLACES, family.place.name, since, tone="place")


def drawn(
    kind: str,
    record: Record,
    *,
    by: Account,
    born: RoughDate | None,
    today: date,
    own: Iterable[LifeFact] = (),
) -> str:
    """The life line of a person or family, from what every room knows of it; "" if nothing.

    `born`: None for a family, and where the reader may not meet a birth. `own`: what the page has
    read already.
    """
    facts = [*own, *life_facts(kind, record, by)]
    bars = [
        lifeline.Fact(str(f.lane), f.label, f.since, f.until, f.tone, f.uncertain)
        for f in facts
        if f.bar
    ]
    dots = [
        lifeline.Moment(str(f.lane), f.label, f.since, f.tone)
        for f in facts
        if not f.bar and f.since
    ]
    if not bars and not dots:
        return ""
    return lifeline.figure(bars, dots, born=born, today=today)
