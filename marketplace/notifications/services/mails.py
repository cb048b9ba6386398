"""Mails are queued: rows that wait for their time, never sent by who needs them sent."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from marketplace.notifications.korea import after_quiet_hours
from marketplace.notifications.models import Mail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marketplace.notifications.models import Preference

_ROWS_A_STATEMENT = 500


def mail_queue(
    *,
    address: str,
    user_id: int | None,
    kind: str,
    language: str,
    subject: str,
    body: str,
    now: datetime,
    key: str | None = None,
) -> None:
    """Queue one mail to be sent as soon as may be; no quiet hour holds it.

    Inside a transaction it is sent only once that is committed. The newest checkpoint of the log
    is put at its foot when it is sent.

    Args:
        address: Where it goes.
        user_id: The person it goes to, or None for somebody without an account.
        kind: What it is, dotted, for example `sign_in.code`.
        language: `ko` or `en`; words beside the text are in it.
        subject: One line.
        body: Plain text; outside the demo it is wiped once the mail was sent.
        now: The caller's time, aware.
        key: Names the mail; a second one under it is not queued.
    """
    mail = Mail(
        address=address,
        user_id=user_id,
        kind=kind,
        key=key,
        language=language if language in Language.values else Language.KO,
        subject=" ".join(subject.split())[:200],
        body=body,
        message_id=_message_id(),
        created_at=now,
        send_after=now,
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=key is not None)


def notice_mails_queue(
    *,
    kind: str,
    user_ids: Sequence[int],
    preferences: Mapping[int, Preference],
    now: datetime,
) -> None:
    """Queue a mail about notices for each person who has none of that kind waiting.

    Its words are made when it is sent, so one that waits out quiet hours tells of all that came
    meanwhile, and is dropped where the person has read everything.
    """
    mails = [
        Mail(
            user_id=user_id,
            kind=kind,
            language=Language.KO,
            message_id=_message_id(),
            created_at=now,
            send_after=_send_after(preferences.get(user_id), now),
        )
        for user_id in user_ids
    ]
    Mail.objects.bulk_create(mails, batch_size=_ROWS_A_STATEMENT, ignore_conflicts=True)


def _send_after(preference: Preference | None, now: datetime) -> datetime:
    if preference is None:
        return now
    return after_quiet_hours(
        now, from_hour=preference.quiet_from_hour, to_hour=preference.quiet_to_hour
    )


def _message_id() -> str:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{new_opaque_id()}@{host}>"
