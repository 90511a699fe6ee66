"""What web processes and hosts must know together, for a while: Django's cache in the database, made fit for counting.

Three things differ from Django's own. Keys are keyed hashes, so that no address of a reader and no name of an account
can be read in the table. A value can be changed in one piece (`wijzig`), where Django's `incr` reads and then writes.
And when the table grows, only what has expired goes: Django throws away by order of key, and with it the count of
whoever is being stopped. `manage.py ruim_op` removes what has expired.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction
from django.utils.crypto import salted_hmac


def onleesbaar(key: str, key_prefix: str, version: int) -> str:
    """Return the key as it stands in the table (Django's KEY_FUNCTION)."""
    return salted_hmac("kaart.hulp.gedeeld", f"{key_prefix}:{version}:{key}", algorithm="sha256").hexdigest()


class SharedCache(DatabaseCache):
    """A database cache that is safe for counting; a migration of `organisaties` makes its table."""

    def wijzig(self, key: str, doe: Callable[[Any], Any], seconden: int) -> None:
        """Replace the value of `key` by `doe(value or None)` for so many seconds; one caller at a time per key."""
        db = router.db_for_write(self.cache_model_class)
        with transaction.atomic(using=db):
            if connections[db].vendor == "postgresql":
                # Also where there is no row yet to lock. SQLite's transactions begin with the lock (see settings).
                with connections[db].cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [self.make_key(key)])
            self.set(key, doe(self.get(key)), seconden)

    def ruim_op(self) -> int:
        """Remove what has expired; return how many."""
        db = router.db_for_write(self.cache_model_class)
        with connections[db].cursor() as cursor:
            return self._weg(db, cursor, datetime.now(UTC))

    def _weg(self, db: str, cursor: Any, nu: datetime) -> int:
        tabel = connections[db].ops.quote_name(self._table)  # type: ignore[attr-defined]
        grens = connections[db].ops.adapt_datetimefield_value(nu.replace(microsecond=0))
        cursor.execute(f"DELETE FROM {tabel} WHERE expires < %s", [grens])  # noqa: S608 - our own table's name
        return int(cursor.rowcount)

    def _cull(self, db: str, cursor: Any, now: datetime, num: int) -> None:
        self._weg(db, cursor, now)
