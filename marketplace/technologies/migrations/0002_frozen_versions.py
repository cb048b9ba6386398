"""Let the database itself refuse to change a version that was submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VERSION, TEXT = "technologies_technologyversion", "technologies_technologytext"
MESSAGE = "a submitted technology version never changes"
IS_FROZEN = (
    f"EXISTS (SELECT 1 FROM {VERSION} v WHERE v.id = OLD.version_id AND v.frozen_at IS NOT NULL)"  # noqa: S608  (own constants)
)

SQLITE = [
    f"""CREATE TRIGGER {name} BEFORE UPDATE ON {table}
        WHEN {when} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    for name, table, when in (
        ("technology_version_frozen", VERSION, "OLD.frozen_at IS NOT NULL"),
        ("technology_text_frozen", TEXT, IS_FROZEN),
    )
]
POSTGRESQL = [
    f"""CREATE FUNCTION technology_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.frozen_at IS NOT NULL THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
    f"""CREATE FUNCTION technology_text_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {IS_FROZEN} THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
    f"""CREATE TRIGGER technology_version_frozen BEFORE UPDATE ON {VERSION}
        FOR EACH ROW EXECUTE FUNCTION technology_version_frozen()""",
    f"""CREATE TRIGGER technology_text_frozen BEFORE UPDATE ON {TEXT}
        FOR EACH ROW EXECUTE FUNCTION technology_text_frozen()""",
]


def triggers_add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers in the words of this database."""
    statements = POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies: ClassVar = [("technologies", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(triggers_add, migrations.RunPython.noop)]
