"""What a refused act must leave as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from marketplace.accounts import models
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry

if TYPE_CHECKING:
    from django.db.models import Model

_TABLES = (
    models.User,
    models.Organisation,
    models.Membership,
    models.MembershipRole,
    models.FirmCheck,
    models.FirmDocument,
    models.Invitation,
    models.Barrier,
    models.Affiliate,
    models.AgeRecipient,
    models.ApiToken,
    models.DutyRelaxation,
    EmailAddress,
    Timer,
    Entry,
)


def everything_written() -> list[list[tuple[object, ...]]]:
    """Return every row that people and organisations are made of, and the log."""
    return [_rows(table) for table in _TABLES]


def _rows(table: type[Model]) -> list[tuple[object, ...]]:
    # a token's use is noted at each request, refused or not
    columns = [field.attname for field in table._meta.fields if field.name != "last_used_at"]
    return list(table._base_manager.order_by("pk").values_list(*columns))


def last_entry(kind: str) -> Entry:
    """Return the newest entry of a kind."""
    return Entry.objects.filter(kind=kind).latest("pk")
