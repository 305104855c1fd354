"""A route with an odd name, and nobody outside ever meets it: every page, file and API answer."""

from itertools import product
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from kinkeeper.ground.access.actions import grant
from kinkeeper.ground.access.doors import door_of
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import FINANCE, FUNDER, SPONSOR
from kinkeeper.mission.emergency.models import Checkpoint
from kinkeeper.mission.emergency.tests.make import ALERT, CANARY
from kinkeeper.site.api import api
from tests.cast import a_person_who_logs_in

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OUTSIDE = ("claire", "pierre", "hawa", "seydou", "personne", "stranger")
SKIPPED = ("account/logout", "static/")


def routes():
    found = []

    def go(patterns, prefix):
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                go(entry.url_patterns, route)
            elif isinstance(entry, URLPattern) and not route.startswith(SKIPPED):
                found.append((route, entry))

    go(get_resolver().url_patterns, "")
    return found


def filled(route, samples):
    """Addresses of a route with the keys of everything that exists, by the names of its parts."""
    parts = [samples(part) if part.startswith("<") else [part] for part in route.split("/")]
    return ["/" + "/".join(choice) for choice in product(*parts)]


@pytest.fixture
def world(walk, cast, stage):
    """An evacuation on its way, a relocated child, and people of the roles outside."""
    walk.to("arrived")
    a_person_who_logs_in("Seydou", FINANCE)
    grant(cast.pierre, role=FUNDER, place=stage.mali, by=cast.machine, since=ALERT)
    grant(cast.claire, role=SPONSOR, place=stage.mali, by=cast.machine, since=ALERT)
    return walk


def keys_of(walk):
    movement = walk.movement
    one = [movement.pk, Checkpoint.objects.first().pk, walk.line("Ali").pk]
    one += [walk.placements[0].pk, walk.placements[0].person_id, walk.home.pk]
    texts = {"uuid": [str(k) for k in one], "slug": ["out", "x"], "int": ["1"], "str": ["RECORDE",
             movement.code], "path": ["x"]}  # fmt: skip
    return lambda part: texts[part.strip("<>").split(":")[0] if ":" in part else "str"]


def answers(client, samples, *, below=""):
    for route, entry in routes():
        door = door_of(entry.callback)
        shut = door is None and not route.startswith(("account/", "api/"))
        if shut or not route.startswith(below):
            continue
        for address in filled(route.replace("^", "").replace("$", ""), samples)[:6]:
            yield address, client.get(address)


def text_of(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace") + str(dict(answer.headers))


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_outside_meets_the_route_of_an_evacuation(world, cast, client, name):
    if name != "stranger":
        account = Account.objects.get(email=f"{name}@exemple.invalid")
        client.force_login(account, backend=BACKEND)
    met = 0
    for address, answer in answers(client, keys_of(world)):
        met += 1
        text = text_of(answer)
        for secret in (CANARY, world.movement.code, "Convoi 1", "Arrivée"):
            assert secret not in text.replace(address, ""), (name, address, secret)
    assert met > 60
    for path in (p for _prefix, router in api._routers for p in router.path_operations):
        for pk in (world.movement.pk, uuid4()):
            whole = "/api" + path.replace("{pk}", str(pk)).replace("{leg}", "out")
            assert CANARY not in text_of(client.get(whole)), (name, whole)


def test_the_canary_lives_where_it_may_be_met(world, cast, client):
    """The walk would find it: whoever leads the evacuation meets it on the list."""
    client.force_login(cast.moussa, backend=BACKEND)
    found = [
        a
        for a, answer in answers(client, keys_of(world), below="evac")
        if CANARY in text_of(answer)
    ]
    assert any("/list/out/" in address for address in found)


@pytest.mark.parametrize("name", ["claire", "pierre"])
def test_a_person_file_says_nothing_of_the_journey_to_outsiders(world, cast, client, name):
    client.force_login(getattr(cast, name), backend=BACKEND)
    answer = client.get(f"/people/{world.placements[0].person_id}/")
    assert answer.status_code == 404
