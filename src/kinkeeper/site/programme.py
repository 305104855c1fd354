"""The programme in a data folder: its database brought up to date, and who is in it first.

Told apart by the folder and the accounts: nobody yet; the demonstration, where the file
`demonstration` stands in the folder; a real programme. A real one is never filled with invented
people. The file `demonstration` has one line for each person to log in as, columns parted by tabs:
e-mail, password, who it is in French, who it is in English.
"""

import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TextIO

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from kinkeeper.ground.access import actions as access
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import ADMINISTRATOR
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.site.databases import UNFINISHED, look_at_sizes
from kinkeeper.site.preflight import USAGE, WRONG_SETTING, Stop, say

Sentences = list[tuple[str, str]]
FINISHED = "demonstration"
UNNAMED = {"name": "Administration", "email": "administration@kinkeeper.invalid"}
KEPT_COPIES = 3


def as_found(data: Path) -> Sentences:
    """The programme that is there; where nobody is in it, the demonstration is built."""
    bring_up_to_date()
    if not somebody_is_in():
        build_demonstration(data)
    return demonstration_people(data)


def empty(data: Path, address: str, *, name: str, email: str) -> Sentences:
    """A programme without invented people, and the link of its first administrator.

    Raises Stop where the folder holds the demonstration, or nobody can be asked for a name.
    """
    if (data / FINISHED).exists():
        raise Stop(
            WRONG_SETTING,
            f"{data} contient la démonstration. Un programme vide veut un autre dossier : "
            "KINKEEPER_DATA=/chemin/du/dossier ./start --empty",
            f"{data} holds the demonstration. An empty programme needs another folder: "
            "KINKEEPER_DATA=/path/of/folder ./start --empty",
        )
    bring_up_to_date()
    if not somebody_is_in():
        load_mali(by=access.machine())
        first_administrator(**_asked(name, email))
    waiting = never_logged_in()
    return [_invitation(waiting, address)] if waiting else []


def pending() -> int:
    """How many migrations the database still waits for."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_new() -> bool:
    """Nothing at all is in the database yet."""
    return not connection.introspection.table_names()


def bring_up_to_date(*, to: TextIO | None = None) -> None:
    """Runs the migrations that are missing, after a copy of a SQLite file that holds something;
    then the sizes of the tables are looked at anew. to: where it is said (standard output)."""
    if pending():
        _migrate(to)
    look_at_sizes()


def _migrate(to: TextIO | None) -> None:
    say("Préparation de la base de données...", "Preparing the database...", to=to)
    if connection.vendor == "sqlite" and not is_new():
        copy(Path(settings.DATABASES["default"]["NAME"]), settings.DATA / "copies")
    call_command("migrate", verbosity=0, interactive=False)


def copy(file: Path, folder: Path) -> Path:
    """A whole copy of a SQLite file in use, named by the second; the last three are kept."""
    folder.mkdir(exist_ok=True, mode=0o700)
    target = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite3"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as kept:
        source.backup(kept)
    target.chmod(0o600)
    for old in sorted(folder.glob("*.sqlite3"))[:-KEPT_COPIES]:
        old.unlink()
    return target


def people() -> list[Account]:
    """The accounts of people; the machine's own is none."""
    return list(Account.objects.exclude(email=access.MACHINE_EMAIL)[:2])


def somebody_is_in() -> bool:
    return bool(people())


def build_demonstration(data: Path) -> None:
    """The invented programme, once. The mark of its start stays where it was interrupted."""
    say(
        "Construction du programme de démonstration, une seule fois (moins d'une minute)...",
        "Building the demonstration programme, this once (less than a minute)...",
    )
    (data / UNFINISHED).touch(mode=0o600)
    call_command("demo", stdout=StringIO())  # the people are told when the server answers
    look_at_sizes()
    (data / FINISHED).touch(mode=0o600)
    (data / UNFINISHED).unlink()


def demonstration_people(data: Path) -> Sentences:
    """Whom one can log in as, and how to begin a programme of one's own."""
    file = data / FINISHED
    if not file.exists():
        return []
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line]
    wide = max((len(row[0]) for row in rows), default=0)
    listed = [f"    {email:{wide}}  {secret}  {fr} / {en}" for email, secret, fr, en in rows]
    return [
        (
            "Démonstration, personnes inventées. Se connecter comme :",
            "\n".join(["Demonstration, invented people. Log in as:", *listed]),
        ),
        (
            "Commencer un programme vide : KINKEEPER_DATA=/chemin/du/dossier ./start --empty",
            "Begin an empty programme: KINKEEPER_DATA=/path/of/folder ./start --empty",
        ),
    ]


def first_administrator(*, name: str, email: str) -> Account:
    """The account that invites all others. It has no password until its link is followed."""
    account = access.invite(email=email, name=name, password=None)
    access.grant(account, role=ADMINISTRATOR, by=access.machine())
    return account


def _asked(name: str, email: str) -> dict[str, str]:
    """Asked on a terminal; elsewhere an administrator whose name can be changed later."""
    if not sys.stdin.isatty() and not name and not email:
        return dict(UNNAMED)
    if sys.stdin.isatty():
        name = name or input("Nom du premier administrateur / Name of the first administrator: ")
        email = email or input("Son adresse e-mail / Their e-mail address: ")
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise _incomplete() from error
    if not name.strip():
        raise _incomplete()
    return {"name": name.strip(), "email": email.strip()}


def _incomplete() -> Stop:
    return Stop(
        USAGE,
        "Un programme vide a besoin de son premier administrateur : "
        './start --empty --name "Prénom Nom" --email adresse@exemple.org',
        "An empty programme needs its first administrator: "
        './start --empty --name "First Last" --email address@example.org',
    )


def never_logged_in() -> Account | None:
    """The first administrator, as long as they have not come in: a lost link is made again."""
    found = people()
    return found[0] if len(found) == 1 and found[0].last_login is None else None


def _invitation(account: Account, address: str) -> tuple[str, str]:
    link = setup_link(account, address=address)
    return (
        f"{account.name} choisit son mot de passe ici (une fois, trois jours) :\n    {link}",
        f"{account.name} chooses a password there (once, within three days).",
    )


def setup_link(account: Account, *, address: str) -> str:
    """Leads once, for three days, to the page where the account chooses its password."""
    key = default_token_generator.make_token(account)
    parts = {"uidb36": user_pk_to_url_str(account), "key": key}
    return address + reverse("account_reset_password_from_key", kwargs=parts)
