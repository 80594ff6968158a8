from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_imported_records")]

    operations = [
        migrations.AddField(model_name="revision", name="stamp", field=models.CharField(default="", max_length=32)),
    ]
