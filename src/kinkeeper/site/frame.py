"""What every page's frame shows: the menu of this person, and whether people are invented."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"menu": [], "demonstration": settings.DEMONSTRATION}
