"""A link of the chain: which lines of which log it covers, and the hash over all before it."""

from django.db import models


class Link(models.Model):
    """Lines of one log that were written together.

    `lines`: their primary keys. `digest`: over what stood in them then. `number` and `hash` are
    given when the link takes its place in the chain, at once on SQLite, after the transaction on
    PostgreSQL, where several transactions are under way at the same time.
    """

    number = models.BigIntegerField(null=True, unique=True)
    at = models.DateTimeField()
    log = models.CharField(max_length=20)
    lines: models.JSONField[list[int], list[int]] = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], name="link_waiting", condition=models.Q(number__isnull=True)
            )
        ]
