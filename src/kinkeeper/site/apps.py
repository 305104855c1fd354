"""The site: settings, addresses, layout, commands. The only room that knows all others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "kinkeeper.site"
    label = "site"
    verbose_name = "Kinkeeper"

    def ready(self) -> None:
        from kinkeeper.ground.access.roles import ADMINISTRATION, CARE
        from kinkeeper.ground.reports.offers import MenuEntry, MenuGroup, offer_menu
        from kinkeeper.ground.sync.offers import offer_prompts
        from kinkeeper.site.field.prompts import prompts

        offer_menu(
            MenuEntry(
                _("People who log in"), "accounts", "access.manage", ADMINISTRATION, 91,
                MenuGroup.OFFICE,
            ),
            MenuEntry(_("Phones"), "phones", "sync.devices", CARE, 92, MenuGroup.OFFICE),
            MenuEntry(
                _("Who opened what"), "readings", "access.readings", ADMINISTRATION, 93,
                MenuGroup.OFFICE,
            ),
        )  # fmt: skip
        offer_prompts(prompts())
