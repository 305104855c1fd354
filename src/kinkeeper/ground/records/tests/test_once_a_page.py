"""What several parts of a page ask of a record is read once for each reader, then anew."""

from kinkeeper.ground.records.once_a_page import kept_on


class Page:
    """Stands for a record as a page loaded it."""


def test_it_is_read_once_for_each_question_and_each_reader():
    asked: list[tuple[str, str]] = []

    def ask(record, what, reader):
        def read():
            asked.append((what, reader))
            return len(asked)

        return kept_on(record, what, reader, read)

    page = Page()
    assert [ask(page, "a", "Awa"), ask(page, "a", "Awa")] == [1, 1]
    assert [ask(page, "a", "Fatim"), ask(page, "b", "Awa"), ask(page, "a", "Awa")] == [2, 3, 1]
    assert ask(Page(), "a", "Awa") == 4


def test_an_answer_that_is_empty_is_kept_too():
    page, asked = Page(), []
    for _twice in range(2):
        assert kept_on(page, "none", None, lambda: asked.append(1)) is None
    assert asked == [1]
