"""Members show that a key is theirs; from then on files are encrypted to it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pyrage
from django.db import transaction
from django.db.models import Q

from marketplace.accounts.models import AgeRecipient, Membership
from marketplace.accounts.policies import can_use_recipients, is_owner
from marketplace.accounts.services.locking import organisation_locked, person_ref
from marketplace.accounts.states import RECIPIENT_MOVES, RecipientState
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
)
from marketplace.core.texts import text_cleaned
from marketplace.core.transitions import advance
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

ANSWER_WITHIN: Final = timedelta(hours=24)
_MOST: Final = 20
_TOKEN_BYTES: Final = 24
_RECIPIENT_LENGTH: Final = 62


@transaction.atomic
def age_recipient_add(
    *, actor: Actor, label: str, recipient: str, now: datetime
) -> tuple[AgeRecipient, str]:
    """Return a new key and its challenge: an armored age file that only its owner can open.

    Args:
        actor: Whose key it is.
        label: What its owner calls it.
        recipient: The public half, `age1…`; keys of SSH and of plugins are not taken.
        now: The moment of adding.

    Raises:
        NotAllowedError: The actor's role needs no key.
        InvalidInputError: Label or recipient are wrong, or the organisation has this key.
        MarketplaceError: The organisation has too many keys.
    """
    if not can_use_recipients(actor):
        raise NotAllowedError
    cleaned = text_cleaned(label, field="label", max_length=60, multiline=False)
    if not cleaned:
        raise InvalidInputError("Give the key a name.", field="label", code="required")
    text, key = _recipient_checked(recipient)
    organisation = organisation_locked(actor.organisation_id)
    standing = AgeRecipient.objects.filter(organisation=organisation).exclude(
        state=RecipientState.RETIRED
    )
    if standing.filter(recipient=text).exists():
        raise InvalidInputError(
            "Your organisation has this key already.", field="recipient", code="taken"
        )
    if standing.count() >= _MOST:
        raise MarketplaceError(
            "too_many",
            f"Retire a key first; {_MOST} may be in use.",
            params={"max": str(_MOST)},
        )
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    added = AgeRecipient.objects.create(
        organisation=organisation,
        membership=Membership.objects.get(Q(pk=actor.membership_id)),
        label=cleaned,
        recipient=text,
        challenge_sha256=_digest(token),
        created_at=now,
    )
    _record("recipient.added", added, actor, now)
    return added, pyrage.encrypt(f"{token}\n".encode(), [key], armored=True).decode()


@transaction.atomic
def age_recipient_confirm(
    *, actor: Actor, public_id: str, answer: str, now: datetime
) -> AgeRecipient:
    """Take a key into use once its owner has decrypted the challenge.

    Raises:
        NotAllowedError: The actor's role needs no key.
        NotFoundError: The actor added no such key.
        StaleStateError: It was confirmed or retired before.
        InvalidInputError: It is not what the challenge holds.
        MarketplaceError: The challenge is older than a day.
    """
    found = _own(actor, public_id)
    if found.membership_id != actor.membership_id:
        raise NotAllowedError
    if found.state == RecipientState.PENDING:
        if found.created_at + ANSWER_WITHIN < now:
            raise MarketplaceError(
                "challenge_expired", "This challenge is older than a day. Add the key again."
            )
        given = answer.strip() if len(answer) <= _RECIPIENT_LENGTH else ""
        if not hmac.compare_digest(_digest(given), found.challenge_sha256):
            raise InvalidInputError(
                "This is not what the challenge holds. Decrypt it with the key's secret half.",
                field="answer",
                code="wrong_answer",
            )
    advance(found, moves=RECIPIENT_MOVES, to=RecipientState.ACTIVE, confirmed_at=now)
    _record("recipient.confirmed", found, actor, now)
    return found


@transaction.atomic
def age_recipient_retire(*, actor: Actor, public_id: str, now: datetime) -> AgeRecipient:
    """Encrypt no new file to a key; what was encrypted to it stays so.

    Raises:
        NotAllowedError: The key is somebody else's, and the actor owns no organisation.
        NotFoundError: The organisation has no such key.
        StaleStateError: It was retired before.
    """
    found = _own(actor, public_id)
    if found.membership_id != actor.membership_id and not is_owner(actor):
        raise NotAllowedError
    advance(found, moves=RECIPIENT_MOVES, to=RecipientState.RETIRED, retired_at=now)
    _record("recipient.retired", found, actor, now)
    return found


def _own(actor: Actor, public_id: str) -> AgeRecipient:
    if not can_use_recipients(actor):
        raise NotAllowedError
    rows = AgeRecipient.objects.select_related("organisation")
    found = rows.filter(Q(organisation_id=actor.organisation_id), public_id=public_id).first()
    if found is None:
        raise NotFoundError
    return found


def _recipient_checked(recipient: str) -> tuple[str, pyrage.x25519.Recipient]:
    text = text_cleaned(recipient, field="recipient", max_length=200, multiline=False)
    try:
        if len(text) != _RECIPIENT_LENGTH:
            raise pyrage.RecipientError
        key = pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise InvalidInputError(
            "Enter the public half of an age key: it begins with age1 and has 62 characters.",
            field="recipient",
            code="not_a_recipient",
        ) from error
    # the library takes capitals as well
    return str(key), key


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _record(kind: str, about: AgeRecipient, actor: Actor, now: datetime) -> None:
    organisation = about.organisation
    entry_record(
        kind=kind,
        subjects=[("organisation", organisation.public_id), ("recipient", about.public_id)],
        audience=[organisation.pk],
        body={"person": person_ref(actor), "recipient_sha256": _digest(about.recipient)},
        now=now,
    )
