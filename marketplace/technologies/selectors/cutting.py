"""Cut technologies to one reader: the one place where rows are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marketplace.ladder.selectors import stages_for
from marketplace.technologies.content import CARD_LIMITS, SUMMARY_LIMITS
from marketplace.technologies.models import Technology, TechnologyText
from marketplace.technologies.policies import (
    can_read_owner,
    can_read_summary,
    can_read_working_version,
    owns_technology,
    reviews_technology,
)
from marketplace.technologies.rows import TechnologyRow
from marketplace.technologies.selectors.duties import barred_owners
from marketplace.technologies.states import RevisionState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Q

    from marketplace.core.actor import Actor

_CARD_COLUMNS = ("language", *CARD_LIMITS)
_SUMMARY_COLUMNS = ("language", *CARD_LIMITS, *SUMMARY_LIMITS, "keywords")
# in the order of the fields of TechnologyRow
_ROW_COLUMNS = (
    "pk",
    "public_id",
    "origin",
    "state",
    "owner_id",
    "revision",
    "published_order",
    "submitted_at",
    "return_reason",
    "publication_entry__uid",
    "revision_state",
    "owner__name_ko",
    "owner__name_en",
    "version_id",
    "version__number",
    "version__industry",
    "version__trl",
    "version__transfer_modes",
    "version__year",
    "version__ip_status",
    "version__ipc_codes",
    "version__ksic_codes",
    "version__partner_types",
    "version__regions",
    "leak_report_id",
    "leak_report__sealed_month",
)


def technology_rows(
    actor: Actor, where: Q, now: datetime, *, limit: int, order: tuple[str, ...] = ()
) -> list[TechnologyRow]:
    """Return the technologies of a scope, each cut to the reader, in a constant number of queries.

    Args:
        actor: Who reads.
        where: Rows that the actor may see at least as a card.
        now: The moment of reading.
        limit: Largest number of rows.
        order: Columns to sort by.
    """
    table = Technology.objects.filter(where).order_by(*order)
    rows = [TechnologyRow(*values) for values in table.values_list(*_ROW_COLUMNS)[:limit]]
    if not rows:
        return rows
    stages = stages_for(actor, rows, now)
    for row in rows:
        row.stage = stages[row.public_id]
        row.is_own = owns_technology(actor, row)
        row.may_read_summary = can_read_summary(actor, row, row.stage)
    waiting = {row.owner_id for row in rows if row.owner_id and reviews_technology(actor, row)}
    barred = barred_owners(actor, waiting, now)
    for row in rows:
        row.review_barred = row.owner_id in barred
        _cut(actor, row)
    _texts_fill(rows)
    return rows


def _cut(actor: Actor, row: TechnologyRow) -> None:
    """Take out what this reader may not know; the owner goes last, for the rules ask for it."""
    if not row.may_read_summary:
        row.ip_status = ""
        row.ipc_codes, row.ksic_codes, row.partner_types, row.regions = [], [], [], []
    if not can_read_owner(actor, row, row.stage):
        row.owner_name_ko = row.owner_name_en = None
    if not can_read_working_version(actor, row):
        row.revision = row.return_reason = row.version_number = row.submitted_at = None
        row.revision_state = RevisionState.NONE
    if not row.is_own:
        row.owner_id = row.publication_entry_id = None


def _texts_fill(rows: Iterable[TechnologyRow]) -> None:
    """Load each reader's columns and no others: a card never carries a summary's words."""
    versions = {row.version_id: row for row in rows}
    for readable, columns in ((True, _SUMMARY_COLUMNS), (False, _CARD_COLUMNS)):
        ids = [pk for pk, row in versions.items() if row.may_read_summary is readable]
        if not ids:
            continue
        texts = TechnologyText.objects.filter(version_id__in=ids)
        for version_id, language, *values in texts.values_list("version_id", *columns):
            text: dict[str, Any] = dict(zip(columns[1:], values, strict=True))
            row = versions[version_id]
            row.cards[language] = {name: text[name] for name in CARD_LIMITS}
            if readable:
                row.summaries[language] = text
