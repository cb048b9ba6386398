"""Offer, counter, accept and withdraw terms: each offer is a version that nobody changes."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F

from contracts.deals.content import terms_checked, terms_sha256
from contracts.deals.models import Milestone, TermSheet, TermVersion
from contracts.deals.policies import can_offer_terms, deal_side
from contracts.deals.selectors.conditions import declared_documents
from contracts.deals.services.conditions import match_locked, may_negotiate, sheet_act_checked
from contracts.deals.services.recording import terms_record
from contracts.deals.states import SHEET_MOVES, STANDING_SHEETS, SheetState
from marketplace.core.errors import (
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.transitions import advance
from marketplace.notifications.korea import KOREA
from matching.models import Case

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.deals.content import MilestoneContent, TermsContent
    from marketplace.core.actor import Actor
    from matching.models import Match
    from matching.states import MatchSide

VERSIONS_MAX: Final = 50
_SALT_BYTES: Final = 32


@transaction.atomic
def terms_offer(*, actor: Actor, match: Match, content: TermsContent, now: datetime) -> TermSheet:
    """Offer the first terms of a match, or the first after a withdrawal.

    Raises:
        NotFoundError: The actor's firm is no side of the match.
        NotAllowedError: The actor may not.
        StaleStateError: The match or its room does not stand, or terms are offered already.
        InvalidInputError: A field is wrong, or a milestone asks for data that nobody listed.
    """
    side = deal_side(actor, match)
    if side is None:
        raise NotFoundError
    if not can_offer_terms(actor):
        raise NotAllowedError
    match = match_locked(match.pk)
    may_negotiate(match)
    if TermSheet.objects.filter(match=match, state__in=STANDING_SHEETS).exists():
        raise StaleStateError
    sheet = TermSheet.objects.create(
        match=match,
        seller_id=match.seller_id,
        buyer_id=match.buyer_id,
        institution_id=Case.objects.values_list("institution_id", flat=True).get(match=match),
        last_side=side,
        opened_at=now,
        state_since=now,
    )
    version = _version_written(actor, sheet, side, content, now)
    _offered("terms.offered", sheet, version, now)
    return sheet


@transaction.atomic
def terms_counter(
    *, actor: Actor, sheet: TermSheet, revision: int, content: TermsContent, now: datetime
) -> TermSheet:
    """Offer other terms in place of the last ones, whoever offered those.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The terms changed, were accepted or withdrawn meanwhile.
        InvalidInputError: A field is wrong, or a milestone asks for data that nobody listed.
        MarketplaceError: `too_many_versions`.
    """
    side = sheet_act_checked(actor, sheet, "counter")
    if sheet.versions_count >= VERSIONS_MAX:
        raise MarketplaceError(
            "too_many_versions",
            f"Terms take at most {VERSIONS_MAX} versions; withdraw them and begin anew.",
            params={"max": str(VERSIONS_MAX)},
        )
    sheet.revision = revision
    advance(
        sheet,
        moves=SHEET_MOVES,
        to=SheetState.OPEN,
        unchanged=("revision",),
        revision=F("revision") + 1,
        versions_count=F("versions_count") + 1,
        last_side=side,
    )
    version = _version_written(actor, sheet, side, content, now)
    _offered("terms.countered", sheet, version, now)
    return sheet


@transaction.atomic
def terms_accept(*, actor: Actor, sheet: TermSheet, revision: int, now: datetime) -> TermSheet:
    """Accept the other side's last terms; the offer was that side's acceptance.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: The last terms are the own ones, or changed meanwhile.
    """
    side = sheet_act_checked(actor, sheet, "accept")
    sheet.revision = revision
    advance(
        sheet,
        moves=SHEET_MOVES,
        to=SheetState.AGREED,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
    )
    version = last_version(sheet)
    terms_record(
        "terms.accepted",
        sheet,
        now,
        side=str(side),
        version=version.number,
        terms_sha256=version.content_sha256,
    )
    return sheet


@transaction.atomic
def terms_withdraw(*, actor: Actor, sheet: TermSheet, revision: int, now: datetime) -> TermSheet:
    """Take the terms back; either side may, as long as no contract is made of them.

    Raises:
        NotAllowedError: The actor may not.
        StaleStateError: A contract stands on them, or they changed meanwhile.
    """
    side = sheet_act_checked(actor, sheet, "withdraw")
    sheet.revision = revision
    sheet_withdrawn(sheet, now, side=str(side))
    return sheet


def sheet_withdrawn(sheet: TermSheet, now: datetime, *, side: str) -> None:
    """Withdraw the terms in the caller's transaction; no side where the match ended.

    Raises:
        StaleStateError: They changed meanwhile.
    """
    advance(
        sheet,
        moves=SHEET_MOVES,
        to=SheetState.WITHDRAWN,
        unchanged=("revision",),
        revision=F("revision") + 1,
        state_since=now,
    )
    terms_record("terms.withdrawn", sheet, now, side=side)


def last_version(sheet: TermSheet) -> TermVersion:
    """Return the version that stands on the table."""
    return TermVersion.objects.get(sheet=sheet, number=sheet.versions_count)


def _version_written(
    actor: Actor, sheet: TermSheet, side: MatchSide, content: TermsContent, now: datetime
) -> TermVersion:
    checked = terms_checked(
        content,
        declared=declared_documents(sheet.match),
        today=now.astimezone(KOREA).date(),
    )
    salt = secrets.token_bytes(_SALT_BYTES)
    version = TermVersion.objects.create(
        sheet=sheet,
        number=sheet.versions_count,
        side=side,
        author_id=actor.membership_id or 0,
        mode=checked.mode,
        field=checked.field,
        territory=checked.territory,
        exclusivity=checked.exclusivity,
        months=checked.months,
        currency=checked.currency,
        upfront_minor=checked.upfront,
        royalty_basis_points=checked.royalty_basis_points,
        note=checked.note,
        salt=salt,
        content_sha256=terms_sha256(checked, salt=salt),
        created_at=now,
    )
    Milestone.objects.bulk_create(
        _milestone(version, position, each)
        for position, each in enumerate(checked.milestones, start=1)
    )
    return version


def _milestone(version: TermVersion, position: int, content: MilestoneContent) -> Milestone:
    # checked terms have a day at each milestone
    assert content.due_on is not None
    return Milestone(
        version=version,
        position=position,
        title=content.title,
        amount_minor=content.amount,
        due_on=content.due_on,
        delivery=content.delivery,
        documents=list(content.documents),
        deposit_release=content.deposit_release,
    )


def _offered(kind: str, sheet: TermSheet, version: TermVersion, now: datetime) -> None:
    terms_record(
        kind,
        sheet,
        now,
        side=version.side,
        version=version.number,
        terms_sha256=version.content_sha256,
    )
