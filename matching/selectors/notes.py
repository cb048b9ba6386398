"""Read a coordinator's notes: the newest version of each, with the earlier ones behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.core.texts import text_cleaned
from matching.models import CaseNote
from matching.policies import can_run_case, runs_cases, visible_notes
from matching.states import CaseStage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

NoteKey = tuple[str, str]
SOUGHT_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """One note for one of the case's coordinators."""

    note: CaseNote
    earlier: Sequence[CaseNote]
    can_correct: bool
    can_settle: bool

    @property
    def order_key(self) -> NoteKey:
        """Return what sorts the note among others, the newest first."""
        return self.note.noted_at.isoformat(), self.note.thread


def newest_notes() -> QuerySet[CaseNote]:
    """Select the newest version of every note."""
    later = CaseNote.objects.filter(thread=OuterRef("thread"), version__gt=OuterRef("version"))
    return CaseNote.objects.filter(~Exists(later))


def note_model_for(*, actor: Actor, public_id: str) -> CaseNote:
    """Return a stored note for a service to correct or settle.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    note = None
    if is_opaque_id(public_id):
        rows = CaseNote.objects.filter(visible_notes(actor), public_id=public_id)
        note = rows.select_related(*_WITH).first()
    if note is None:
        raise NotFoundError
    return note


def note_for(*, actor: Actor, public_id: str) -> NoteRow:
    """Return one note as the actor may read it.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    return _rows(actor, [note_model_for(actor=actor, public_id=public_id)])[0]


def notes_for(
    *,
    actor: Actor,
    case_id: str | None,
    text: str,
    waiting: bool,
    after: tuple[datetime, str] | None,
    limit: int,
) -> list[NoteRow]:
    """Return notes of the cases that the actor coordinates, the newest first, in two queries.

    Args:
        actor: Who reads.
        case_id: Only of this case, or None for all.
        text: Only where the note, the person's name or what follows holds it; all where empty.
        waiting: Only where something still has to follow.
        after: Moment and thread of the last one of the page before, or None.
        limit: Largest number of rows.

    Raises:
        InvalidInputError: The text is too long.
    """
    if not runs_cases(actor) or not (case_id is None or is_opaque_id(case_id)):
        return []
    where = visible_notes(actor)
    sought = text_cleaned(text, field="text", max_length=SOUGHT_MAX, multiline=False)
    if case_id is not None:
        where &= Q(case__public_id=case_id)
    if sought:
        where &= (
            Q(text__icontains=sought)
            | Q(person_name__icontains=sought)
            | Q(follow_up__icontains=sought)
        )
    if waiting:
        # nobody goes on with what a closed case left open
        where &= ~Q(follow_up="") & Q(followed_up_at=None) & ~Q(case__stage=CaseStage.CLOSED)
    if after is not None:
        moment, thread = after
        where &= Q(noted_at__lt=moment) | Q(noted_at=moment, thread__lt=thread)
    rows = newest_notes().filter(where).select_related(*_WITH).order_by("-noted_at", "-thread")
    return _rows(actor, list(rows[:limit]))


def follow_ups_of(case_keys: Iterable[int]) -> Mapping[int, CaseNote]:
    """Return for each case the note whose follow-up is due first, in one query."""
    still = newest_notes().filter(case__in=list(case_keys), followed_up_at=None)
    found: dict[int, CaseNote] = {}
    for note in still.exclude(follow_up="").order_by("follow_up_on", "pk"):
        found.setdefault(note.case_id, note)
    return found


_WITH = ("author", "case__match__seller", "case__match__buyer")


def _rows(actor: Actor, notes: Sequence[CaseNote]) -> list[NoteRow]:
    earlier: dict[str, list[CaseNote]] = {}
    threads = [note.thread for note in notes if note.version > 1]
    if threads:
        versions = CaseNote.objects.filter(thread__in=threads).select_related("author")
        for each in versions.order_by("-version"):
            earlier.setdefault(each.thread, []).append(each)
    return [
        NoteRow(
            note=note,
            earlier=[e for e in earlier.get(note.thread, ()) if e.version < note.version],
            can_correct=can_run_case(actor, note.case) and note.author_id == actor.user_id,
            can_settle=can_run_case(actor, note.case) and note.follow_up != "",
        )
        for note in notes
    ]
