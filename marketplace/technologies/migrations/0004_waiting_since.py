"""Tell since when the technologies wait that are in review now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import migrations
from django.db.models import OuterRef, Subquery

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def waiting_fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the moment at which the waiting version was frozen."""
    versions = apps.get_model("technologies", "TechnologyVersion").objects
    waiting = apps.get_model("technologies", "Technology").objects.filter(state="in_review")
    frozen = versions.filter(pk=OuterRef("version_id")).values("frozen_at")
    waiting.update(submitted_at=Subquery(frozen))


class Migration(migrations.Migration):
    """Fill the column."""

    dependencies: ClassVar = [("technologies", "0003_review_and_revision")]
    operations: ClassVar = [migrations.RunPython(waiting_fill, migrations.RunPython.noop)]
