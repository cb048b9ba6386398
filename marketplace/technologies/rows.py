"""Technologies as a reader gets them: only what the reader's stage shows is filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marketplace.core.publication import publication_month
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.technologies.content import OfferContent
    from marketplace.technologies.diff import Change


@dataclass(slots=True)
class TechnologyRow:
    """One technology for one reader.

    `cards` and `summaries` map a language code to text columns. `summaries`, `ip_status` and the
    codes are empty for whoever may not read them; `owner_id` and `publication_entry_id` are None
    unless it is the reader's own, the owner's names unless it is known; the reader who is neither
    of the firm nor a reviewer learns nothing of revisions.
    """

    pk: int
    public_id: str
    origin: str
    state: str
    owner_id: int | None
    revision: int | None
    published_order: int | None
    submitted_at: datetime | None
    return_reason: str | None
    publication_entry_id: str | None
    revision_state: str
    owner_name_ko: str | None
    owner_name_en: str | None
    version_id: int
    version_number: int | None
    industry: str
    trl: int | None
    transfer_modes: list[str]
    year: int | None
    ip_status: str
    ipc_codes: list[str]
    ksic_codes: list[str]
    partner_types: list[str]
    regions: list[str]
    leak_report_id: int | None = None
    sealed_month: str | None = None
    stage: Stage = Stage.S0
    is_own: bool = False
    may_read_summary: bool = False
    review_barred: bool = False
    order_key: tuple[Any, ...] = ()
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    summaries: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def is_sealed(self) -> bool:
        """Return whether the public words were let out against a sealed deposit."""
        return self.leak_report_id is not None

    @property
    def published_month(self) -> str | None:
        """Return year and month, for example 2026-11."""
        return publication_month(self.published_order)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingVersion:
    """The wording being written or reviewed; `row` is the technology as the same reader sees it."""

    row: TechnologyRow
    number: int
    content: OfferContent
    missing: list[str]
    saved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInfo:
    """One version in the history of a technology."""

    number: int
    submitted_at: datetime | None
    sha256: str | None
    is_public: bool
    decision: str | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiff:
    """What changed from one version to another."""

    from_number: int
    to_number: int
    changes: list[Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A decision as firm and reviewers read it: who decided is not told."""

    public_id: str
    version_number: int
    decision: str
    scores: list[dict[str, Any]]
    words: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """A remark of the thread: its side is told, its author is not."""

    pk: int
    public_id: str
    side: str
    is_own: bool
    text: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTechnology:
    """A technology in the reviewers' queue."""

    row: TechnologyRow
    submitted_at: datetime
    waiting_days: int
    is_second_review: bool
    is_overdue: bool
