"""Listings from public records: many at once, again without harm, the firm's name masked."""

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
from marketplace.evidence.services import EntryDraft, entries_record
from marketplace.taxonomy.choices import Origin
from marketplace.technologies.content import OfferContent, OfferText, offer_sha256
from marketplace.technologies.masking import firm_masked
from marketplace.technologies.models import Technology, TechnologyText, TechnologyVersion
from marketplace.technologies.states import TechnologyState
from marketplace.technologies.wording import version_columns

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTechnology:
    """A listing from public records.

    Args:
        source_ref: Its id in the source; one listing per id.
        firm: Name of the firm as the source spells it; masked in the texts.
        area: Who paid for it and in what field: the anonymous card.
        year: Year of the award, or None.
        title: Title as published.
        abstract: Abstract as published.
        language: Language of the texts.
    """

    source_ref: str
    firm: str
    area: str
    year: int | None
    title: str
    abstract: str
    language: str = "en"


@transaction.atomic
def technologies_import(*, batch: Sequence[ImportedTechnology], now: dt.datetime) -> ImportOutcome:
    """Publish listings from public records, one log entry each; known ones stay as they are.

    Raises:
        InvalidInputError: The batch holds more than 500 listings.
    """
    batch_checked(batch)
    known = set(
        Technology.objects.filter(source_ref__in=[item.source_ref for item in batch]).values_list(
            "source_ref", flat=True
        )
    )
    fresh = list({item.source_ref: item for item in batch if item.source_ref not in known}.values())
    if fresh:
        _write(fresh, now)
    return ImportOutcome(created=len(fresh), unchanged=len(batch) - len(fresh))


def _write(fresh: list[ImportedTechnology], now: dt.datetime) -> None:
    owners = organisations_import(
        kind=OrganisationKind.SME, names={item.firm for item in fresh}, now=now
    )
    contents = [_content(item) for item in fresh]
    digests = [offer_sha256(content) for content in contents]
    ids = [new_opaque_id() for _ in fresh]
    entries = entries_record(
        [
            EntryDraft(
                kind="technology.imported",
                subjects=[("technology", public_id)],
                audience=[owners[item.firm].pk],
                body={"source": item.source_ref, "version_sha256": digest},
            )
            for item, public_id, digest in zip(fresh, ids, digests, strict=True)
        ],
        now=now,
    )
    technologies = Technology.objects.bulk_create(
        Technology(
            public_id=public_id,
            owner=owners[item.firm],
            origin=Origin.IMPORTED,
            state=TechnologyState.PUBLISHED,
            source_ref=item.source_ref,
            created_at=now,
            published_at=now,
            published_order=publication_order(public_id, now),
            publication_entry=entry,
        )
        for item, public_id, entry in zip(fresh, ids, entries, strict=True)
    )
    versions = TechnologyVersion.objects.bulk_create(
        TechnologyVersion(
            technology=technology,
            frozen_at=now,
            content_sha256=digest,
            **version_columns(content),
        )
        for technology, content, digest in zip(technologies, contents, digests, strict=True)
    )
    TechnologyText.objects.bulk_create(
        TechnologyText(
            version=version,
            language=text.language,
            area=text.area,
            title=text.title,
            summary=text.summary,
        )
        for version, content in zip(versions, contents, strict=True)
        for text in content.texts
    )
    for technology, version in zip(technologies, versions, strict=True):
        technology.version = version
    Technology.objects.bulk_update(technologies, ["version"])


def _content(item: ImportedTechnology) -> OfferContent:
    text = OfferText(
        language=item.language,
        area=item.area[:80],
        title=firm_masked(item.title, firm=item.firm)[:300],
        summary=firm_masked(item.abstract, firm=item.firm),
    )
    return OfferContent(year=item.year, texts=(text,))
