"""Objects of the world that only a room's own verbs can make: a phone with its link, a picture with
its file, a list that is being imported, two entries of one child, an evacuation of one area."""

import io
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image

from bench.proofs.filling import rows_in
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop.actions import take_in
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told, begin
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.attachments import attach_image
from kinkeeper.ground.records.models import Attachment
from kinkeeper.ground.sync.actions import add_phone
from kinkeeper.mission.admission.models import AuthorityPaper
from kinkeeper.mission.care.models import Village
from kinkeeper.mission.community.models import Paper, Structure
from kinkeeper.mission.community.process import process_of
from kinkeeper.mission.emergency.actions import give_alert
from kinkeeper.mission.emergency.models.movements import Hazard
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.process import BIRTH_PAPERS
from kinkeeper.mission.people.models import Person, SamePerson
from kinkeeper.mission.protection.actions import Heard, tell
from kinkeeper.mission.protection.said import Story
from kinkeeper.mission.strengthening.register.profile import REGISTER

WITH_PICTURE = (Paper, AuthorityPaper, Person)


def make(areas: dict[str, list[Place]]) -> None:
    on_their_way()
    for name, places in areas.items():
        worker = Account.objects.get(email=f"field_worker-{name}@proof.invalid")
        add_phone(by=machine(), account=worker, place=places[0], label="Tecno bleu")
        for model in WITH_PICTURE:
            for row in rows_in(model, places).order_by("-pk")[:3]:
                picture(row, places[0])
        twice(places)
        told(places[0])
        alert(places)
        with suppress(ValidationError):
            a_list(worker)


def on_their_way() -> None:
    """What `filling` made stands nowhere yet: each begins its process, as its room's verb does."""
    at = Told(on=timezone.localdate())
    rows = [(process_of(row), row, row.place) for row in Structure.objects.all()]
    rows += [(BIRTH_PAPERS, row, row.person.place) for row in BirthFile.objects.all()]
    for process, row, place in rows:
        if stage_of(process, row.pk) is None:
            first = next(step.verb for step in process.transitions if not step.sources)
            begin(process, row, verb=first, place=place, by=machine(), told=at)


def told(place: Place) -> None:
    """A report and a concern with a picture each."""
    for staff in (False, True):
        story = Story(story="Preuve", kinds=["neglect"])
        tell(Heard(place=place, story=story, staff=staff, pictures=(drawn(),)))


def alert(places: list[Place]) -> None:
    """A danger for a village of this area alone: nobody of the other area meets it."""
    told = Told(on=timezone.localdate())
    for village in rows_in(Village, places).order_by("pk"):
        with suppress(ValidationError):
            give_alert(village, by=machine(), told=told, hazard=Hazard.FLOOD, threat="Preuve",
                       sources="Preuve")  # fmt: skip
            return


def drawn() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (32, 24), "green").save(made, "PNG")
    return made.getvalue()


def picture(row: Any, place: Place) -> Attachment:
    return attach_image(row.pk, place_id=place.pk, upload=io.BytesIO(drawn()), by=machine())


def twice(places: list[Place]) -> None:
    """One child entered twice."""
    one, other = rows_in(Person, places).order_by("pk")[:2]
    values = {f.name: f.get_default() for f in SamePerson.kept_fields() if f.has_default()}
    write(SamePerson(double=other, kept=one), by=machine(), **values)


def a_list(worker: Account) -> None:
    text = "Code;Nom;Prénom;Village\nE-9;Traoré;Awa;Namala\n".encode()
    take_in([text], name="liste.csv", by=worker, profile=REGISTER.code, at_once=True)
