"""Accounts, what they are granted, and what they read."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import ROLES
from kinkeeper.ground.records.models import L1, About, Record, new_id


class Accounts(BaseUserManager["Account"]):
    """Makes accounts; allauth and the command line come through here."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> Account:
        account = self.model(email=self.normalize_email(email), **values)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who logs in. Not a Record: the login library writes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(max_length=2, default="fr")
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Accounts] = Accounts()

    def __str__(self) -> str:
        return self.name


class Grant(Record):
    """A role in a place (with all below it) or on a project, for a period, half-open.

    Neither place nor project: everywhere. With `file`: to read that one file, until `ends_at`.
    """

    about = About(
        kind="access.grant", place="", read="access.manage", write="access.manage",
        sync="none", retention="audit",
    )  # fmt: skip

    account = L1(models.ForeignKey(Account, models.PROTECT, related_name="grants"))
    role = L1(models.CharField(max_length=20, choices=[(r.code, r.label) for r in ROLES.values()]))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+"))
    project = L1(models.UUIDField(null=True))
    file = L1(models.UUIDField(null=True))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True))
    ends_at = L1(models.DateTimeField(null=True))


class Reading(models.Model):
    """One line per page: who met which records, for what. Ids only. Not a Record: it is a log.

    `subject`: the record whose own page it was; empty for lists and whoever else stood there.
    """

    at = models.DateTimeField(auto_now_add=True)
    account = models.UUIDField()
    purpose = models.CharField(max_length=20)
    door = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    records: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    subject = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="reading_account"),
            models.Index(
                fields=["subject", "at"], name="reading_subject",
                condition=models.Q(subject__isnull=False),
            ),
        ]  # fmt: skip


class Refusal(models.Model):
    """A door that stayed shut. Not a Record: it is a log."""

    at = models.DateTimeField(auto_now_add=True)
    account = models.UUIDField(null=True)
    door = models.CharField(max_length=60)


def account_id(account: Account) -> UUID:
    return account.id
