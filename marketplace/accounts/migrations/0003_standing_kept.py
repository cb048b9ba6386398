"""People and firms from before keep their standing: a proven address, a confirmed check."""

from typing import Any

from django.db import migrations

_A_STATEMENT = 500


def _addresses_proven(apps: Any, _schema_editor: Any) -> None:
    # until now only people enrolled by others could sign in, each with a known address
    users = apps.get_model("accounts", "User").objects
    addresses = apps.get_model("account", "EmailAddress").objects
    known = addresses.values("user_id")
    rows = [
        addresses.model(user_id=pk, email=email, verified=True, primary=True)
        for pk, email in users.exclude(pk__in=known).values_list("pk", "email")
    ]
    addresses.bulk_create(rows, batch_size=_A_STATEMENT)


def _checks_confirmed(apps: Any, _schema_editor: Any) -> None:
    organisations = apps.get_model("accounts", "Organisation").objects
    checks = apps.get_model("accounts", "FirmCheck").objects
    verified = organisations.filter(verification="verified", firm_checks=None)
    rows = [
        checks.model(
            organisation_id=pk, state="confirmed", created_at=created_at, decided_at=created_at
        )
        for pk, created_at in verified.values_list("pk", "created_at")
    ]
    checks.bulk_create(rows, batch_size=_A_STATEMENT)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_firm_life"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.RunPython(_addresses_proven, migrations.RunPython.noop),
        migrations.RunPython(_checks_confirmed, migrations.RunPython.noop),
    ]
