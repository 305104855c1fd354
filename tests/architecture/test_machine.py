"""The repository tells nothing of the machines it was written on, and locks hold no address."""

from tests.architecture.guards import machine, tree


def test_no_file_names_this_machine():
    names = machine.names_of_this_machine()
    assert [o for f in tree.files() for o in machine.tells(f, names)] == []


def test_the_name_of_a_machine_is_caught(planted):
    file = planted("a = 1\nDATA = '/home/somebody/kinkeeper/data'\n")
    found = machine.tells(file, {"/home/somebody/kinkeeper"})
    assert found == [f"{file.path}:2 names this machine (/home/somebody/kinkeeper)"]


def test_locks_hold_versions_and_hashes_only():
    locks = list(tree.files(".lock", under="requirements/"))
    assert len(locks) == 4
    assert [o for f in locks for o in machine.places_in_lock(f)] == []


def test_an_index_in_a_lock_is_caught(planted):
    bad = "--index-url https://mirror.example/simple\ndjango @ file:///opt/django.whl\n"
    assert len(machine.places_in_lock(planted(bad, at="requirements/run.lock"))) == 2


def test_the_run_lock_is_part_of_the_dev_lock():
    run, dev = ((tree.ROOT / f"requirements/{n}.lock").read_text() for n in ("run", "dev"))
    pins = {line.split(" ")[0] for line in run.splitlines() if "==" in line}
    assert pins <= {line.split(" ")[0] for line in dev.splitlines()}
