"""A kept picture on its way to a browser."""

from django.http import HttpResponse

from kinkeeper.ground.records.attachments import path_of
from kinkeeper.ground.records.models import Attachment


def shown(kept: Attachment) -> HttpResponse | None:
    """The picture for a browser, and nothing that could run beside it; None where it is gone."""
    try:
        data = path_of(kept.file).read_bytes()
    except FileNotFoundError:
        return None
    response = HttpResponse(data, content_type="image/jpeg")
    response["Content-Disposition"] = 'inline; filename="document.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
