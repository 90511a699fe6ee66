"""What the database keeps of rows that are gone, and getting rid of it as far as a database lets one.

SQLite writes zeroes over what is removed (`secure_delete` in the settings). PostgreSQL leaves the old row in the file
of the table. VACUUM makes room of it, without locking anybody out, but writes over it only when something new comes.
VACUUM FULL writes the table again, and holds up everybody who reads it while it does: seconds for a city, at night.
"""

from __future__ import annotations

from django.apps import apps
from django.db import OperationalError, connection

APPS = ("organisaties", "doorverwijzing", "uitwisseling", "werk", "admin", "account", "sessions")
WACHT_OP_SLOT = "5s"
"""So long a full cleaning waits for whoever is busy with a table; then it leaves that table for the next time."""


def tabellen() -> list[str]:
    """Return the tables in which people's texts stand or stood, lists of keys as well."""
    return sorted(
        {
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if model._meta.app_label in APPS and model._meta.managed and not model._meta.proxy
        }
    )


def schoon_op(*, grondig: bool = False) -> tuple[int, list[str]]:
    """Vacuum the tables; return how many, and which were busy. Nothing on another database than PostgreSQL.

    Must run outside a transaction. `grondig`: write them again, so that nothing of what is gone is left in their files.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return 0, []
    hoe = "FULL, ANALYZE" if grondig else "ANALYZE"
    bezet = []
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{WACHT_OP_SLOT}'")
        try:
            for tabel in tabellen():
                try:
                    cursor.execute(f"VACUUM ({hoe}) {connection.ops.quote_name(tabel)}")
                except OperationalError:
                    bezet.append(tabel)
        finally:
            cursor.execute("RESET lock_timeout")
    return len(tabellen()) - len(bezet), bezet
