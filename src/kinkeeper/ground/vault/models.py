"""One wrapped key per record that holds sensitive values."""

from django.db import models


class RecordKey(models.Model):
    """AES-256 key of one record, wrapped by the key of this installation.

    Deleting the row makes every sealed image of the record unreadable, in backups too.
    """

    record = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
