"""The page of the processes follows the tables."""

from scripts.process_tables import PAGE, page


def test_the_page_of_the_processes_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/process_docs"
