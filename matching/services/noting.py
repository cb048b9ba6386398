"""A coordinator writes down what was said and what follows; a correction keeps what stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.db.models import Min

from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.core.texts import choice_checked, text_cleaned
from matching.models import CaseNote
from matching.selectors.desk import korean_day
from matching.selectors.notes import newest_notes
from matching.services.casework import case_change, run_checked
from matching.services.recording import case_record_inside
from matching.states import CONTACT_KINDS, CONTACT_SIDES, NoteKind, attention_at

if TYPE_CHECKING:
    import datetime as dt

    from marketplace.core.actor import Actor
    from matching.models import Case

NOTE_MAX = 4000
NAME_MAX = 100
FOLLOW_UP_MAX = 300
_OLDEST_CONTACT: Final = timedelta(days=366)
_FURTHEST_FOLLOW_UP: Final = timedelta(days=366)
# clocks of browsers run ahead
_AHEAD: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """With whom the coordinator talked: how, which side, who, and when."""

    kind: str
    side: str
    person_name: str
    happened_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What the coordinator will do about it, and on which day in Korea at the latest."""

    text: str
    due_on: dt.date


@transaction.atomic
def case_note_add(
    *,
    actor: Actor,
    case: Case,
    text: str,
    now: dt.datetime,
    contact: Contact | None = None,
    follow_up: FollowUp | None = None,
) -> CaseNote:
    """Keep a note that only the case's coordinators read; a contact is recorded without its words.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: The case may not go on.
        InvalidInputError: The note is empty, or a field does not fit.
    """
    run_checked(actor, case)
    note = CaseNote(
        case=case,
        author_id=actor.user_id or 0,  # whoever runs a case is a person
        created_at=now,
        noted_at=now,
        **_columns(text, contact, follow_up, now),
    )
    note.save(force_insert=True)
    _kept(case, note, now)
    return note


@transaction.atomic
def case_note_correct(
    *,
    actor: Actor,
    note: CaseNote,
    text: str,
    now: dt.datetime,
    contact: Contact | None = None,
    follow_up: FollowUp | None = None,
) -> CaseNote:
    """Put another version beside one's own note; the earlier ones stay readable.

    Raises:
        NotAllowedError: The actor does not run the case, or did not write the note.
        StaleStateError: It was corrected meanwhile, or the case may not go on.
        InvalidInputError: The note is empty, or a field does not fit.
    """
    run_checked(actor, note.case)
    if note.author_id != actor.user_id:
        raise NotAllowedError
    columns = _columns(text, contact, follow_up, now)
    # what follows was done already, unless something else follows now
    same = (columns["follow_up"], columns["follow_up_on"]) == (note.follow_up, note.follow_up_on)
    version = CaseNote(
        case=note.case,
        author_id=note.author_id,
        created_at=now,
        noted_at=note.noted_at,
        thread=note.thread,
        version=note.version + 1,
        followed_up_at=note.followed_up_at if same else None,
        **columns,
    )
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as error:
        raise StaleStateError from error
    _kept(note.case, version, now)
    return version


@transaction.atomic
def follow_up_settle(*, actor: Actor, note: CaseNote, done: bool, now: dt.datetime) -> CaseNote:
    """Mark what follows from a note as done, or as open again.

    Raises:
        NotAllowedError: The actor does not run the case.
        StaleStateError: Nothing follows from it, it was settled or corrected meanwhile.
    """
    run_checked(actor, note.case)
    rows = newest_notes().filter(pk=note.pk, followed_up_at__isnull=done).exclude(follow_up="")
    if rows.update(followed_up_at=now if done else None) != 1:
        raise StaleStateError
    note.refresh_from_db()
    _follow_up_counted(note.case)
    return note


def _columns(
    text: str, contact: Contact | None, follow_up: FollowUp | None, now: dt.datetime
) -> dict[str, object]:
    words = text_cleaned(text, field="text", max_length=NOTE_MAX)
    if not words:
        raise InvalidInputError("Write the note.", field="text", code="required")
    columns: dict[str, object] = {"text": words, "follow_up": "", "follow_up_on": None}
    if contact is not None:
        columns |= _contact_columns(contact, now)
    if follow_up is not None:
        columns |= _follow_up_columns(follow_up, now)
    return columns


def _contact_columns(contact: Contact, now: dt.datetime) -> dict[str, object]:
    kind = choice_checked(contact.kind, allowed=NoteKind.values, field="kind")
    side = choice_checked(contact.side, allowed=CONTACT_SIDES, field="side")
    if kind not in CONTACT_KINDS:
        raise InvalidInputError("Say whether it was a call or a meeting.", field="kind")
    if not side:
        raise InvalidInputError("Choose with whom.", field="side", code="required")
    name = text_cleaned(
        contact.person_name, field="personName", max_length=NAME_MAX, multiline=False
    )
    if contact.happened_at.tzinfo is None:
        raise InvalidInputError("Name the time zone.", field="happenedAt", code="invalid")
    if contact.happened_at > now + _AHEAD:
        raise InvalidInputError(
            "Choose a time that has passed.", field="happenedAt", code="in_the_future"
        )
    if contact.happened_at < now - _OLDEST_CONTACT:
        raise InvalidInputError(
            "Choose a time within the last year.", field="happenedAt", code="out_of_range"
        )
    at = contact.happened_at
    return {"kind": kind, "side": side, "person_name": name, "happened_at": at}


def _follow_up_columns(follow_up: FollowUp, now: dt.datetime) -> dict[str, object]:
    words = text_cleaned(
        follow_up.text, field="followUp", max_length=FOLLOW_UP_MAX, multiline=False
    )
    if not words:
        raise InvalidInputError("Say what follows.", field="followUp", code="required")
    # a correction keeps a day that has passed
    if abs(follow_up.due_on - korean_day(now)) > _FURTHEST_FOLLOW_UP:
        raise InvalidInputError(
            "Choose a day within a year.", field="followUpOn", code="out_of_range"
        )
    return {"follow_up": words, "follow_up_on": follow_up.due_on}


def _kept(case: Case, note: CaseNote, now: dt.datetime) -> None:
    if note.kind in CONTACT_KINDS:
        case_record_inside(
            "case.contact_noted",
            case,
            now,
            contact=note.kind,
            side=note.side,
            version=str(note.version),
        )
    _follow_up_counted(case)


def _follow_up_counted(case: Case) -> None:
    """Let the case wait for the first day that an open follow-up of its notes names."""
    still = newest_notes().filter(case=case, followed_up_at=None)
    first = still.aggregate(first=Min("follow_up_on"))["first"]
    if first == case.follow_up_on:
        return
    case_change(
        case,
        case.revision,
        follow_up_on=first,
        attention_at=attention_at(
            case.stage, since=case.stage_since, due_on=case.next_step_due, follow_up_on=first
        ),
    )
