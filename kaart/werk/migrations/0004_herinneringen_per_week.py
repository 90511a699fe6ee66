"""Reminders are chosen as weekly, daily or never. What people had stays as it was: daily, or none."""

from django.db import migrations
from django.db.migrations.state import StateApps

HOUDERS = ("aandachtsfunctionaris", "coördinator")


def neem_over(apps: StateApps, schema_editor: object) -> None:
    """Put the choice beside each account: never where they were stopped, daily where they came."""
    medewerkers = apps.get_model("organisaties", "Medewerker").objects
    gestopt = apps.get_model("werk", "Herinneringstop").objects.values("medewerker")
    medewerkers.filter(pk__in=list(gestopt.values_list("medewerker", flat=True))).update(herinneren="nooit")
    houders = medewerkers.filter(groups__name__in=HOUDERS).exclude(herinneren="nooit").values_list("pk", flat=True)
    medewerkers.filter(pk__in=set(houders)).update(herinneren="dag")


def terug(apps: StateApps, schema_editor: object) -> None:
    """Keep who wants none."""
    stop = apps.get_model("werk", "Herinneringstop").objects
    for medewerker in apps.get_model("organisaties", "Medewerker").objects.filter(herinneren="nooit"):
        stop.get_or_create(medewerker=medewerker)


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0017_hoe_vaak_herinneren"),
        ("werk", "0003_lijsten_en_vergeefse_woorden"),
    ]

    operations = [
        migrations.RunPython(neem_over, terug),
        migrations.DeleteModel(name="Herinneringstop"),
    ]
