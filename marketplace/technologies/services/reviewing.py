"""A reviewer decides on submitted words: once, with four scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from marketplace.core.errors import MarketplaceError, NotAllowedError, StaleStateError
from marketplace.core.publication import publication_order
from marketplace.core.transitions import advance
from marketplace.technologies.models import Review
from marketplace.technologies.policies import can_review_technologies, waits_for_review
from marketplace.technologies.scores import Score, scores_checked, scores_stored, words_checked
from marketplace.technologies.selectors.duties import barred_owners, checked_the_firm
from marketplace.technologies.services.leaking import publication_permitted
from marketplace.technologies.services.storing import institution_record, version_add
from marketplace.technologies.states import (
    REVISION_MOVES,
    TECHNOLOGY_MOVES,
    ReviewDecision,
    RevisionState,
    TechnologyState,
)
from marketplace.technologies.wording import open_version, version_content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.evidence.models import Entry
    from marketplace.technologies.models import LeakReport, Technology, TechnologyVersion

# returned and submitted anew it waits again, but with other words than the reviewer read
_REVIEWED = ("state", "revision_state", "version_id", "next_version_id", "revision")


@transaction.atomic
def technology_review(
    *,
    actor: Actor,
    technology: Technology,
    revision: int,
    decision: str,
    scores: Sequence[Score],
    words: str = "",
    leak_consent: bool = False,
    now: datetime,
) -> Review:
    """Approve submitted words, which puts them on the market, or return them to the firm.

    Args:
        actor: Who decides.
        technology: The technology that waits, with its first wording or a new one.
        revision: The revision the reviewer read; another one has other words.
        decision: A value of `ReviewDecision`.
        scores: One score for each criterion.
        words: What the firm is told; a return needs some.
        leak_consent: Whether the reviewer agrees that words found in a deposit become public.
        now: The moment of the decision.

    Raises:
        NotAllowedError: The actor is no reviewer.
        MarketplaceError: The actor confirmed this firm's check lately (`review_barred`), or the
            words may not become public (`not_sealed`, `leak_check_running`, `leak_check_failed`,
            `leak_found`).
        StaleStateError: It does not wait for a review any more, or with other words.
        InvalidInputError: A score or the words are wrong, or a zero stands against an approval.
    """
    if not can_review_technologies(actor) or actor.user_id is None or actor.organisation_id is None:
        raise NotAllowedError
    version = open_version(technology)
    if not waits_for_review(technology) or technology.revision != revision or version is None:
        raise StaleStateError
    if barred_owners(actor, [technology.owner_id], now):
        raise MarketplaceError(
            "review_barred",
            "You confirmed this firm's check lately. Leave the decision to another reviewer.",
        )
    checked = scores_checked(scores, decision=decision)
    text = words_checked(words, decision=decision)
    same_person = checked_the_firm(actor, technology.owner_id, now)
    report = None
    if decision == ReviewDecision.APPROVED:
        report = publication_permitted(technology, version, consent=leak_consent)
    entry = _recorded(actor, technology, version, decision, checked, same_person, report, now)
    if report is not None:
        _approve(technology, entry, report, now)
    else:
        _return(technology, version, text, now)
    return Review.objects.create(
        version=version,
        reviewer_id=actor.user_id,
        institution_id=actor.organisation_id,
        decision=decision,
        scores=scores_stored(checked),
        words=text,
        same_person=same_person,
        decided_at=now,
    )


def _recorded(
    actor: Actor,
    technology: Technology,
    version: TechnologyVersion,
    decision: str,
    scores: Sequence[Score],
    same_person: bool,
    report: LeakReport | None,
    now: datetime,
) -> Entry:
    approved = report is not None
    told: dict[str, Any] = {
        "version": version.number,
        "version_sha256": version.content_sha256,
        "scores": {score.criterion: score.score for score in scores},
    }
    if same_person:
        told["same_person"] = True
    if report is not None:
        told["leak_report"] = report.public_id
        if report.override_reason:
            told["leak_consent"] = True
    if approved and technology.state == TechnologyState.PAUSED:
        told["on_market"] = False  # until the firm resumes it
    kind = "technology.published" if approved else "technology.returned"
    return institution_record(kind, actor, technology, now, **told)


def _approve(technology: Technology, entry: Entry, report: LeakReport, now: datetime) -> None:
    if technology.state != TechnologyState.IN_REVIEW:
        advance(
            technology,
            moves=REVISION_MOVES,
            to=RevisionState.NONE,
            column="revision_state",
            unchanged=_REVIEWED,
            version_id=technology.next_version_id,
            next_version_id=None,
            submitted_at=None,
            publication_entry_id=entry.pk,
            leak_report_id=report.pk,
        )
        return
    advance(
        technology,
        moves=TECHNOLOGY_MOVES,
        to=TechnologyState.PUBLISHED,
        unchanged=_REVIEWED,
        submitted_at=None,
        published_at=now,
        published_order=publication_order(technology.public_id, now),
        publication_entry_id=entry.pk,
        leak_report_id=report.pk,
    )


def _return(technology: Technology, version: TechnologyVersion, words: str, now: datetime) -> None:
    """Move it back to a draft with the same words, under the next number."""
    first = technology.state == TechnologyState.IN_REVIEW
    advance(
        technology,
        moves=TECHNOLOGY_MOVES if first else REVISION_MOVES,
        to=str(TechnologyState.DRAFT if first else RevisionState.DRAFT),
        column="state" if first else "revision_state",
        unchanged=_REVIEWED,
        submitted_at=None,
        return_reason=words,
        revision=F("revision") + 1,
    )
    draft = version_add(technology, version_content(version), now)
    if first:
        technology.version = draft
    else:
        technology.next_version = draft
    technology.save(update_fields=["version", "next_version"])
