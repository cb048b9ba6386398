"""Technologies as a reader gets them: only what the reader's stage shows is filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marketplace.core.publication import publication_month

if TYPE_CHECKING:
    from marketplace.ladder.stages import Stage


@dataclass(slots=True)
class TechnologyRow:
    """One technology for one reader.

    `cards` and `summaries` map a language code to text columns. `summaries` is empty for whoever
    may not read them; `owner_id` and `publication_entry_id` are None unless it is the reader's own.
    """

    public_id: str
    origin: str
    state: str
    stage: Stage
    is_own: bool
    may_read_summary: bool
    industry: str
    trl: int | None
    transfer_modes: list[str]
    year: int | None
    published_order: int | None
    ip_status: str
    revision: int | None
    owner_id: int | None
    publication_entry_id: str | None
    return_reason: str | None
    order_key: tuple[Any, ...]
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    summaries: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def published_month(self) -> str | None:
        """Return year and month, for example 2026-11."""
        return publication_month(self.published_order)
