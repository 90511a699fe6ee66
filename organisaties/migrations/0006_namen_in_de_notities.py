from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisaties", "0005_naam_tonen")]

    operations = [
        migrations.AddField("kaartwijziging", "namen", models.JSONField(default=list, editable=False)),
    ]
