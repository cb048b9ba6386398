"""Add classification, working versions, scored reviews and the thread beside them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import marketplace.core.opaque

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

frozen = import_module("marketplace.technologies.migrations.0002_frozen_versions")


def triggers_put_aside(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers where adding a column makes the table anew, which loses them."""
    if editor.connection.vendor == "sqlite":
        for name in ("technology_version_frozen", "technology_text_frozen"):
            editor.execute(f"DROP TRIGGER {name}")


def triggers_put_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers again."""
    if editor.connection.vendor == "sqlite":
        frozen.triggers_add(apps, editor)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("evidence", "0001_initial"),
        ("technologies", "0002_frozen_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(triggers_put_aside, triggers_put_back),
        migrations.CreateModel(
            name="Review",
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
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("approved", "Fit for the market"),
                            ("returned", "Given back to the firm, with words"),
                        ],
                        max_length=10,
                    ),
                ),
                ("scores", models.JSONField()),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("same_person", models.BooleanField(default=False)),
                ("decided_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReviewComment",
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
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("firm", "The firm that offers the technology"),
                            ("reviewer", "A reviewer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=2000)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="technology",
            name="next_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="technologies.technologyversion",
            ),
        ),
        migrations.AddField(
            model_name="technology",
            name="revision_state",
            field=models.CharField(
                choices=[
                    ("none", "No new wording"),
                    ("draft", "Being written beside the public wording"),
                    ("in_review", "Waiting for a reviewer; the public wording stays meanwhile"),
                ],
                default="none",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="technology",
            name="submitted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="technologyversion",
            name="ipc_codes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="technologyversion",
            name="ksic_codes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="technologyversion",
            name="partner_types",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="technologyversion",
            name="regions",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="technologyversion",
            name="saved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="technology",
            index=models.Index(
                models.F("submitted_at"),
                models.F("public_id"),
                condition=models.Q(("submitted_at__isnull", False)),
                name="technology_review_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="technology",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision_state__in", ["none", "draft", "in_review"])),
                name="technology_revision_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="technology",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revision_state", "none"),
                    ("state__in", ["published", "paused"]),
                    _connector="OR",
                ),
                name="technology_revision_beside_public",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="reviewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="review",
                to="technologies.technologyversion",
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="technology",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="technologies.technology",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ["approved", "returned"])),
                name="review_decision_known",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewcomment",
            index=models.Index(fields=["technology", "id"], name="review_comment_order"),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["firm", "reviewer"])),
                name="review_comment_side_known",
            ),
        ),
        migrations.RunPython(triggers_put_back, triggers_put_aside),
    ]
