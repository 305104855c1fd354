"""Loading Django on the programme's database, and what is said when the database refuses."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import Error, OperationalError, connection

from kinkeeper.site.preflight import (
    BROKEN,
    MISSING,
    WRONG_SETTING,
    Stop,
    disk_full,
    unwritable,
)

UNFINISHED = "demonstration.unfinished"
SAMPLE = 100_000  # rows of each index; see https://www.sqlite.org/lang_analyze.html


def load() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinkeeper.site.settings")
    django.setup()


def look_at_sizes() -> None:
    """Lets SQLite look at a sample of every index, a fraction of a second: without it, it takes
    every table for as large as every other and picks indexes blindly. PostgreSQL looks by itself.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={SAMPLE}")
        cursor.execute("ANALYZE")


def may_make_roles() -> None:
    """The database's own guard is a role for each set of rights. Raises Stop on a PostgreSQL whose
    user may not make them: no page would be answered."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        allowed = cursor.fetchone()
    if not allowed or not allowed[0]:
        raise Stop(
            WRONG_SETTING,
            "L’utilisateur de DATABASE_URL ne peut pas créer de rôles, dont la clôture de la base "
            "a besoin. Un administrateur lui donne ce droit : ALTER ROLE … CREATEROLE.",
            "The user of DATABASE_URL may not create roles, which the database's own guard needs. "
            "An administrator of PostgreSQL gives the right: ALTER ROLE … CREATEROLE.",
        )


def forget_unfinished(data: Path) -> None:
    """A demonstration that was interrupted is built again from nothing: it held invented people.

    Raises Stop on PostgreSQL, whose database this program neither made nor removes.
    """
    mark = data / UNFINISHED
    if not mark.exists():
        return
    if os.environ.get("DATABASE_URL"):
        raise Stop(
            WRONG_SETTING,
            "La démonstration a été interrompue pendant sa construction. Recréez la base de "
            f"DATABASE_URL vide, supprimez {mark}, puis recommencez.",
            "The demonstration was interrupted while it was built. Make the database of "
            f"DATABASE_URL again, empty, remove {mark}, then start again.",
        )
    for ending in ("", "-wal", "-shm"):
        (data / f"kinkeeper.sqlite3{ending}").unlink(missing_ok=True)
    mark.unlink()


@contextmanager
def clear_sentences(data: Path) -> Iterator[None]:
    """Turns what a database, a disk or a setting throws into a Stop with a sentence."""
    try:
        yield
    except (ValueError, ImproperlyConfigured) as error:
        raise _wrong_setting(error) from error
    except CommandError as error:
        raise Stop(BROKEN, str(error), str(error)) from error
    except OSError as error:
        raise unwritable(data, error) from error
    except (Error, sqlite3.Error) as error:
        raise _database(data, error) from error


def _wrong_setting(error: Exception) -> Stop:
    return Stop(WRONG_SETTING, f"Un réglage est faux : {error}", f"A setting is wrong: {error}")


def _database(data: Path, error: Exception) -> Stop:
    text = str(error).strip()
    if "disk is full" in text or "No space left" in text:
        return disk_full(data)
    if "readonly database" in text or "unable to open database file" in text:
        return unwritable(data, PermissionError(text))
    if isinstance(error, OperationalError) and os.environ.get("DATABASE_URL"):
        return Stop(
            MISSING,
            f"La base de DATABASE_URL ne répond pas : {text}",
            f"The database of DATABASE_URL does not answer: {text}",
        )
    return Stop(
        BROKEN,
        f"La base de données de {data} ne peut être lue : {text}. Rien n'a été changé ; les "
        f"copies sont dans {data / 'copies'}.",
        f"The database of {data} cannot be read: {text}. Nothing was changed; copies are in "
        f"{data / 'copies'}.",
    )
