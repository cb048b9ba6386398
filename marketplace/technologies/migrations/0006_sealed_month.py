from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("technologies", "0005_leak_reports")]

    operations = [
        migrations.AddField(
            model_name="leakreport",
            name="sealed_month",
            field=models.CharField(blank=True, max_length=7, default=""),
            preserve_default=False,
        ),
    ]
