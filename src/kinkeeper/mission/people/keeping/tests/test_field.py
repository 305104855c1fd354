"""A consent signed with a finger, and a picture, from a phone."""

import io
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from kinkeeper.ground.records.models import Attachment, Consent
from kinkeeper.ground.sync import keep
from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone

TODAY = timezone.localdate()


@pytest.fixture
def device(stage, cast, child):
    return a_phone(by=cast.fatim, account=cast.awa, place=stage.kita)


@pytest.fixture
def phone(device):
    return Phone(device)


def drawn(device):
    """A picture that came ahead, piece by piece."""
    out = io.BytesIO()
    Image.new("RGB", (300, 110), "white").save(out, "JPEG")
    pk, data = uuid4(), out.getvalue()
    keep.add_piece(device, pk, size=len(data), at=0, data=data)
    return str(pk)


def consent(child, **more):
    told = {"person": str(child.pk), "purpose": "services", "answer": "given"}
    return told | {"given_by": "caregiver", "form": "signature", "since": TODAY.isoformat()} | more


def test_a_signed_consent_is_kept_with_its_signature(phone, device, child):
    phone.write("people.consent", consent(child, file=drawn(device)))
    assert phone.settle(Link())
    assert phone.queue == []
    kept = Consent.objects.get()
    assert (kept.subject, kept.purpose, kept.answer) == (child.pk, "services", "given")
    assert Attachment.objects.get().subject == child.pk


@pytest.mark.parametrize(
    "told", [{"answer": "perhaps"}, {"purpose": "gold"}, {"since": "2026-02-31"}]
)
def test_a_consent_that_cannot_be_stays_in_the_box_and_its_signature_with_it(
    phone, device, child, told
):
    phone.write("people.consent", consent(child, file=drawn(device), **told))
    assert phone.settle(Link())
    (asked,) = phone.boxed()
    assert [*asked.sentences] == [*told]
    assert not Consent.objects.exists()
    assert not Attachment.objects.exists()
    asked.values |= consent(child)
    asked.state = "waiting"
    assert phone.settle(Link())
    assert phone.queue == []
    assert Attachment.objects.count() == 1
