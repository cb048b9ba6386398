import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import marketplace.core.opaque


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0010_glossary"),
        ("technologies", "0006_sealed_month"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WeighedSearch",
            fields=[
                (
                    "search",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="matching.savedsearch",
                    ),
                ),
                ("weighed_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name="savedsearch",
            name="pace",
            field=models.CharField(
                choices=[
                    ("instant", "At once, ten a day; what is more comes with the next day's"),
                    ("daily", "Together, at 09:00 each day in Korea"),
                    ("weekly", "Together, at 09:00 each Monday in Korea"),
                    ("off", "Not at all"),
                ],
                default="off",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="savedsearch",
            name="told_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="SearchAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="matching.savedsearch",
                    ),
                ),
                (
                    "technology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="technologies.technology",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at", None)),
                        fields=["search"],
                        name="search_alert_waiting",
                    ),
                    models.Index(fields=["search", "-told_at"], name="search_alert_told"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "technology"), name="search_alert_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("texts", models.CharField(max_length=1)),
                ("terms", models.BinaryField()),
                ("weights", models.BinaryField()),
                ("threshold", models.FloatField()),
                ("best", models.FloatField()),
                ("number", models.BigIntegerField(unique=True)),
                (
                    "stamp",
                    models.CharField(default=marketplace.core.opaque.new_opaque_id, max_length=22),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, choices=[("ko", "Korean"), ("en", "English")], max_length=2
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="matching.savedsearch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("search", "language"), name="search_profile_once"
                    )
                ],
            },
        ),
    ]
