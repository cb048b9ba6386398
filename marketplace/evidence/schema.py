"""The log in the API: entries for their parties, the checkpoint for everyone."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Final, NoReturn

import graphene

from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.graphql.connections import (
    Page,
    connection_field,
    connection_type,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import SKIP, guarded_field, guarded_subscription
from marketplace.core.policies import anyone
from marketplace.evidence.policies import can_read_entries
from marketplace.evidence.proofs import proof_text
from marketplace.evidence.selectors import (
    CHECKPOINT_GROUP,
    EntryRead,
    checkpoint_latest,
    entries_for,
    entry_counts,
    entry_for,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext
    from marketplace.evidence import models
    from marketplace.evidence.selectors import EntryCounts as Counted

_MOST_FAMILIES: Final = 20
_MOST_BOUNDS: Final = 62


class EntrySubject(graphene.ObjectType):
    """One thing that an entry is about."""

    type = graphene.String(required=True, description="What it is, for example `technology`.")
    id = graphene.ID(required=True, description="Its public id.")


class Entry(graphene.ObjectType):
    """One recorded fact: its content for its parties, its leaf for everyone."""

    id = graphene.ID(required=True, description="The entry's public id.")
    kind = graphene.String(
        required=True, description="What happened, for example `technology.published`."
    )
    subjects = graphene.Field(
        graphene.List(graphene.NonNull(EntrySubject)),
        required=True,
        description="What it happened to.",
    )
    recorded_at = graphene.DateTime(
        required=True, description="When it happened, by the clock of who recorded it."
    )
    integrated_at = graphene.DateTime(
        description="When the log took it up; null for the moment until then."
    )
    index = graphene.String(
        description="Its place in the log, counted from 0; null until the log took it up."
    )
    leaf = graphene.String(
        required=True, description="The exact text that stands in the public log."
    )
    commitment = graphene.String(
        required=True, description="SHA-256 over salt and body, in hexadecimal."
    )
    salt = graphene.String(
        description="The 32 random bytes before the body, in hexadecimal; null without access."
    )
    body = graphene.String(
        description="The canonical JSON text that was committed to; null without access."
    )
    proof = graphene.String(
        description="The `.tlog-proof` file's text against the newest checkpoint; null until then."
    )

    @staticmethod
    def resolve_id(entry: EntryRead, _info: Any) -> str:
        """Return the public id."""
        return entry.uid

    @staticmethod
    def resolve_subjects(entry: EntryRead, _info: Any) -> list[dict[str, str]]:
        """Return type and id of each subject."""
        return [{"type": type_, "id": ref} for type_, ref in entry.subjects]

    @staticmethod
    def resolve_commitment(entry: EntryRead, _info: Any) -> str:
        """Return the commitment in hexadecimal."""
        return entry.commitment.hex()

    @staticmethod
    def resolve_salt(entry: EntryRead, _info: Any) -> str | None:
        """Return the salt in hexadecimal."""
        return None if entry.salt is None else entry.salt.hex()

    @staticmethod
    def resolve_proof(entry: EntryRead, _info: Any) -> str | None:
        """Return the proof file's text."""
        return proof_text(entry.index)


class Checkpoint(graphene.ObjectType):
    """A signed statement of how long the log is and which root hash it has."""

    origin = graphene.String(required=True, description="The log's name.")
    size = graphene.String(required=True, description="How many entries the log had.")
    root_hash = graphene.String(required=True, description="The root of its tree, in base64.")
    signed_at = graphene.DateTime(required=True, description="When it was signed.")
    note = graphene.String(required=True, description="The signed note itself.")

    @staticmethod
    def resolve_origin(checkpoint: models.Checkpoint, _info: Any) -> str:
        """Return the first line of the note."""
        return checkpoint.note.split("\n", 1)[0]

    @staticmethod
    def resolve_root_hash(checkpoint: models.Checkpoint, _info: Any) -> str:
        """Return the third line of the note."""
        return checkpoint.note.split("\n", 3)[2]

    @staticmethod
    def resolve_signed_at(checkpoint: models.Checkpoint, _info: Any) -> Any:
        """Return the sequencer's time of signing."""
        return checkpoint.created_at


class EntryCounts(graphene.ObjectType):
    """How many entries there are in each of some neighbouring spans of time."""

    counts = graphene.Field(
        graphene.List(graphene.NonNull(graphene.Int)),
        required=True,
        description="One number for each span.",
    )
    is_whole = graphene.Boolean(
        required=True,
        description="Whether all entries were counted; otherwise the latest 10,000 were.",
    )


EntryConnection = connection_type(Entry, "Entry")


def _entry(_root: Any, info: Any, *, id: str) -> EntryRead | None:
    try:
        return entry_for(actor=info.context.actor, uid=id)
    except NotFoundError:
        return None


def _families(arguments: Mapping[str, Any]) -> Sequence[str]:
    """Return the words with which kinds shall begin.

    Raises:
        InvalidInputError: They are too many.
    """
    families: Sequence[str] = arguments.get("families") or ()
    if len(families) > _MOST_FAMILIES:
        message = f"Name at most {_MOST_FAMILIES} families."
        raise InvalidInputError(message, field="families", code="too_many")
    return families


def _entry_counts(_root: Any, info: Any, **arguments: Any) -> Counted:
    given: Sequence[datetime] = arguments["bounds"]
    if len(given) > _MOST_BOUNDS:
        message = f"Name at most {_MOST_BOUNDS} moments."
        raise InvalidInputError(message, field="bounds", code="too_many")
    bounds = [_moment(each, "bounds") for each in given]
    if bounds != sorted(bounds):
        raise InvalidInputError("Name the moments in their order.", field="bounds")
    return entry_counts(
        actor=info.context.actor,
        bounds=bounds,
        subject_type=arguments.get("subject_type"),
        subject_ref=arguments.get("subject_id"),
        families=_families(arguments),
    )


def _entries(_root: Any, info: Any, **arguments: Any) -> Page:
    families = _families(arguments)
    size = page_size(arguments.get("first"))
    key: Any = decode_cursor(arguments.get("after"), kinds=(int,))
    rows = entries_for(
        actor=info.context.actor,
        subject_type=arguments.get("subject_type"),
        subject_ref=arguments.get("subject_id"),
        families=families,
        recorded=(
            _bound(arguments.get("recorded_from"), "recordedFrom"),
            _bound(arguments.get("recorded_before"), "recordedBefore"),
        ),
        before_index=key[0] if key else None,
        limit=size + 1,
    )
    return page_of(rows, size=size, key=lambda row: (row.index or 0,))


def _bound(value: datetime | None, field: str) -> datetime | None:
    return None if value is None else _moment(value, field)


def _moment(value: datetime, field: str) -> datetime:
    """Return a moment in UTC.

    Raises:
        InvalidInputError: It names no zone, or lies beyond what can be counted.
    """
    try:
        return value.astimezone(UTC) if value.tzinfo else _no_moment(field)
    except (ValueError, OverflowError):
        return _no_moment(field)


def _no_moment(field: str) -> NoReturn:
    raise InvalidInputError("Name a moment with its zone.", field=field)


def _checkpoint(_root: Any, _info: Any) -> models.Checkpoint | None:
    return checkpoint_latest()


class EvidenceQuery(graphene.ObjectType):
    """What can be asked of the log."""

    entry = guarded_field(
        Entry,
        policy=can_read_entries,
        scope="records:read",
        description="One entry, for its parties and for auditors; null for everyone else.",
        resolver=_entry,
        id=graphene.Argument(graphene.ID, required=True, description="The entry's public id."),
    )
    entries = connection_field(
        EntryConnection,
        policy=can_read_entries,
        scope="records:read",
        description="Entries in the log that you may know of, the newest first.",
        resolver=_entries,
        subject_type=graphene.Argument(
            graphene.String, description="Only entries about this type of thing."
        ),
        subject_id=graphene.Argument(
            graphene.ID, description="Only entries about the thing with this public id."
        ),
        families=graphene.Argument(
            graphene.List(graphene.NonNull(graphene.String)),
            description="Only entries whose kind begins with one of these words, for example "
            "`nda`; at most 20.",
        ),
        recorded_from=graphene.Argument(
            graphene.DateTime, description="Only entries recorded then or later."
        ),
        recorded_before=graphene.Argument(
            graphene.DateTime, description="Only entries recorded before then."
        ),
    )
    entry_counts = guarded_field(
        graphene.NonNull(EntryCounts),
        policy=can_read_entries,
        scope="records:read",
        description="How many entries in the log that you may know of were recorded between each "
        "moment and the next.",
        resolver=_entry_counts,
        bounds=graphene.Argument(
            graphene.List(graphene.NonNull(graphene.DateTime)),
            required=True,
            description="Moments in their order, at most 62.",
        ),
        subject_type=graphene.Argument(
            graphene.String, description="Only entries about this type of thing."
        ),
        subject_id=graphene.Argument(
            graphene.ID, description="Only entries about the thing with this public id."
        ),
        families=graphene.Argument(
            graphene.List(graphene.NonNull(graphene.String)),
            description="Only entries whose kind begins with one of these words, for example "
            "`nda`; at most 20.",
        ),
    )
    log_checkpoint = guarded_field(
        Checkpoint,
        policy=anyone,
        scope="records:read",
        description="The newest signed checkpoint; null before the log's first.",
        resolver=_checkpoint,
    )


def _checkpoint_groups(_actor: Actor, _arguments: Mapping[str, Any]) -> Sequence[str]:
    return [CHECKPOINT_GROUP]


def _checkpoint_event(
    _context: RequestContext, arguments: Mapping[str, Any], _event: Mapping[str, Any] | None
) -> Any:
    newest = checkpoint_latest()
    after = arguments.get("after")
    if newest is None or (after is not None and newest.size <= after):
        return SKIP
    return newest


class EvidenceSubscription(graphene.ObjectType):
    """What can be followed of the log."""

    log_checkpoint = guarded_subscription(
        graphene.NonNull(Checkpoint),
        policy=anyone,
        scope="records:read",
        groups=_checkpoint_groups,
        resolve=_checkpoint_event,
        shared=True,
        description="Each new signed checkpoint, beginning with the newest.",
        after=graphene.Argument(
            graphene.Int, description="Only checkpoints of more entries than this."
        ),
    )
