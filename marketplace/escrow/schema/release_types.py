"""What the API says of releases; names and hashes are told to whom the files are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import BigInt, choices_enum
from marketplace.escrow.schema.seal_types import TechnologySealType
from marketplace.escrow.states import ReleaseState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.escrow.selectors import ReleasedFileRow, ReleaseRow, SealRead

ReleaseStateEnum = choices_enum(ReleaseState, description="Where a release is.")


class ReleasedFileType(graphene.ObjectType):
    """One file of a release, encrypted to the keys of the reader's firm."""

    class Meta:
        name = "ReleasedFile"

    id = graphene.ID(required=True, description="Its opaque id.")
    name = graphene.String(description="Its name; null until the reader may fetch it.")
    size = BigInt(description="Its bytes; null until the reader may fetch it.")
    sha256 = graphene.String(description="SHA-256 of the file; null until the reader may fetch it.")
    commitment = graphene.String(
        required=True, description="The commitment under which the parties know it."
    )

    @staticmethod
    def resolve_id(row: ReleasedFileRow, _info: Any) -> str:
        """Return the opaque id."""
        return row.file.public_id

    @staticmethod
    def resolve_name(row: ReleasedFileRow, _info: Any) -> str | None:
        """Return the name to whom the file is open."""
        return row.file.deposit_file.name if row.is_open else None

    @staticmethod
    def resolve_size(row: ReleasedFileRow, _info: Any) -> int | None:
        """Return the bytes to whom the file is open."""
        stored = row.file.deposit_file.stored_file
        return stored.size if row.is_open and stored else None

    @staticmethod
    def resolve_sha256(row: ReleasedFileRow, _info: Any) -> str | None:
        """Return the hash to whom the file is open."""
        stored = row.file.deposit_file.stored_file
        return stored.sha256 if row.is_open and stored else None

    @staticmethod
    def resolve_commitment(row: ReleasedFileRow, _info: Any) -> str:
        """Return the commitment of the sealed file."""
        return row.file.deposit_file.commitment


class ReleaseType(graphene.ObjectType):
    """A deposit handed to the reader's firm."""

    class Meta:
        name = "Release"

    id = graphene.ID(required=True, description="Its opaque id.")
    state = graphene.Field(ReleaseStateEnum, required=True, description="Where it is.")
    technology_id = graphene.ID(description="The technology that it is about.")
    match_id = graphene.ID(description="The match whose contract handed it over.")
    deposit_number = graphene.String(required=True, description="The deposit's number.")
    seal = graphene.Field(
        TechnologySealType,
        description="When it was sealed, with the proof; null where the firm is not known.",
    )
    released_at = graphene.DateTime(required=True, description="When it was released.")
    ready_at = graphene.DateTime(description="When its files were encrypted; null before.")
    withdrawn_at = graphene.DateTime(description="When it was taken back, or null.")
    waits_for_key = graphene.Boolean(
        required=True,
        description="Whether nobody of the firm had confirmed an age key when it was released.",
    )
    can_open_files = graphene.Boolean(
        required=True, description="Whether the reader may fetch its files now."
    )
    files = graphene.List(
        graphene.NonNull(ReleasedFileType), required=True, description="Its files, oldest first."
    )

    @staticmethod
    def resolve_id(row: ReleaseRow, _info: Any) -> str:
        """Return the opaque id."""
        return row.release.public_id

    @staticmethod
    def resolve_state(row: ReleaseRow, _info: Any) -> str:
        """Return the state."""
        return row.release.state

    @staticmethod
    def resolve_technology_id(row: ReleaseRow, _info: Any) -> str | None:
        """Return the technology's opaque id."""
        technology = row.release.deposit.technology
        return technology.public_id if technology else None

    @staticmethod
    def resolve_match_id(row: ReleaseRow, _info: Any) -> str | None:
        """Return the match's opaque id, as the record of the release names it."""
        return next((ref for type_, ref in row.release.subjects if type_ == "match"), None)

    @staticmethod
    def resolve_deposit_number(row: ReleaseRow, _info: Any) -> str:
        """Return the number."""
        return row.release.deposit.number or ""

    @staticmethod
    def resolve_seal(row: ReleaseRow, _info: Any) -> SealRead | None:
        """Return when it was sealed."""
        return row.seal

    @staticmethod
    def resolve_released_at(row: ReleaseRow, _info: Any) -> datetime:
        """Return when it was released."""
        return row.release.released_at

    @staticmethod
    def resolve_ready_at(row: ReleaseRow, _info: Any) -> datetime | None:
        """Return when its files were encrypted."""
        return row.release.ready_at

    @staticmethod
    def resolve_withdrawn_at(row: ReleaseRow, _info: Any) -> datetime | None:
        """Return when it was taken back."""
        return row.release.withdrawn_at

    @staticmethod
    def resolve_waits_for_key(row: ReleaseRow, _info: Any) -> bool:
        """Return whether it waits for a key."""
        return row.release.state == ReleaseState.REQUESTED and not row.release.recipients

    @staticmethod
    def resolve_can_open_files(row: ReleaseRow, _info: Any) -> bool:
        """Return whether its files can be fetched."""
        return row.is_open

    @staticmethod
    def resolve_files(row: ReleaseRow, _info: Any) -> list[ReleasedFileRow]:
        """Return the files."""
        return row.files()


ReleaseConnection = connection_type(ReleaseType, "Release")
