"""Writers on SQLite get the write lock in the order in which they came."""

import sqlite3
import threading
import time

import pytest
from django.db import connection, connections, transaction

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a queue of its own"),
]
WRITERS = 6


def test_writers_are_served_in_the_order_in_which_they_came():
    served = []

    def write(number):
        with transaction.atomic():
            served.append(number)
            time.sleep(0.02)
        connections.close_all()

    writers = [threading.Thread(target=write, args=[n]) for n in range(WRITERS)]
    holder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    for writer in writers:
        writer.start()
        time.sleep(0.1)
    assert served == []
    holder.execute("ROLLBACK")
    holder.close()
    for writer in writers:
        writer.join()
    assert served == list(range(WRITERS))


def test_an_error_leaves_the_queue_open():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        1 / 0  # noqa: B018 - the error is the point
    with transaction.atomic():
        assert connection.in_atomic_block
