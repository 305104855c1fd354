"""Settings are read once a request, and anew outside of one."""

from kinkeeper.ground.records.once_a_request import begin, end, for_request, forget


def counting():
    found = []

    def read():
        found.append(1)
        return len(found)

    return read


def test_outside_a_request_everything_is_read_anew():
    read = counting()
    assert [for_request("limits", read), for_request("limits", read)] == [1, 2]


def test_within_a_request_it_is_read_once_until_it_is_changed():
    read = counting()
    begin()
    try:
        assert [for_request("limits", read), for_request("limits", read)] == [1, 1]
        forget("limits")
        assert for_request("limits", read) == 2
        assert for_request("other", read) == 3
    finally:
        end()
    assert for_request("limits", read) == 4


def test_the_next_request_knows_nothing_of_the_one_before():
    read = counting()
    for _request in range(2):
        begin()
        for_request("limits", read)
    end()
    assert for_request("limits", read) == 3
