"""Who holds a transfer's link: the right secret, in the right session, in time."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from marketplace.core.errors import MarketplaceError
from marketplace.files.consumers.refusals import ended, expired, not_found, refused
from marketplace.files.kinds import kind_named
from marketplace.files.models import Transfer
from marketplace.files.states import TransferState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.consumers.wire import TransferRequest

_NO_SECRET: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Admitted:
    """A person and a transfer of theirs, as the database has both now."""

    actor: Actor
    transfer: Transfer


def admitted(
    request: TransferRequest, *, actor_for_session: Callable[[str | None], Actor], now: datetime
) -> Admitted:
    """Return who asks and for what.

    Args:
        request: The request.
        actor_for_session: Returns who stands behind the value of the session cookie.
        now: The moment of asking.

    Raises:
        RefusedError: The link is unknown, forged, of another session, or expired.
    """
    actor = actor_for_session(request.session_key)
    rows = Transfer.objects.select_related("stored_file")
    transfer = rows.filter(public_id=request.public_id).first()
    # the same work for a link that there is and one that there is not
    given = hashlib.sha256(request.secret.encode()).hexdigest()
    kept = transfer.secret_sha256 if transfer else _NO_SECRET
    if not hmac.compare_digest(given, kept) or transfer is None:
        raise not_found()
    if actor.user_id != transfer.user_id or not transfer.session:
        raise not_found()
    if not hmac.compare_digest(actor.session_key or "", transfer.session):
        raise not_found()
    if transfer.state == TransferState.EXPIRED or now >= transfer.expires_at:
        raise expired()
    return Admitted(actor, transfer)


def authorized(person: Admitted, now: datetime) -> None:
    """Ask the kind's policy.

    Raises:
        RefusedError: It refuses, or the transfer was given up.
    """
    if person.transfer.state == TransferState.ABORTED:
        raise ended()
    try:
        kind = kind_named(person.transfer.kind)
        kind.authorize(actor=person.actor, transfer=person.transfer, now=now)
    except MarketplaceError as error:
        raise refused(error) from error
