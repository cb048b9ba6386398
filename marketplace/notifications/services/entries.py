"""What the log recorded becomes notices and mails."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.accounts.selectors import invitation_address
from marketplace.notifications.kinds import INVITED, settles
from marketplace.notifications.korea import end_of_day
from marketplace.notifications.recipients import Fact, Recipients, facts_of
from marketplace.notifications.services.mails import mail_queue
from marketplace.notifications.services.notices import (
    Asked,
    NoticeDraft,
    asked_ways,
    asks_settle,
    notices_write,
)
from marketplace.notifications.words import invitation_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marketplace.evidence.models import Entry


@transaction.atomic
def entries_notify(entries: Sequence[Entry], now: datetime) -> None:
    """Tell people of entries of the log; told of an entry again, it changes nothing.

    Args:
        entries: In the order of the log, with their subjects.
        now: The runner's clock, aware UTC.
    """
    facts = facts_of(entries)
    recipients = Recipients(facts)
    drafts: list[NoticeDraft] = []
    settled: dict[Asked, int] = {}
    for fact in facts:
        if fact.entry.kind == INVITED:
            _invite(fact, now)
        if fact.rule is None:
            continue
        if settles(fact.entry.kind):
            asked = _asked(fact, recipients)
            settled[asked] = fact.entry.index or 0
            for draft in drafts:
                if draft.asks and asked in asked_ways(
                    draft.subject_type, draft.subject_ref, draft.user_id
                ):
                    draft.is_settled = True
        drafts += _drafts(fact, recipients)
    asks_settle(settled, now=now)
    notices_write(drafts, now=now)


def _asked(fact: Fact, recipients: Recipients) -> Asked:
    assert fact.rule is not None, "only facts that somebody hears of settle anything"
    # nobody has the number 0, as where the person is gone
    own = (recipients.person_of(fact) or 0) if fact.rule.settles_own else None
    return (fact.rule.subject, fact.subjects.get(fact.rule.subject, ""), own)


def _drafts(fact: Fact, recipients: Recipients) -> Iterator[NoticeDraft]:
    assert fact.rule is not None, "only facts that somebody hears of are drafted"
    told: set[int] = set()
    for reach in fact.rule.reaches:
        path = _path(reach.path, fact)
        if path is None:
            continue
        for recipient in recipients.of(reach, fact):
            if recipient.user_id in told:
                continue
            told.add(recipient.user_id)
            yield NoticeDraft(
                user_id=recipient.user_id,
                organisation_id=recipient.organisation_id,
                key=fact.entry.uid,
                kind=fact.entry.kind,
                category=fact.rule.category,
                asks=reach.asks,
                subject_type=fact.rule.subject,
                subject_ref=fact.subjects.get(fact.rule.subject, ""),
                path=path,
                happened_at=fact.entry.recorded_at,
                log_index=fact.entry.index,
                due_at=_due_at(fact) if reach.asks else None,
            )


def _path(template: str, fact: Fact) -> str | None:
    """Return the page of a notice, or None where the entry does not say which one it is."""
    try:
        return template.format_map(fact.subjects)
    except KeyError:
        return None


def _due_at(fact: Fact) -> datetime | None:
    """Return until when the entry asks for an act: a moment, or the end of a day in Korea."""
    text = fact.data.get("due_at")
    if not isinstance(text, str):
        return None
    try:
        due_at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return due_at if due_at.tzinfo is not None else end_of_day(due_at.date())


def _invite(fact: Fact, now: datetime) -> None:
    """Queue the mail of an invitation, as long as it is open."""
    public_id = fact.subjects.get("invitation") or str(fact.data.get("invitation", ""))
    invitation = invitation_address(public_id)
    if invitation is None or invitation.expires_at <= now:
        return
    words = invitation_words(language=invitation.language, expires_at=invitation.expires_at)
    mail_queue(
        address=invitation.email,
        user_id=None,
        kind="invitation",
        language=invitation.language,
        subject=words.subject,
        body=words.body,
        now=now,
        key=f"invitation:{fact.entry.uid}",
    )
