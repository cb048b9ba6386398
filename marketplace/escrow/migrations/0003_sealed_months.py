from typing import Any

from django.db import migrations


def fill(apps: Any, _editor: Any) -> None:
    """Tell of each comparison the month in which the first of its deposits was sealed."""
    Report = apps.get_model("technologies", "LeakReport")
    Deposit = apps.get_model("escrow", "Deposit")
    for report in Report.objects.iterator():
        sealed = Deposit.objects.filter(public_id__in=report.deposits, sealed_at__isnull=False)
        first = sealed.order_by("sealed_at").values_list("sealed_at", flat=True).first()
        if first is not None:
            report.sealed_month = f"{first.year:04d}-{first.month:02d}"
            report.save(update_fields=["sealed_month"])


class Migration(migrations.Migration):
    dependencies = [
        ("escrow", "0002_file_fingerprints"),
        ("technologies", "0006_sealed_month"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
