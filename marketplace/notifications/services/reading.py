"""Notices are marked as read by the person they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.core.errors import InvalidInputError, NotAllowedError
from marketplace.core.opaque import is_opaque_id
from marketplace.notifications.policies import can_read_notices, visible_notices
from marketplace.notifications.services.notices import counters_locked, publish_after_commit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor

_MOST_IDS: Final = 200
_LARGEST: Final = 2**63 - 1


@transaction.atomic
def notices_read(
    *, actor: Actor, ids: Sequence[str] | None, up_to: int | None, now: datetime
) -> int:
    """Mark one's own notices as read, and return how many were unread.

    Args:
        actor: Who reads.
        ids: Which ones; what is not one's own is not found and so left alone. None for all.
        up_to: Only those with at most this number.
        now: The caller's time, aware.

    Raises:
        NotAllowedError: Nobody is signed in.
        InvalidInputError: It is said neither which nor up to where, or too many are named.
    """
    if not can_read_notices(actor) or actor.user_id is None:
        raise NotAllowedError
    if ids is None and up_to is None:
        raise InvalidInputError(
            "Name the notices, or the number up to which all are read.", field="ids"
        )
    if ids is not None and len(ids) > _MOST_IDS:
        raise InvalidInputError(
            f"Name at most {_MOST_IDS} notices.",
            field="ids",
            code="too_many",
            params={"max": str(_MOST_IDS)},
        )
    counters_locked([actor.user_id])
    rows = visible_notices(actor).filter(read_at=None)
    if ids is not None:
        rows = rows.filter(public_id__in=[text for text in ids if is_opaque_id(text)])
    if up_to is not None:
        rows = rows.filter(number__lte=min(up_to, _LARGEST))
    count = rows.update(read_at=now)
    if count:
        publish_after_commit([actor.user_id], what="read")
    return count
