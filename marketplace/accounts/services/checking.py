"""A firm hands its check in; a verifier confirms it, declines it, or takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from marketplace.accounts.choices import FirmCheckReason, FirmDocumentKind
from marketplace.accounts.models import FirmCheck
from marketplace.accounts.policies import can_verify_organisation, is_firm_member
from marketplace.accounts.services.documents import (
    KEPT_AFTER_DECISION,
    WIPE_TIMER,
    check_being_prepared,
)
from marketplace.accounts.services.locking import owners_organisation, person_ref
from marketplace.accounts.states import (
    FIRM_CHECK_MOVES,
    UNDECIDED_CHECKS,
    VERIFICATION_MOVES,
    FirmCheckState,
    Verification,
)
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    StaleStateError,
)
from marketplace.core.texts import choices_checked, text_cleaned
from marketplace.core.timers import timer_set
from marketplace.core.transitions import advance
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marketplace.accounts.models import Organisation
    from marketplace.core.actor import Actor
    from marketplace.evidence.leaf import JsonValue

_REQUIRED = (FirmDocumentKind.REGISTRATION_CERTIFICATE, FirmDocumentKind.PROOF_OF_AUTHORITY)


@transaction.atomic
def firm_check_submit(*, actor: Actor, note: str, now: datetime) -> FirmCheck:
    """Hand the prepared round in for a verifier.

    Raises:
        NotAllowedError: The actor does not own a firm.
        InvalidInputError: The note is too long.
        MarketplaceError: A document is missing, or the firm is being checked or confirmed.
    """
    organisation = owners_organisation(actor)
    if not is_firm_member(actor):
        raise NotAllowedError
    words = text_cleaned(note, field="note", max_length=1000)
    check = check_being_prepared(organisation, now)
    kinds = set(check.documents.values_list("kind", flat=True))
    missing = [kind.value for kind in _REQUIRED if kind not in kinds]
    if missing:
        raise MarketplaceError(
            "documents_missing",
            "Add the certificate of registration and a proof of your authority.",
            field="documents",
            params={"missing": " ".join(missing)},
        )
    advance(check, moves=FIRM_CHECK_MOVES, to=FirmCheckState.PENDING, submitted_at=now, note=words)
    _stand(organisation, Verification.PENDING)
    _record("organisation.check_submitted", check, actor, now)
    return check


@transaction.atomic
def firm_check_decide(
    *,
    actor: Actor,
    check: FirmCheck,
    confirmed: bool,
    reasons: Iterable[str],
    reason_text: str,
    now: datetime,
) -> FirmCheck:
    """Confirm the firm, or decline with reasons the firm reads.

    Args:
        actor: The verifier.
        check: The round.
        confirmed: Whether the firm is what it says.
        reasons: Values of `FirmCheckReason`; for a refusal at least one.
        reason_text: What the firm has to mend; needed with the reason `other`.
        now: The moment of decision.

    Raises:
        NotAllowedError: The actor is no verifier, or is or was a member of that firm.
        InvalidInputError: A refusal without a reason, a confirmation with one.
        StaleStateError: The round does not wait for a decision any more.
    """
    if not can_verify_organisation(actor, check.organisation):
        raise NotAllowedError
    given = choices_checked(reasons, allowed=FirmCheckReason.values, field="reasons")
    words = text_cleaned(reason_text, field="reasonText", max_length=1000)
    _reasons_required(confirmed=confirmed, given=given, words=words)
    if check.state != FirmCheckState.PENDING:
        raise StaleStateError
    if confirmed:
        firm_confirmed(check.organisation, by=actor, now=now, check=check)
        return check
    _decide(
        check, FirmCheckState.DECLINED, by=actor, now=now, reasons=list(given), reason_text=words
    )
    _stand(check.organisation, Verification.REJECTED)
    _record("organisation.check_declined", check, actor, now, reasons=list(given))
    return check


@transaction.atomic
def firm_check_revoke(
    *, actor: Actor, check: FirmCheck, reason_text: str, now: datetime
) -> FirmCheck:
    """Take a confirmation back; the firm reads why and may hand in anew.

    Raises:
        NotAllowedError: The actor is no verifier, or is or was a member of that firm.
        InvalidInputError: No reason is given.
        StaleStateError: The firm does not stand by this round any more.
    """
    if not can_verify_organisation(actor, check.organisation):
        raise NotAllowedError
    words = text_cleaned(reason_text, field="reasonText", max_length=1000)
    if not words:
        raise InvalidInputError("Say why.", field="reasonText", code="required")
    # a pending round goes to the decision, never this way
    moves = FIRM_CHECK_MOVES | {FirmCheckState.PENDING: frozenset()}
    advance(
        check,
        moves=moves,
        to=FirmCheckState.DECLINED,
        reason_text=words,
        revoked_at=now,
        revoked_by_id=actor.user_id,
    )
    _stand(check.organisation, Verification.REJECTED)
    _record("organisation.check_revoked", check, actor, now)
    return check


@transaction.atomic
def organisation_verify(*, actor: Actor, organisation: Organisation, now: datetime) -> None:
    """Record that a verifier checked the organisation, on papers seen elsewhere or handed in.

    Raises:
        NotAllowedError: The actor is no verifier of a verified institution, or of the firm itself.
        StaleStateError: The organisation was confirmed already.
    """
    if not can_verify_organisation(actor, organisation):
        raise NotAllowedError
    firm_confirmed(organisation, by=actor, now=now)


def firm_confirmed(
    organisation: Organisation, *, by: Actor | None, now: datetime, check: FirmCheck | None = None
) -> None:
    """Confirm the organisation in the caller's transaction, which asked the policy.

    Args:
        organisation: The organisation as it was read.
        by: The verifier; None for the first institution, which nobody can check.
        now: The moment of decision.
        check: The round decided on; without it the undecided one, or a new one.

    Raises:
        StaleStateError: It was confirmed already, or the round was decided.
    """
    _stand(organisation, Verification.VERIFIED)
    round_ = check or organisation.firm_checks.filter(state__in=UNDECIDED_CHECKS).first()
    if round_ is None:
        round_ = FirmCheck.objects.create(organisation=organisation, created_at=now)
    _decide(round_, FirmCheckState.CONFIRMED, by=by, now=now)
    _record("organisation.verified", round_, by, now)


def _decide(
    check: FirmCheck, to: FirmCheckState, *, by: Actor | None, now: datetime, **columns: Any
) -> None:
    advance(
        check,
        moves=FIRM_CHECK_MOVES,
        to=to,
        decided_at=now,
        decided_by_id=by.user_id if by else None,
        **columns,
    )
    timer_set(kind=WIPE_TIMER, subject=check.public_id, due_at=now + KEPT_AFTER_DECISION)


def _stand(organisation: Organisation, to: Verification) -> None:
    advance(organisation, moves=VERIFICATION_MOVES, to=to, column="verification")


def _reasons_required(*, confirmed: bool, given: tuple[str, ...], words: str) -> None:
    if confirmed and (given or words):
        raise InvalidInputError(
            "A confirmation needs no reasons; decline, or take them out.",
            field="reasons",
            code="reasons_not_wanted",
        )
    if not confirmed and not given:
        raise InvalidInputError("Choose at least one reason.", field="reasons", code="required")
    if FirmCheckReason.OTHER in given and not words:
        raise InvalidInputError("Say what is wrong.", field="reasonText", code="required")


def _record(
    kind: str, check: FirmCheck, actor: Actor | None, now: datetime, **data: JsonValue
) -> None:
    firm = check.organisation
    audience = {firm.pk, (actor.organisation_id if actor else None) or firm.pk}
    entry_record(
        kind=kind,
        subjects=[("organisation", firm.public_id), ("firm_check", check.public_id)],
        audience=sorted(audience),
        body={"person": person_ref(actor), **data} if actor else {},
        now=now,
    )
