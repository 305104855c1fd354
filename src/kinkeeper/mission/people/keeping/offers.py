"""What this part of the room offers to the page of a person, to the menu and to exports."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import ADMINISTRATION, MONITORING
from kinkeeper.ground.interop.exports.opening import EXPORT, LOG
from kinkeeper.ground.records.models import Attachment, Consent, Record
from kinkeeper.ground.records.moving import goes_along
from kinkeeper.ground.reports.offers import (
    FileSection,
    MenuEntry,
    MenuGroup,
    offer_menu,
    offer_section,
)
from kinkeeper.mission.people.exports import offer_exports
from kinkeeper.mission.people.keeping import sections
from kinkeeper.mission.people.models import Person

PERSON = "people.person"


def offer_keeping() -> None:
    """Called once when the room is ready."""
    parts = (
        ("pictures", _("Pictures"), 60, sections.pictures),
        ("consents", _("Consents"), 70, sections.consents),
        ("readers", _("Who opened this file"), 90, sections.readers),
    )
    for code, label, order, context in parts:
        template = f"people/keeping/{code}.html"
        offer_section(FileSection(PERSON, code, label, order, template, context))
    offer_menu(
        MenuEntry(_("Exports"), "exports", EXPORT, MONITORING, 80, MenuGroup.FIGURES),
        MenuEntry(_("Log of exports"), "export_log", LOG, ADMINISTRATION, 92, MenuGroup.OFFICE),
    )
    offer_exports()
    goes_along(Person, kept)


def kept(person: Person) -> Iterator[Record]:
    """Pictures and consents: who looks after a person where it lives now finds them."""
    for kind in (Attachment, Consent):
        yield from kind.objects.filter(subject=person.pk)
