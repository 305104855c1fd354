"""Names and sizes."""

from tests.architecture import exceptions
from tests.architecture.guards import shape, tree


def test_no_file_has_a_name_that_says_nothing():
    assert shape.shapeless_names(list(tree.paths()), exceptions.NAMES) == []


def test_a_shapeless_name_is_caught():
    bad = ["src/kinkeeper/mission/people/utils.py", "src/kinkeeper/core/models.py", "a/base.html"]
    assert len(shape.shapeless_names([*bad, "a/based.py"], {})) == 3


def test_files_are_short():
    assert shape.long_files(list(tree.files(*shape.MEASURED)), exceptions.LONG) == []


def test_a_long_file_is_caught(planted):
    assert shape.long_files([planted("x = 1\n" * 401)], {})
    assert shape.long_files([planted("x = 1\n" * 400)], {}) == []


def test_functions_are_short():
    everywhere = [f for f in tree.files(".py") if not f.is_migration]
    assert [o for f in everywhere for o in shape.long_functions(f)] == []


def test_a_long_function_is_caught(planted):
    body = "    x = 1\n"
    assert shape.long_functions(planted("def long():\n" + body * 40))
    assert shape.long_functions(planted("def fits():\n" + body * 39)) == []


def test_most_functions_are_very_short():
    lengths = [n for f in tree.code() for n in shape.function_lengths(f).values()]
    middle, most = shape.share_of_short(lengths)
    assert middle < shape.MIDDLE_FUNCTION
    assert most < shape.MOST_FUNCTIONS


def test_a_share_of_long_functions_is_seen():
    assert shape.share_of_short([5] * 8 + [39] * 2) == (5, 39)
