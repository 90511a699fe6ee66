"""Let whoever proposed something hear what became of it: on the site, and by mail for who asks for that."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def was_gelezen(apps: Any, schema_editor: Any) -> None:
    """Mark what was decided before as read: it is no news to anybody."""
    voorstel = apps.get_model("organisaties", "Voorstel")
    voorstel.objects.filter(besloten_op__isnull=False).update(uitkomst_gelezen_op=F("besloten_op"))


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0011_mailvragen"),
    ]

    operations = [
        migrations.AddField(
            model_name="medewerker",
            name="mail_over_voorstellen",
            field=models.BooleanField(
                default=False,
                help_text="Een mail zodra iemand over een voorstel van jou beslist.",
                verbose_name="mail over mijn voorstellen",
            ),
        ),
        migrations.AddField(
            model_name="voorstel",
            name="uitkomst_gelezen_op",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(was_gelezen, migrations.RunPython.noop),
    ]
