"""Pictures and consents."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from kinkeeper.ground.records.attachments import LONGEST_SIDE, attach_image, path_of
from kinkeeper.ground.records.consents import has_consent, record_consent, withdraw_consent
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Attachment
from tests.cast import Cast, Stage

DAY = date(2018, 5, 2)


def a_picture(
    size: tuple[int, int] = (2000, 1000), form: str = "JPEG", **extra: object
) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "brown").save(out, form, **extra)
    out.seek(0)
    return out


def with_gps() -> io.BytesIO:
    exif = Image.Exif()
    exif[0x010E] = "canari-de-Kita"
    exif.get_ifd(0x8825)[1] = "N"
    return a_picture(exif=exif)


def test_a_picture_is_drawn_anew_without_what_the_camera_wrote(cast: Cast, stage: Stage) -> None:
    kept = attach_image(uuid4(), place_id=stage.badia.pk, upload=with_gps(), by=cast.awa)
    data = path_of(kept.file).read_bytes()
    assert b"canari" not in data
    with Image.open(io.BytesIO(data)) as found:
        assert (found.format, max(found.size)) == ("JPEG", LONGEST_SIDE)
        assert not found.getexif()
    assert path_of(kept.file).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("data", [b"", b"GIF89a....", b"<svg onload=1>", b"\xff\xd8\xff" * 9])
def test_what_is_no_picture_is_refused_with_a_sentence(
    cast: Cast, stage: Stage, data: bytes
) -> None:
    with pytest.raises(ValidationError, match="JPEG"):
        attach_image(uuid4(), place_id=stage.badia.pk, upload=io.BytesIO(data), by=cast.awa)


def test_too_many_pixels_are_refused(cast: Cast, stage: Stage) -> None:
    huge = a_picture((9000, 9000), "PNG")
    with pytest.raises(ValidationError, match="pixels"):
        attach_image(uuid4(), place_id=stage.badia.pk, upload=huge, by=cast.awa)


def test_a_refused_picture_leaves_no_file(cast: Cast, stage: Stage, settings: object) -> None:
    before = set(path_of("00").parent.parent.glob("*/*.jpg"))
    with pytest.raises(Refused):
        attach_image(uuid4(), place_id=stage.badia.pk, upload=a_picture(), by=cast.oumar)
    assert set(path_of("00").parent.parent.glob("*/*.jpg")) == before
    assert not Attachment.objects.exists()


def test_consent_holds_for_its_purpose_and_its_days_only(cast: Cast, stage: Stage) -> None:
    person = uuid4()
    answer = {"answer": "given", "given_by": "caregiver", "form": "thumbprint"}
    given = record_consent(
        person, place_id=stage.badia.pk, purpose="photo_story", since=DAY, by=cast.awa, **answer
    )
    assert has_consent(person, "photo_story", on=DAY)
    assert not has_consent(person, "photo_story", on=DAY - timedelta(days=1))
    assert not has_consent(person, "sponsorship", on=DAY)
    withdraw_consent(given, on=DAY + timedelta(days=9), by=cast.awa)
    assert not has_consent(person, "photo_story", on=DAY + timedelta(days=9))
    assert has_consent(person, "photo_story", on=DAY + timedelta(days=8))


def test_a_new_answer_replaces_the_one_before(cast: Cast, stage: Stage) -> None:
    person = uuid4()
    common = {"given_by": "individual", "form": "signature", "by": cast.awa, "purpose": "sharing"}
    place = stage.badia.pk
    record_consent(person, place_id=place, since=DAY, answer="given", **common)
    later = DAY + timedelta(days=30)
    record_consent(person, place_id=place, since=later, answer="refused", **common)
    assert has_consent(person, "sharing", on=DAY)
    assert not has_consent(person, "sharing", on=later)
