"""Colleagues as choices: who can be named, who can receive a part of a file."""

import re
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import accounts_with, is_machine
from kinkeeper.ground.text.names import search_key

WORD = re.compile(r"[^\W\d_]+")


def nameable() -> list[Account]:
    """Everybody who can log in, but the machine."""
    people = Account.objects.filter(is_active=True).order_by("name")
    return [one for one in people if not is_machine(one)]


def named_in(text: str) -> list[Account]:
    """Whose whole name stands in a text, in any order and spelling; one word alone names nobody,
    since many share it."""
    words = {search_key(word) for word in WORD.findall(text)}
    parts = {one: [search_key(part) for part in WORD.findall(one.name)] for one in nameable()}
    return [one for one, keys in parts.items() if len(keys) > 1 and words.issuperset(keys)]


def account(pk: str) -> Account | None:
    try:
        return Account.objects.filter(pk=UUID(pk), is_active=True).first()
    except ValueError:
        return None


def receivers() -> list[Account]:
    """Who may be given a part of a file."""
    return list(accounts_with("protection.received").order_by("name"))


def on_the_desk() -> list[Account]:
    return list(accounts_with("protection.triage").order_by("name"))
