"""Sealed boxes, with one box made elsewhere (WebCrypto) that must always open."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.vault.actions import BadBox, new_box_key, open_box, seal_box

DESK = new_box_key()


@given(st.binary(max_size=4000))
def test_what_was_put_into_a_box_is_taken_out_of_it(data: bytes) -> None:
    assert open_box(seal_box(data, public=DESK.public), key=DESK.private) == data


def test_the_same_words_never_look_the_same_twice() -> None:
    one, other = (seal_box(b"canari", public=DESK.public) for _ in range(2))
    assert one["ct"] != other["ct"]
    assert one["epk"] != other["epk"]
    assert "canari" not in str(one)


def test_another_desk_cannot_open_it() -> None:
    box = seal_box(b"x", public=DESK.public)
    with pytest.raises(BadBox):
        open_box(box, key=new_box_key().private)
    with pytest.raises(BadBox):
        open_box(box | {"to": "0" * 16}, key=DESK.private)


@pytest.mark.parametrize("part", ["epk", "iv", "ct"])
def test_a_box_changed_on_its_way_does_not_open(part: str) -> None:
    box = seal_box(b"what was told", public=DESK.public)
    spoiled = bytearray(b64decode(box[part]))
    spoiled[-1] ^= 1
    with pytest.raises(BadBox):
        open_box(box | {part: b64encode(bytes(spoiled)).decode()}, key=DESK.private)


@pytest.mark.parametrize("box", [None, [], {}, {"v": 1}, {"v": 2}, "text", {"v": 1, "to": DESK.id}])
def test_what_is_no_box_is_refused_as_a_bad_box(box: object) -> None:
    with pytest.raises(BadBox):
        open_box(box, key=DESK.private)


@pytest.mark.parametrize(
    "public", [b"", b"\x04" * 65, b"\x00" * 65, DESK.public[:33]],
    ids=["empty", "off the curve", "zeros", "half"],
)  # fmt: skip
def test_nothing_is_sealed_to_what_is_no_point_of_the_curve(public: bytes) -> None:
    with pytest.raises(BadBox):
        seal_box(b"x", public=public)


# Made with the WebCrypto of Node.js 20 as the field app makes it.
KEY = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4buAFL9/GHFsoQuF3OrxC8ZogQrjM1brUAFPGHjAtG"
    "yhRANCAASF5nWR7Teco9F1Sc6VGHkY35dYfK6V6vK+2J3qKllPv/LKR0twCrAuLsS9gsltKMp4CkNVU66ixiRuioMJ"
    "vL+O"
)
BOX = {
    "v": 1,
    "to": "7a1d5774a7030e44",
    "epk": (
        "BFtdGNCFMjs1uJq0SxN4q7x7Oklgy9PDwcmTCzARb17ENHyp7SZyODow+hCuXfgcMt5xYc8uQ2Er9IBNgKtRSD0="
    ),
    "iv": "vpA8qQ1NtqkfeV0C",
    "ct": "o8J2nM0FnQmYdsWmjB1iKlZ/u2QI6qNApaUhVVeZMJRNGhQRiav+f6U=",
}


def test_a_box_made_by_webcrypto_opens() -> None:
    assert open_box(BOX, key=b64decode(KEY)).decode() == "Dit à l’école de Kita"
