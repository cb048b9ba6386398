import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import marketplace.core.opaque


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0006_exposure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=marketplace.core.opaque.new_opaque_id,
                        editable=False,
                        max_length=22,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("text", models.CharField(blank=True, max_length=500)),
                ("example", models.CharField(blank=True, max_length=22)),
                ("industries", models.JSONField(default=list)),
                ("trl_min", models.PositiveSmallIntegerField(null=True)),
                ("trl_max", models.PositiveSmallIntegerField(null=True)),
                ("transfer_modes", models.JSONField(default=list)),
                ("origins", models.JSONField(default=list)),
                ("regions", models.JSONField(default=list)),
                ("order", models.CharField(max_length=12)),
                ("digest", models.CharField(max_length=64)),
                ("saved_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "digest"), name="saved_search_once")
                ],
            },
        ),
    ]
