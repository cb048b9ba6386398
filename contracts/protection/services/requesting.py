"""A party asks for a pack, and fetches it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from contracts.protection.models import EvidencePack
from contracts.protection.policies import can_request_pack, visible_packs
from contracts.protection.services.recording import pack_record
from contracts.protection.states import PackState
from marketplace.accounts.models import Membership
from marketplace.core.errors import (
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.files.services import transfer_open
from marketplace.files.states import Direction
from matching.policies import side_of

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.files.services import OpenedTransfer
    from matching.models import Match

PACK_KIND: Final = "pack"
_MOST_A_DAY: Final = 10
_DAY: Final = timedelta(days=1)


@transaction.atomic
def pack_request(*, actor: Actor, match: Match, now: datetime) -> EvidencePack:
    """Ask for what the actor's firm may read of the log about a match, up to this moment.

    Args:
        actor: Who asks.
        match: A match that the actor knows of.
        now: The moment of asking.

    Raises:
        NotAllowedError: The actor leads no deals of either firm.
        MarketplaceError: A pack is being made already, or too many were today.
    """
    side = side_of(actor, match)
    if side is None or not can_request_pack(actor, match):
        raise NotAllowedError
    own = EvidencePack.objects.filter(Q(organisation_id=actor.organisation_id), match=match)
    if own.filter(state=PackState.REQUESTED).exists():
        raise _pending()
    if own.filter(requested_at__gt=now - _DAY).count() >= _MOST_A_DAY:
        raise MarketplaceError(
            "too_many",
            f"Ask again tomorrow; {_MOST_A_DAY} packs a day are made of a match.",
            params={"max": str(_MOST_A_DAY)},
        )
    member = Membership.objects.select_related("user").get(Q(pk=actor.membership_id))
    try:
        with transaction.atomic():
            pack = EvidencePack.objects.create(
                match=match,
                organisation_id=member.organisation_id,
                side=side,
                requested_by=member,
                requested_at=now,
            )
    except IntegrityError as error:
        raise _pending() from error
    pack.entry = pack_record("pack.requested", pack, now, person=member.user.public_id)
    pack.save(update_fields=["entry"])
    return pack


@transaction.atomic
def pack_open(*, actor: Actor, pack: EvidencePack, now: datetime) -> OpenedTransfer:
    """Return the way out of a pack.

    Raises:
        NotFoundError: It is not the actor's to know of.
        StaleStateError: It is not made yet, failed, or was dropped.
    """
    if not EvidencePack.objects.filter(visible_packs(actor), pk=pack.pk).exists():
        raise NotFoundError
    if pack.state != PackState.READY or pack.stored_file is None:
        raise StaleStateError
    return transfer_open(
        actor=actor,
        kind=PACK_KIND,
        subject=pack.public_id,
        direction=Direction.DOWNLOAD,
        now=now,
        stored_file=pack.stored_file,
        file_name=pack_name(pack),
        media_type="application/zip",
    )


def pack_name(pack: EvidencePack) -> str:
    """Return what the person's computer is going to call the file."""
    return f"evidence-{pack.match.public_id}-{pack.requested_at:%Y%m%d-%H%M%S}.zip"


def _pending() -> MarketplaceError:
    return MarketplaceError("pack_pending", "A pack is being made already; wait for it.")
