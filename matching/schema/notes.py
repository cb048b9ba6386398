"""Coordinators' notes in the API: what was said, with whom, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.connections import (
    connection_field,
    connection_type,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import choices_enum
from matching import services
from matching.policies import runs_cases
from matching.schema.match_operations import moment_key
from matching.schema.matches import Counterpart, StepSideEnum
from matching.selectors.cases import case_model_for
from matching.selectors.notes import NoteRow, note_for, note_model_for, notes_for
from matching.states import NoteKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.accounts.models import Organisation
    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext
    from matching.models import CaseNote

CaseNoteKindEnum = choices_enum(NoteKind, description="What a coordinator's note is about.")


class NoteWords(graphene.Interface):
    """What one version of a note says."""

    id = graphene.ID(required=True, description="The version's opaque id.")
    version = graphene.Int(required=True, description="Counts the versions, from 1.")
    author_name = graphene.String(required=True, description="Who wrote it.")
    created_at = graphene.DateTime(required=True, description="When this version was written.")
    text = graphene.String(required=True, description="The note.")
    kind = graphene.Field(CaseNoteKindEnum, required=True, description="What it is about.")
    side = graphene.Field(StepSideEnum, description="With whom a call or meeting was, or null.")
    person_name = graphene.String(required=True, description="With which person; may be empty.")
    happened_at = graphene.DateTime(description="When the call or meeting was, or null.")
    follow_up = graphene.String(description="What the coordinator will do about it, or null.")
    follow_up_on = graphene.Date(description="Last day in Korea for that, or null.")
    followed_up_at = graphene.DateTime(description="When that was done, or null.")


def _of_words(name: str) -> Any:
    """Return a resolver that reads a column of the version; empty becomes null."""

    def resolve(row: NoteRow | CaseNote, _info: Any) -> Any:
        note = row.note if isinstance(row, NoteRow) else row
        value = getattr(note, name)
        return None if value == "" and name != "person_name" else value

    return staticmethod(resolve)


def _author(row: NoteRow | CaseNote, _info: Any) -> str:
    return (row.note if isinstance(row, NoteRow) else row).author.name


class _ReadsWords:
    """How the fields of one version are read, of the newest and of the earlier ones alike."""

    resolve_id = _of_words("public_id")
    resolve_version = _of_words("version")
    resolve_author_name = staticmethod(_author)
    resolve_created_at = _of_words("created_at")
    resolve_text = _of_words("text")
    resolve_kind = _of_words("kind")
    resolve_side = _of_words("side")
    resolve_person_name = _of_words("person_name")
    resolve_happened_at = _of_words("happened_at")
    resolve_follow_up = _of_words("follow_up")
    resolve_follow_up_on = _of_words("follow_up_on")
    resolve_followed_up_at = _of_words("followed_up_at")


class NoteVersionType(_ReadsWords, graphene.ObjectType):
    """What a note said before it was corrected."""

    class Meta:
        name = "CaseNoteVersion"
        interfaces = (NoteWords,)


class CaseNoteType(_ReadsWords, graphene.ObjectType):
    """What a coordinator wrote down, as it stands now; no firm ever reads it."""

    class Meta:
        name = "CaseNote"
        interfaces = (NoteWords,)

    noted_at = graphene.DateTime(
        required=True, description="When its first version was written; sorts it."
    )
    earlier = graphene.List(
        graphene.NonNull(NoteVersionType),
        required=True,
        description="What it said before it was corrected, the latest first.",
    )
    case_id = graphene.ID(required=True, description="The case that it is about.")
    seller = graphene.Field(Counterpart, required=True, description="The case's small firm.")
    buyer = graphene.Field(Counterpart, required=True, description="The case's large firm.")
    can_correct = graphene.Boolean(
        required=True, description="Whether the reader may correct it: its author in an open case."
    )
    can_settle = graphene.Boolean(
        required=True, description="Whether the reader may say that what follows was done."
    )

    @staticmethod
    def resolve_noted_at(row: NoteRow, _info: Any) -> Any:
        """Return when the first version was written."""
        return row.note.noted_at

    @staticmethod
    def resolve_case_id(row: NoteRow, _info: Any) -> str:
        """Return the case's opaque id."""
        return row.note.case.public_id

    @staticmethod
    def resolve_seller(row: NoteRow, _info: Any) -> Organisation:
        """Return the small firm."""
        return row.note.case.match.seller

    @staticmethod
    def resolve_buyer(row: NoteRow, _info: Any) -> Organisation:
        """Return the large firm."""
        return row.note.case.match.buyer


CaseNoteConnection = connection_type(CaseNoteType, "CaseNote")


class ContactInput(graphene.InputObjectType):
    """With whom the coordinator talked."""

    class Meta:
        name = "CaseContactInput"

    kind = CaseNoteKindEnum(required=True, description="A call or a meeting.")
    side = StepSideEnum(required=True, description="With which side, or both.")
    person_name = graphene.String(
        default_value="", description="With which person, 100 characters."
    )
    happened_at = graphene.DateTime(required=True, description="When it was.")


class FollowUpInput(graphene.InputObjectType):
    """What the coordinator will do about it; stands on Today, and no firm reads it."""

    class Meta:
        name = "CaseFollowUpInput"

    text = graphene.String(required=True, description="What will be done, 300 characters.")
    due_on = graphene.Date(required=True, description="Last day in Korea for it.")


def _notes(
    _root: Any,
    info: Any,
    *,
    first: int,
    after: str | None = None,
    case_id: str | None = None,
    text: str = "",
    waiting: bool = False,
) -> Page:
    size = page_size(first)
    rows = notes_for(
        actor=info.context.actor,
        case_id=case_id,
        text=text,
        waiting=waiting,
        after=moment_key(decode_cursor(after, kinds=(str, str))),
        limit=size + 1,
    )
    return page_of(rows, size=size, key=lambda row: row.order_key)


class NoteQuery:
    """What coordinators ask of their notes."""

    case_notes = connection_field(
        CaseNoteConnection,
        policy=runs_cases,
        description="Notes of the cases that the reader coordinates, the newest first.",
        resolver=_notes,
        case_id=graphene.ID(description="Only of this case."),
        text=graphene.String(
            default_value="", description="Only where these words stand in it, 100 characters."
        ),
        waiting=graphene.Boolean(
            default_value=False, description="Only where something still has to follow."
        ),
    )


def _written(contact: Any, follow_up: Any) -> dict[str, Any]:
    return {
        "contact": None
        if contact is None
        else services.Contact(
            kind=str(contact.kind.value),
            side=str(contact.side.value),
            person_name=contact.person_name or "",
            happened_at=contact.happened_at,
        ),
        "follow_up": None
        if follow_up is None
        else services.FollowUp(text=follow_up.text, due_on=follow_up.due_on),
    }


def _note_field() -> graphene.Field:
    return graphene.Field(CaseNoteType, description="The note as it stands now, or null.")


def _text() -> graphene.String:
    return graphene.String(required=True, description="The note, 4,000 characters.")


def _contact() -> graphene.Argument:
    return graphene.Argument(ContactInput, description="Of a call or meeting; null otherwise.")


def _follow_up() -> graphene.Argument:
    return graphene.Argument(FollowUpInput, description="What follows, or null.")


class AddCaseNote(DomainMutation):
    """Keep a note, also of a call or a meeting, that only the case's coordinators read."""

    class Meta:
        policy = runs_cases

    class Arguments:
        id = graphene.ID(required=True, description="The case's id.")
        text = _text()
        contact = _contact()
        follow_up = _follow_up()

    note = _note_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, text: str, contact: Any = None, follow_up: Any = None
    ) -> Mapping[str, Any]:
        """Keep it."""
        note = services.case_note_add(
            actor=context.actor,
            case=case_model_for(actor=context.actor, public_id=id),
            text=text,
            now=context.now,
            **_written(contact, follow_up),
        )
        return {"note": note_for(actor=context.actor, public_id=note.public_id)}


class CorrectCaseNote(DomainMutation):
    """Put a better version of one's own note first; what stood there stays readable."""

    class Meta:
        policy = runs_cases

    class Arguments:
        id = graphene.ID(required=True, description="The note's newest version.")
        text = _text()
        contact = _contact()
        follow_up = _follow_up()

    note = _note_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, text: str, contact: Any = None, follow_up: Any = None
    ) -> Mapping[str, Any]:
        """Correct it."""
        note = services.case_note_correct(
            actor=context.actor,
            note=note_model_for(actor=context.actor, public_id=id),
            text=text,
            now=context.now,
            **_written(contact, follow_up),
        )
        return {"note": note_for(actor=context.actor, public_id=note.public_id)}


class SettleFollowUp(DomainMutation):
    """Say that what follows from a note was done, or take that back."""

    class Meta:
        policy = runs_cases

    class Arguments:
        id = graphene.ID(required=True, description="The note's newest version.")
        done = graphene.Boolean(required=True, description="Whether it was done.")

    note = _note_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, done: bool) -> Mapping[str, Any]:
        """Settle it."""
        services.follow_up_settle(
            actor=context.actor,
            note=note_model_for(actor=context.actor, public_id=id),
            done=done,
            now=context.now,
        )
        return {"note": note_for(actor=context.actor, public_id=id)}


class NoteMutation:
    """What coordinators do with their notes."""

    add_case_note = AddCaseNote.Field()
    correct_case_note = CorrectCaseNote.Field()
    settle_follow_up = SettleFollowUp.Field()
