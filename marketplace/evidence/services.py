"""Recording: the only way an entry comes to be, inside the transaction that makes the fact true."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils.timezone import is_aware

from marketplace.evidence.leaf import SALT_BYTES, JsonValue, body_text, commitment_of
from marketplace.evidence.models import Entry, EntryAudience, EntrySubject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

_KIND = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")
_SUBJECT_TYPE = re.compile(r"[a-z][a-z_]{0,31}")
_REF_LENGTH = 64
_ROWS_PER_STATEMENT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """A fact about to be recorded.

    Args:
        kind: Dotted past tense, for example `technology.published`.
        subjects: Pairs of type and public id: what the fact is about.
        audience: Organisations whose members may read the body.
        body: The caller's fields: ids, numbers and codes, never personal data.
    """

    kind: str
    subjects: Sequence[tuple[str, str]]
    audience: Iterable[int]
    body: Mapping[str, JsonValue] = field(default_factory=dict)


def entry_record(
    *,
    kind: str,
    subjects: Sequence[tuple[str, str]],
    audience: Iterable[int],
    body: Mapping[str, JsonValue],
    now: datetime,
) -> Entry:
    """Record one fact in the caller's transaction; the log takes it up once that is committed.

    Args:
        kind: Dotted past tense, for example `technology.published`.
        subjects: Pairs of type and public id: what the fact is about.
        audience: Organisations whose members may read the body.
        body: The caller's fields: ids, numbers and codes, never personal data.
        now: The caller's time, aware.

    Raises:
        TransactionManagementError: There is no transaction to belong to.
        ValueError: The kind, a subject, the time or the body cannot be recorded.
    """
    draft = EntryDraft(kind=kind, subjects=subjects, audience=audience, body=body)
    return entries_record([draft], now=now)[0]


def entries_record(drafts: Sequence[EntryDraft], *, now: datetime) -> list[Entry]:
    """Record many facts in the caller's transaction, in a few statements.

    Args:
        drafts: The facts, in the order in which they should enter the log.
        now: The caller's time, aware.

    Raises:
        TransactionManagementError: There is no transaction to belong to.
        ValueError: A kind, a subject, the time or a body cannot be recorded.
    """
    if not connection.in_atomic_block:
        message = "Record evidence inside the transaction that makes the fact true."
        raise TransactionManagementError(message)
    if not is_aware(now):
        message = "Record evidence with an aware time."
        raise ValueError(message)
    prepared = [_entry_prepared(draft, now) for draft in drafts]
    entries = Entry.objects.bulk_create(prepared, batch_size=_ROWS_PER_STATEMENT)
    subjects: list[EntrySubject] = []
    audience: list[EntryAudience] = []
    for entry, draft in zip(entries, drafts, strict=True):
        subjects += [
            EntrySubject(entry=entry, type=type_, ref=ref)
            for type_, ref in dict.fromkeys(draft.subjects)
        ]
        audience += [
            EntryAudience(entry=entry, organisation_id=number)
            for number in sorted(set(draft.audience))
        ]
    EntrySubject.objects.bulk_create(subjects, batch_size=_ROWS_PER_STATEMENT)
    EntryAudience.objects.bulk_create(audience, batch_size=_ROWS_PER_STATEMENT)
    return entries


def _entry_prepared(draft: EntryDraft, now: datetime) -> Entry:
    """Return the unsaved row with a fresh salt and the commitment over it."""
    if not _KIND.fullmatch(draft.kind):
        message = f"Not an evidence kind: {draft.kind!r}."
        raise ValueError(message)
    for type_, ref in draft.subjects:
        if not _SUBJECT_TYPE.fullmatch(type_) or not 0 < len(ref) <= _REF_LENGTH:
            message = f"Not an evidence subject: {type_!r}, {ref!r}."
            raise ValueError(message)
    body = body_text(kind=draft.kind, at=now, subjects=draft.subjects, data=draft.body)
    salt = secrets.token_bytes(SALT_BYTES)
    return Entry(
        kind=draft.kind,
        body=body,
        salt=salt,
        commitment=commitment_of(salt=salt, body=body),
        recorded_at=now,
    )
