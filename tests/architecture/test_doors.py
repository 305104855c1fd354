"""You write through `records`, you read through `access`."""

from django.http import HttpResponse
from django.urls import get_resolver, include, path
from ninja import NinjaAPI

from kinkeeper.ground.access.doors import LOGIN_PAGES
from tests.architecture import exceptions
from tests.architecture.guards import addresses, doors, tree


def test_no_row_is_written_around_the_ledger():
    assert [o for f in tree.code() for o in doors.writes_around_records(f, exceptions.WRITES)] == []


def test_builders_of_tests_call_the_real_actions():
    builders = list(tree.files("/tests/make.py"))
    assert [o for f in builders for o in doors.writes_around_records(f, {})] == []


def test_every_exception_of_the_write_door_is_still_needed():
    assert doors.unused(exceptions.WRITES, list(tree.code())) == []


def test_a_save_outside_records_is_caught(planted):
    for call in ("person.save()", "Person.objects.create(name=1)", "rows.update(name='A')"):
        assert doors.writes_around_records(planted(f"def f():\n    {call}\n"), {})


def test_a_dictionary_may_be_updated(planted):
    assert doors.writes_around_records(planted("seen.update(other)\ndigest.update(b'a')"), {}) == []


def test_an_exception_names_one_file_and_one_method(planted):
    file = planted("a.save()\na.delete()\n", at="src/kinkeeper/site/x.py")
    found = doors.writes_around_records(file, {(file.path, "save"): "because"})
    assert len(found) == 1


def test_an_exception_without_use_is_caught(planted):
    assert doors.unused({("src/kinkeeper/site/x.py", "save"): "once"}, [planted("a = 1")])


def test_the_databases_own_guard_is_lifted_nowhere_else():
    found = set().union(*(doors.lifts(file) for file in tree.code()))
    hung = {("src/kinkeeper/ground/access/doors.py", name) for name in ("door", "hang", "opened")}
    hung |= {(f"src/kinkeeper/ground/access/{f}.py", n) for f, n in (
        ("api_doors", "api_door"), ("api_doors", "hang"), ("api_doors", "opened"),
        ("fencing", "fence_requests"), ("fencing", "middleware"))}  # fmt: skip
    assert found - hung == exceptions.LIFTS.keys()


def test_a_block_that_lifts_it_is_caught(planted):
    assert doors.lifts(planted("def f():\n    with lifted('x'):\n        pass\n"))
    assert doors.lifts(planted("@lifted('x')\ndef f():\n    pass\n"))
    assert not doors.lifts(planted("def f():\n    pass\n"))


def test_screens_ask_queries_not_managers():
    assert [o for f in tree.code() for o in doors.managers_in_screens(f)] == []


def test_a_manager_in_a_view_is_caught(planted):
    assert doors.managers_in_screens(planted("rows = Person.objects.all()"))
    assert doors.managers_in_screens(
        planted("Person._default_manager.all()", at="src/kinkeeper/mission/people/api/lists.py")
    )


def test_every_address_names_a_door():
    patterns = get_resolver().url_patterns
    found = addresses.without_door(patterns, login_pages=LOGIN_PAGES, shut=exceptions.SHUT)
    assert found == []


def guarded(request):
    return HttpResponse()


guarded.door = ("people.read", "care")


def unguarded(request):
    return HttpResponse()


def test_an_address_without_a_door_is_caught():
    inner = [path("one/", unguarded, name="one"), path("two/", guarded, name="two")]
    found = addresses.without_door(
        [path("people/", include(inner))], login_pages=("account_",), shut={}
    )
    assert found == ["/people/one/ (one) names no door"]


def test_an_operation_of_the_api_without_a_door_is_caught():
    api = NinjaAPI(urls_namespace="planted", openapi_url=None, docs_url=None)
    api.get("/open")(unguarded)
    api.get("/shut")(guarded)
    found = addresses.without_door([path("", api.urls)], login_pages=("a_",), shut=exceptions.SHUT)
    assert found == ["/open (unguarded) names no door"]
