from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_the_whole_record")]

    operations = [
        migrations.AddField(model_name="revision", name="stamp", field=models.CharField(default="", max_length=32)),
    ]
