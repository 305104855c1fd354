"""For migrations: what was logged before there was a chain is said in the chain's first links."""

from typing import Any

from kinkeeper.ground.audit.rules import FIRST, hash_of, joined


def start(link: type[Any], log: str, last: int, at: Any) -> None:
    """link: the model as the migration knows it. Nothing for a log without lines."""
    if not last:
        return
    rows = link.objects.filter(number__isnull=False).order_by("-number")
    number, before = rows.values_list("number", "hash").first() or (0, FIRST)
    facts = {
        "number": number + 1,
        "at": at,
        "log": f"start:{log}",
        "lines": [last],
        "digest": joined([]),
    }
    link.objects.create(**facts, hash=hash_of(before, **facts))
