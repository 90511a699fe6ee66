"""The table of what web processes know together (kaart/hulp/gedeeld.py): Django's own, made by Django's own command.

Apart from 0001, which Django writes by itself: a cache is no model, so nothing else would make its table.
"""

from typing import Any

from django.core.management import call_command
from django.db import migrations

TABEL = "gedeeld_geheugen"


def maak(apps: Any, schema_editor: Any) -> None:
    """Make it where it is not there yet."""
    call_command("createcachetable", TABEL, database=schema_editor.connection.alias, verbosity=0)


def weg(apps: Any, schema_editor: Any) -> None:
    """Drop it: what it holds is over within a day."""
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABEL)}")


class Migration(migrations.Migration):
    """After the models."""

    dependencies = [("organisaties", "0001_begin")]

    operations = [migrations.RunPython(maak, weg)]
