"""The table of what web processes know together (kaart/hulp/gedeeld.py): Django's own, made by Django's own command."""

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
    """After the last one."""

    dependencies = [("organisaties", "0010_kolommenlijst")]

    operations = [migrations.RunPython(maak, weg)]
