"""Pictures that carry something, that burst, or that are something else."""

import io
import random
import struct
import time
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from kinkeeper.ground.records.attachments import as_jpeg, redraw

WORD = "Kanarifo-de-Kita"
PACKET = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc>{WORD}</dc></x:xmpmeta>".encode()
FORMS = ("JPEG", "PNG", "WEBP")


def drawn(size: tuple[int, int] = (400, 300)) -> Image.Image:
    picture = Image.new("RGB", size, "brown")
    ImageDraw.Draw(picture).ellipse((20, 20, 200, 200), fill="orange")
    return picture


def saved(form: str = "JPEG", picture: Image.Image | None = None, **extra: object) -> bytes:
    out = io.BytesIO()
    (picture or drawn()).save(out, form, **extra)
    return out.getvalue()


def exif() -> Image.Exif:
    told = Image.Exif()
    told[0x010E] = told[0x013B] = WORD
    place = told.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (13.0, 2.0, 7.0), WORD
    return told


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + WORD.encode()


def png_texts() -> PngImagePlugin.PngInfo:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", WORD)
    told.add_itxt("Title", WORD, zip=True)
    told.add_itxt("XML:com.adobe.xmp", PACKET.decode())
    return told


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("run.html", f"<script>{WORD}</script>")
    return out.getvalue()


def segment(marker: int, data: bytes) -> bytes:
    """Laid into a JPEG behind its first two bytes."""
    whole = saved()
    return whole[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + whole[2:]


CARRY = {
    **{f"exif and place, {form}": saved(form, exif=exif()) for form in FORMS},
    "xmp, JPEG": segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PACKET),
    "xmp, WEBP": saved("WEBP", xmp=PACKET),
    **{f"colour profile, {form}": saved(form, icc_profile=profile()) for form in FORMS},
    "comment, JPEG": segment(0xFE, WORD.encode()),
    "photoshop's segment, JPEG": segment(0xED, b"Photoshop 3.0\0" + WORD.encode()),
    "a segment of a maker, JPEG": segment(0xEC, WORD.encode()),
    "texts, PNG": saved("PNG", pnginfo=png_texts()),
    **{f"behind its end, {form}": saved(form) + WORD.encode() for form in FORMS},
    **{f"an archive behind its end, {form}": saved(form) + zipped() for form in FORMS},
    "a page in its comment": segment(0xFE, f"<script>{WORD}</script>".encode()),
    "a palette": saved("PNG", drawn().convert("P"), pnginfo=png_texts()),
    "see-through": saved("PNG", drawn().convert("RGBA"), pnginfo=png_texts()),
    "grey": saved("JPEG", drawn().convert("L"), exif=exif()),
    "four inks": saved("JPEG", drawn().convert("CMYK"), exif=exif()),
    "several pictures": saved("WEBP", save_all=True, append_images=[drawn()], xmp=PACKET),
    "several pictures, PNG": saved("PNG", save_all=True, append_images=[drawn()], exif=exif()),
}


@pytest.mark.parametrize("data", CARRY.values(), ids=CARRY.keys())
def test_nothing_that_a_picture_carried_is_kept(data: bytes) -> None:
    assert _says(data), "the control: it was there"
    kept = as_jpeg(redraw(data))
    assert not _says(kept)
    with Image.open(io.BytesIO(kept)) as found:
        assert found.format == "JPEG"
        assert not found.getexif()
        assert not set(found.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not zipfile.is_zipfile(io.BytesIO(kept))


def _says(data: bytes) -> bool:
    """As text, in a stream that is packed, or as what a picture's reader finds."""
    if WORD.encode() in data or b"run.html" in data:
        return True
    with Image.open(io.BytesIO(data)) as found:
        told = {**found.info, **getattr(found, "text", {})}
        return any(WORD in str(value) for value in told.values())


def test_the_right_way_up_before_the_camera_is_forgotten() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert redraw(saved(exif=turned)).size == (300, 400)


# --- what bursts ---------------------------------------------------------------------------------


def png(width: int, height: int, body: bytes = b"", *chunks: bytes) -> bytes:
    """Grey of one bit. Its head may say what its body does not hold."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    packed = chunk(b"IDAT", zlib.compress(body, 9))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + packed + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


SIXTY_FOUR = png(8000, 8000, bytes(8000 * 1001))
BURST = {
    "64 million pixels in 8 kB": SIXTY_FOUR,
    "a head of four thousand million pixels": png(65_000, 65_000),
    "a head as wide as can be": png(2**31 - 1, 1),
    "a packed text that swells": png(9, 9, bytes(18), chunk(
        b"zTXt", b"Comment\0\0" + zlib.compress(bytes(90_000_000), 9))),
    "a packed profile that swells": png(9, 9, bytes(18), chunk(
        b"iCCP", b"x\0\0" + zlib.compress(bytes(90_000_000), 9))),
    "more than 12 MB": saved() + bytes(12_000_001),
    "a JPEG whose head lies": saved().replace(
        struct.pack(">HH", 300, 400), struct.pack(">HH", 65_000, 65_000)),
}  # fmt: skip


@pytest.mark.parametrize("data", BURST.values(), ids=BURST.keys())
def test_what_would_burst_is_refused_at_once(data: bytes) -> None:
    began = time.process_time()
    with pytest.raises(ValidationError):
        redraw(data)
    assert time.process_time() - began < 1


def test_sixty_four_million_pixels_fit_into_few_bytes() -> None:
    """The control: the picture is whole, only its size is against it."""
    assert len(SIXTY_FOUR) < 9000
    with Image.open(io.BytesIO(SIXTY_FOUR)) as found:
        assert found.size == (8000, 8000)


# --- what is something else ----------------------------------------------------------------------

OTHER = {
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>",
    "a drawing behind a declaration": b"<?xml version='1.0'?><svg onload='x'/>",
    "a page": b"<!doctype html><script>x</script>",
    "a page behind the sign of a JPEG": b"\xff\xd8\xff\xe0<script>x</script>",
    "a page behind the sign of a PNG": b"\x89PNG\r\n\x1a\n<script>x</script>",
    "a GIF": saved("GIF"),
    "a TIFF": saved("TIFF"),
    "a bitmap": saved("BMP"),
    "an icon": saved("ICO"),
    "a document": b"%PDF-1.7\n%%EOF",
    "a postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "an archive": zipped(),
    "a program": b"\x7fELF" + bytes(99),
    "nothing": b"",
    "half a JPEG": saved()[: len(saved()) // 2],
    "half a PNG": saved("PNG")[:200],
    "half a WEBP": saved("WEBP")[:200],
}


@pytest.mark.parametrize("data", OTHER.values(), ids=OTHER.keys())
def test_what_is_no_whole_picture_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(ValidationError):
        redraw(data)


@pytest.mark.filterwarnings("ignore")  # the decoder says much of such files
@pytest.mark.parametrize("form", FORMS)
def test_a_picture_with_wrong_bytes_is_drawn_or_refused_and_nothing_else(form: str) -> None:
    rng = random.Random(1)
    whole = saved(form, drawn((60, 40)), exif=exif())
    for _turn in range(150):
        data = bytearray(whole)
        for _byte in range(rng.randint(1, 8)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            as_jpeg(redraw(bytes(data)))
        except ValidationError:
            continue
