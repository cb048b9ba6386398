"""Needs from public records: many at once, again without harm."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.accounts.roles import OrganisationKind
from marketplace.accounts.services import organisations_import
from marketplace.core.imports import ImportOutcome, batch_checked
from marketplace.core.opaque import new_opaque_id
from marketplace.core.publication import publication_order
from marketplace.demands.content import DemandContent, DemandWords, demand_sha256
from marketplace.demands.models import Demand, DemandText
from marketplace.demands.selectors import TEXT_COLUMNS
from marketplace.demands.states import DemandState
from marketplace.evidence.services import EntryDraft, entries_record
from marketplace.taxonomy.choices import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDemand:
    """A need from public records.

    Args:
        source_ref: Its id in the source; one demand per id.
        buyer: Name of the body that asked.
        title: Title as published.
        objective: What is wanted; may be empty.
        description: The whole text.
        tech_areas: Areas the source names; they follow the description.
        language: Language of the texts.
    """

    source_ref: str
    buyer: str
    title: str
    objective: str
    description: str
    tech_areas: tuple[str, ...] = ()
    language: str = "en"


@transaction.atomic
def demands_import(*, batch: Sequence[ImportedDemand], now: dt.datetime) -> ImportOutcome:
    """Publish needs from public records, one log entry each; known ones stay as they are.

    Raises:
        InvalidInputError: The batch holds more than 500 needs.
    """
    batch_checked(batch)
    known = set(
        Demand.objects.filter(source_ref__in=[item.source_ref for item in batch]).values_list(
            "source_ref", flat=True
        )
    )
    fresh = list({item.source_ref: item for item in batch if item.source_ref not in known}.values())
    if fresh:
        _write(fresh, now)
    return ImportOutcome(created=len(fresh), unchanged=len(batch) - len(fresh))


def _write(fresh: list[ImportedDemand], now: dt.datetime) -> None:
    owners = organisations_import(
        kind=OrganisationKind.LARGE_FIRM, names={item.buyer for item in fresh}, now=now
    )
    texts = [_words(item) for item in fresh]
    digests = [demand_sha256(DemandContent(texts=(text,))) for text in texts]
    ids = [new_opaque_id() for _ in fresh]
    entries = entries_record(
        [
            EntryDraft(
                kind="demand.imported",
                subjects=[("demand", public_id)],
                audience=[owners[item.buyer].pk],
                body={"source": item.source_ref, "content_sha256": digest},
            )
            for item, public_id, digest in zip(fresh, ids, digests, strict=True)
        ],
        now=now,
    )
    demands = Demand.objects.bulk_create(
        Demand(
            public_id=public_id,
            owner=owners[item.buyer],
            origin=Origin.IMPORTED,
            state=DemandState.PUBLISHED,
            source_ref=item.source_ref,
            content_sha256=digest,
            created_at=now,
            published_at=now,
            published_order=publication_order(public_id, now),
            publication_entry=entry,
        )
        for item, public_id, digest, entry in zip(fresh, ids, digests, entries, strict=True)
    )
    DemandText.objects.bulk_create(
        DemandText(
            demand=demand,
            language=text.language,
            **{name: getattr(text, name) for name in TEXT_COLUMNS},
        )
        for demand, text in zip(demands, texts, strict=True)
    )


def _words(item: ImportedDemand) -> DemandWords:
    return DemandWords(
        language=item.language,
        title=item.title[:300],
        need=item.objective or item.description,
        outcomes=item.description if item.objective else "",
        constraints=", ".join(item.tech_areas),
    )
