"""Places: a tree whose links and codes have periods."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "kinkeeper.ground.places"
    label = "places"
