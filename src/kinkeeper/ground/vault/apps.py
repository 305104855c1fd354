"""The vault: keys of single records, so that erasing a key erases what it sealed."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "kinkeeper.ground.vault"
    label = "vault"
