"""What the search index reads of published technologies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from marketplace.technologies.content import SUMMARY_LIMITS
from marketplace.technologies.models import Technology, TechnologyText
from marketplace.technologies.policies import market_technologies

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class IndexText:
    """One language of an offer, as the search index reads it."""

    language: str
    area: str
    problem: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class IndexSource:
    """A published technology, as the search index reads it."""

    technology_id: int
    public_id: str
    owner_id: int
    origin: str
    industry: str | None
    trl: int | None
    transfer_modes: tuple[str, ...]
    regions: tuple[str, ...]
    year: int | None
    published_order: int
    texts: tuple[IndexText, ...]


def technologies_to_index(
    *, technology_ids: Sequence[int] | None, after_id: int = 0, limit: int = 500
) -> list[IndexSource]:
    """Return published technologies with all their texts, in the order of their keys.

    Args:
        technology_ids: The ones wanted, or None for all.
        after_id: Key of the last one of the batch before.
        limit: Largest number returned.
    """
    table = Technology.objects.filter(market_technologies(), pk__gt=after_id)
    if technology_ids is not None:
        table = table.filter(pk__in=technology_ids)
    technologies = list(table.select_related("version").order_by("pk")[:limit])
    texts: dict[int, list[IndexText]] = {}
    versions = [technology.version_id for technology in technologies]
    for text in TechnologyText.objects.filter(version_id__in=versions).order_by("language"):
        texts.setdefault(text.version_id, []).append(_index_text(text))
    return [
        _index_source(technology, tuple(texts.get(technology.version_id or 0, ())))
        for technology in technologies
    ]


def is_market_empty() -> bool:
    """Return whether nothing is published."""
    return not Technology.objects.filter(market_technologies()).exists()


def market_text_counts() -> dict[str, int]:
    """Return how many published technologies are written in each language."""
    public = Technology.objects.filter(market_technologies()).values("version_id")
    rows = (
        TechnologyText.objects.filter(version__in=public)
        .order_by()
        .values_list("language")
        .annotate(count=Count("pk"))
    )
    return dict(rows)


def technology_ids_for(public_ids: Sequence[str]) -> list[int]:
    """Return the keys behind opaque ids, for the indexer."""
    return list(Technology.objects.filter(public_id__in=public_ids).values_list("pk", flat=True))


def _index_text(text: TechnologyText) -> IndexText:
    prose = [getattr(text, name) for name in SUMMARY_LIMITS if name != "title"]
    body = "\n".join(part for part in (*prose, ", ".join(text.keywords)) if part)
    return IndexText(text.language, text.area, text.problem, text.title, body)


def _index_source(technology: Technology, texts: tuple[IndexText, ...]) -> IndexSource:
    version = technology.version
    if version is None or technology.published_order is None:
        msg = f"technology {technology.pk} is published without a version"
        raise RuntimeError(msg)
    return IndexSource(
        technology_id=technology.pk,
        public_id=technology.public_id,
        owner_id=technology.owner_id,
        origin=technology.origin,
        industry=version.industry or None,
        trl=version.trl,
        transfer_modes=tuple(version.transfer_modes),
        regions=tuple(version.regions),
        year=version.year,
        published_order=technology.published_order,
        texts=texts,
    )
