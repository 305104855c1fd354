"""The field app's own files, built beforehand (build.mjs) and served as they are.

Open to all: they hold no fact of anybody. What a phone may meet is decided at /api/field/.
"""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

from kinkeeper.ground.access.doors import open_to_all

BUILT = Path(__file__).parent / "built"
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "keys.js": "text/javascript; charset=utf-8",
    "later.js": "text/javascript; charset=utf-8",
    "english.js": "text/javascript; charset=utf-8",
    "engine.js": "text/javascript; charset=utf-8",
    "worker.js": "text/javascript; charset=utf-8",
    "manifest.json": "application/manifest+json",
    "icon.svg": "image/svg+xml",
}
INLINE = re.compile(r"<(script|style)[^>]*>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class Built:
    """A file with its content, plain and packed as small as gzip can, type and fingerprint."""

    data: bytes
    packed: bytes
    kind: str
    etag: str
    policy: str


@cache
def built(name: str) -> Built:
    data = (BUILT / name).read_bytes()
    etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    policy = _policy(data.decode()) if name == "index.html" else ""
    return Built(data, gzip.compress(data, 9, mtime=0), TYPES[name], etag, policy)


def _policy(page: str) -> str:
    """Exactly these inline parts run, and WebAssembly for the key; nothing from elsewhere."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in INLINE.findall(page):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        hashes[kind].append(f"'sha256-{digest}'")
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {' '.join(hashes['script'])}; "
        f"style-src {' '.join(hashes['style'])}; img-src 'self' blob:; media-src blob:; "
        "connect-src 'self'; "
        "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


@open_to_all
def page(request: HttpRequest) -> HttpResponse:
    return _answer(request, "index.html")


@open_to_all
def file(request: HttpRequest, name: str) -> HttpResponse:
    if name not in TYPES or name == "index.html":
        raise Http404
    return _answer(request, name)


def _answer(request: HttpRequest, name: str) -> HttpResponse:
    """Not sent again to a phone that has it; asked about each time, so that updates come."""
    found = built(name)
    if request.headers.get("If-None-Match", "").removeprefix("W/") == found.etag:
        response = HttpResponse(status=304)
    else:
        response = _sent(request, found)
    response["ETag"], response["Cache-Control"] = found.etag, "no-cache"
    if found.policy:
        response["Content-Security-Policy"] = found.policy
        response["Permissions-Policy"] = "microphone=(), geolocation=()"
    return response


def _sent(request: HttpRequest, found: Built) -> HttpResponse:
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(found.data, content_type=found.kind)
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return HttpResponse(found.packed, content_type=found.kind, headers=headers)
