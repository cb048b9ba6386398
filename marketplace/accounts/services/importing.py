"""Firms named in public records: without members, without a number, one row for each name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.accounts.models import Organisation
from marketplace.taxonomy.choices import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_LEGAL_FORM = re.compile(
    r"[,\s]+(inc|incorporated|llc|l\.l\.c|corp|corporation|co|company|ltd|limited|lp|plc)\.?$",
    re.IGNORECASE,
)


@transaction.atomic
def organisations_import(
    *, kind: str, names: Iterable[str], now: datetime
) -> dict[str, Organisation]:
    """Return an organisation without members for each name, made where it is missing.

    Spellings that differ only in case, punctuation or legal form count as one firm.
    """
    wanted = {name: f"{kind}:{organisation_import_key(name)}" for name in names}
    found = Organisation.objects.in_bulk(set(wanted.values()), field_name="import_key")
    missing = {key: name for name, key in wanted.items() if key not in found}
    Organisation.objects.bulk_create(
        Organisation(
            kind=kind, name_en=name[:160], origin=Origin.IMPORTED, import_key=key, created_at=now
        )
        for key, name in missing.items()
    )
    found |= Organisation.objects.in_bulk(set(missing), field_name="import_key")
    return {name: found[key] for name, key in wanted.items()}


def organisation_import_key(name: str) -> str:
    """Return the spelling-independent form of a firm's name."""
    shortened = _LEGAL_FORM.sub("", name.strip())
    key = re.sub(r"[^\w]+", "", shortened.lower())
    return (key or re.sub(r"\s+", "", name.lower()))[:150]
