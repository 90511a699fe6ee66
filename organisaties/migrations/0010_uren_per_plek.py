import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0009_ingrepen"),
    ]

    operations = [
        migrations.AddField(
            model_name="openingstijd",
            name="locatie",
            field=models.ForeignKey(
                blank=True,
                help_text="Leeg betekent: op elke plek van het aanbod.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="openingstijden",
                to="organisaties.locatie",
                verbose_name="alleen op deze plek",
            ),
        ),
    ]
