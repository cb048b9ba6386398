"""Demands as a reader gets them: what only its firm may read is filled in for its members alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marketplace.core.publication import publication_month

if TYPE_CHECKING:
    import datetime as dt

    from marketplace.demands.seals import DemandSealRead


@dataclass(slots=True)
class DemandRow:
    """One demand for one reader; what only its firm may read is None for the others.

    `missing` names what its firm still has to fill in before publishing; `sealed_month` is when
    the firm sealed what it knew already, for example 2026-11, and `seal` the day with its proof.
    """

    pk: int
    public_id: str
    origin: str
    state: str
    owner_id: int | None
    revision: int | None
    industries: list[str]
    trl_min: int | None
    trl_max: int | None
    transfer_modes: list[str]
    budget_min: int | None
    budget_max: int | None
    currency: str
    deadline: dt.date | None
    exclusions: str | None
    published_order: int | None
    publication_entry_id: str | None
    is_own: bool = False
    sealed_month: str | None = None
    seal: DemandSealRead | None = None
    missing: list[str] = field(default_factory=list)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def has_words(self) -> bool:
        """Return whether there is a title or a need in any language."""
        return any(text["title"] or text["need"] for text in self.texts.values())

    @property
    def published_month(self) -> str | None:
        """Return year and month, for example 2026-11."""
        return publication_month(self.published_order)
