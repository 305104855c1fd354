"""The site: settings, addresses, layout, commands. The only room that knows all others."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "kinkeeper.site"
    label = "site"
    verbose_name = "Kinkeeper"
