"""What a search asks for, and whether two ask for the same; pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from marketplace.core.texts import choice_checked, choices_checked
from marketplace.taxonomy.choices import Industry, Origin, Region, TransferMode
from matching.engines.base import SearchFilters
from matching.search import SearchOrder

if TYPE_CHECKING:
    from matching.models import SavedSearch


@dataclass(frozen=True, slots=True)
class SearchContent:
    """A search of the market as its address says it.

    Args:
        text: Words, or none.
        example: In their place the opaque id of a technology.
        filters: What is chosen: industries, levels, transfer modes, sources, regions.
        order: How the answer to words or an example is sorted.
    """

    text: str = ""
    example: str = ""
    filters: SearchFilters = field(default_factory=SearchFilters)
    order: str = SearchOrder.RELEVANCE

    @property
    def digest(self) -> str:
        """Return the SHA-256 of all of it, in hexadecimal."""
        plain = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()


def content_checked(content: SearchContent) -> SearchContent:
    """Return the search in the one form that equal searches have.

    Raises:
        InvalidInputError: A value is none of the choices.
    """
    filters = content.filters
    order = choice_checked(content.order, allowed=SearchOrder.values, field="order")
    is_asked = bool(content.text.strip() or content.example)
    return replace(
        content,
        filters=SearchFilters(
            industries=choices_checked(
                filters.industries, allowed=Industry.values, field="industries"
            ),
            trl_min=filters.trl_min,
            trl_max=filters.trl_max,
            transfer_modes=choices_checked(
                filters.transfer_modes, allowed=TransferMode.values, field="transferModes"
            ),
            origins=choices_checked(filters.origins, allowed=Origin.values, field="origins"),
            regions=choices_checked(filters.regions, allowed=Region.values, field="regions"),
        ),
        # without a question the newest come first, whatever was chosen before
        order=order if is_asked and order else SearchOrder.RELEVANCE.value,
    )


def filters_of(search: SavedSearch) -> SearchFilters:
    """Return the hard conditions that the search keeps."""
    return SearchFilters(
        industries=tuple(search.industries),
        trl_min=search.trl_min,
        trl_max=search.trl_max,
        transfer_modes=tuple(search.transfer_modes),
        origins=tuple(search.origins),
        regions=tuple(search.regions),
    )
