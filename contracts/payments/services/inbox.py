"""Keep what a provider tells, once; the runner looks into it later."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from contracts.payments.models import ProviderEvent
from contracts.payments.services.wanting import event_want

if TYPE_CHECKING:
    from datetime import datetime

    from contracts.payments.providers.base import EventNotice


def provider_event_keep(
    *, provider: str, notice: EventNotice, payload: bytes, now: datetime
) -> bool:
    """Keep an event whose signature held; return whether it is new.

    Args:
        provider: Who sent it.
        notice: What it says it is about.
        payload: Its bytes as they came.
        now: When they came.
    """
    try:
        with transaction.atomic():
            event = ProviderEvent.objects.create(
                provider=provider,
                event_ref=notice.event_ref,
                kind=notice.kind,
                instruction_ref=notice.instruction,
                session_ref=notice.session_ref,
                payment_ref=notice.payment_ref,
                body=payload.decode("utf-8"),
                body_sha256=hashlib.sha256(payload).hexdigest(),
                received_at=now,
            )
            event_want(event, at=now)
    except IntegrityError:
        if ProviderEvent.objects.filter(provider=provider, event_ref=notice.event_ref).exists():
            return False
        raise
    return True
