"""Every address, room by room; each view names its door. A room with a `urls.py` is here."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from kinkeeper.ground.access.doors import open_to_all
from kinkeeper.site import views
from kinkeeper.site.api import api


def rooms() -> list[str]:
    """The rooms of the house that have addresses."""
    ours = [c.name for c in apps.get_app_configs() if c.name.startswith("kinkeeper.")]
    return [n for n in ours if n != "kinkeeper.site" and find_spec(f"{n}.urls")]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.my_day, name="my_day"),
    path("me/", views.account, name="account"),
    path("language/", open_to_all(set_language), name="set_language"),
    path("alive/", views.alive, name="alive"),
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("field/", include("kinkeeper.site.field.urls")),
    *[path("", include(f"{room}.urls")) for room in rooms()],
]
