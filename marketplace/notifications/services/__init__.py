"""Notices and mails: written, sent, read."""

from __future__ import annotations

from marketplace.notifications.services.digests import DIGEST_TIMER, digest_due, digests_ensure
from marketplace.notifications.services.entries import entries_notify
from marketplace.notifications.services.mails import mail_queue
from marketplace.notifications.services.notices import notices_settle, notify
from marketplace.notifications.services.preferences import PreferenceChoice, preferences_save
from marketplace.notifications.services.reading import notices_read
from marketplace.notifications.services.sending import mails_send

__all__ = [
    "DIGEST_TIMER",
    "PreferenceChoice",
    "digest_due",
    "digests_ensure",
    "entries_notify",
    "mail_queue",
    "mails_send",
    "notices_read",
    "notices_settle",
    "notify",
    "preferences_save",
]
