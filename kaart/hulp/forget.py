"""What Django and the database remember of a row beside the row itself, for what has to be gone for good."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import NestedObjects
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection, models


def forget_in_admin(rows: Iterable[models.Model]) -> None:
    """Take what the admin noted about these rows and all that goes with them: each line has the name of its row."""
    for row in rows:
        along = NestedObjects(using=connection.alias)
        along.collect([row])
        for model, found in along.data.items():
            if model._meta.auto_created:
                continue
            kind = ContentType.objects.get_for_model(model)
            LogEntry.objects.filter(content_type=kind, object_id__in=[str(one.pk) for one in found]).delete()


def empty_write_ahead_log() -> None:
    """Empty what SQLite keeps beside its file: there, what was overwritten can still be read.

    While somebody reads it cannot; then it happens by itself with a later write.
    """
    if connection.vendor == "sqlite":
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
