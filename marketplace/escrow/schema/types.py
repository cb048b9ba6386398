"""What the API says of deposits; neither salts nor keys are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import BigInt, choices_enum
from marketplace.escrow.policies import deposit_acts
from marketplace.escrow.states import (
    DepositFileState,
    DepositKind,
    DepositLevel,
    DepositProvider,
    DepositState,
)

if TYPE_CHECKING:
    from marketplace.escrow.models import (
        Certificate,
        Contributor,
        Deposit,
        DepositFile,
    )

DepositStateEnum = choices_enum(DepositState, description="Where a deposit is.")
DepositKindEnum = choices_enum(DepositKind, description="What lies in a deposit.")
DepositFileStateEnum = choices_enum(DepositFileState, description="Where a file of a deposit is.")
DepositProviderEnum = choices_enum(DepositProvider, description="Who keeps a deposit.")
DepositLevelEnum = choices_enum(DepositLevel, description="How far somebody looked into a deposit.")


class ContributorType(graphene.ObjectType):
    """Somebody who made part of what is deposited."""

    class Meta:
        name = "Contributor"

    name = graphene.String(required=True, description="The name.")
    part = graphene.String(required=True, description="Which part; may be empty.")


class DepositFileType(graphene.ObjectType):
    """One file of a deposit, as its own firm reads it."""

    class Meta:
        name = "DepositFile"

    id = graphene.ID(required=True, description="Its opaque id.")
    name = graphene.String(required=True, description="Its name.")
    media_type = graphene.String(required=True, description="Its media type.")
    size = BigInt(required=True, description="Its bytes.")
    parts = graphene.Int(required=True, description="In how many parts it is kept.")
    state = graphene.Field(DepositFileStateEnum, required=True, description="Where it is.")
    sha256 = graphene.String(description="SHA-256 of the file in hexadecimal; null until stored.")
    commitment = graphene.String(
        description="SHA-256 over a secret salt and that hash, which others may see; null before."
    )
    added_at = graphene.DateTime(required=True, description="When it was added.")

    @staticmethod
    def resolve_id(file: DepositFile, _info: Any) -> str:
        """Return the opaque id."""
        return file.public_id

    @staticmethod
    def resolve_size(file: DepositFile, _info: Any) -> int:
        """Return the bytes of the file."""
        return file.stored_file.size if file.stored_file else 0

    @staticmethod
    def resolve_parts(file: DepositFile, _info: Any) -> int:
        """Return the number of parts."""
        return file.stored_file.part_count if file.stored_file else 0

    @staticmethod
    def resolve_sha256(file: DepositFile, _info: Any) -> str | None:
        """Return the hash once the file is stored."""
        is_stored = file.state == DepositFileState.STORED and file.stored_file is not None
        return file.stored_file.sha256 if is_stored and file.stored_file else None

    @staticmethod
    def resolve_commitment(file: DepositFile, _info: Any) -> str | None:
        """Return the commitment once the file is stored."""
        return file.commitment or None


class CertificateType(graphene.ObjectType):
    """What says in one language what was sealed when, with its place in the log."""

    class Meta:
        name = "DepositCertificate"

    language = graphene.Field(LanguageEnum, required=True, description="Its language.")
    index = BigInt(required=True, description="The place of the sealing in the log.")
    log_size = BigInt(
        required=True, description="The size of the log in the checkpoint that it quotes."
    )
    made_at = graphene.DateTime(required=True, description="When it was made.")

    @staticmethod
    def resolve_log_size(certificate: Certificate, _info: Any) -> int:
        """Return the size of the log."""
        return certificate.size


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(deposit: Deposit, info: Any) -> bool:
        return act in deposit_acts(info.context.actor, deposit)

    return graphene.Boolean(required=True, description=description, resolver=resolve)


class DepositType(graphene.ObjectType):
    """What a firm seals, as that firm reads it: a technology, or what it knew before it asked."""

    class Meta:
        name = "Deposit"

    id = graphene.ID(required=True, description="Its opaque id.")
    number = graphene.String(description="Its number; null until it is sealed.")
    state = graphene.Field(DepositStateEnum, required=True, description="Where it is.")
    revision = graphene.Int(required=True, description="Send it with each change.")
    title = graphene.String(required=True, description="Its title.")
    kind = graphene.Field(DepositKindEnum, description="What lies in it.")
    made_on = graphene.Date(description="The day on which it was finished.")
    outline = graphene.String(required=True, description="What it is, in outline.")
    depositor_name = graphene.String(required=True, description="The depositor's real name.")
    depositor_address = graphene.String(required=True, description="The depositor's address.")
    contributors = graphene.List(
        graphene.NonNull(ContributorType), required=True, description="Who made which part."
    )
    files = graphene.List(
        graphene.NonNull(DepositFileType), required=True, description="Its files, oldest first."
    )
    certificates = graphene.List(
        graphene.NonNull(CertificateType), required=True, description="What is made of them yet."
    )
    technology_id = graphene.ID(description="The technology that it holds, or null.")
    commitment = graphene.String(
        description="What the log holds of it: SHA-256 over a salt and the whole manifest."
    )
    entry_id = graphene.ID(description="The record of its sealing in the log, or null.")
    created_at = graphene.DateTime(required=True, description="When it was begun.")
    sealed_at = graphene.DateTime(description="When it was sealed.")
    term_until = graphene.Date(description="Until when it is kept.")
    provider = graphene.Field(DepositProviderEnum, required=True, description="Who keeps it.")
    level = graphene.Field(
        DepositLevelEnum, required=True, description="How far somebody looked into it."
    )
    can_edit = _can("edit", "Whether the reader may change words and files.")
    can_seal = _can("seal", "Whether the reader may seal it.")
    can_discard = _can("discard", "Whether the reader may give it up.")
    can_attach = _can("attach", "Whether the reader may tie it to a technology.")
    can_seal_demand = _can("seal_demand", "Whether the reader may seal demands with it.")
    can_open_files = _can("open", "Whether the reader may fetch the ciphertext of its files.")

    @staticmethod
    def resolve_id(deposit: Deposit, _info: Any) -> str:
        """Return the opaque id."""
        return deposit.public_id

    @staticmethod
    def resolve_kind(deposit: Deposit, _info: Any) -> str | None:
        """Return the kind once it is chosen."""
        return deposit.kind or None

    @staticmethod
    def resolve_contributors(deposit: Deposit, _info: Any) -> list[Contributor]:
        """Return the contributors in the order given."""
        return sorted(deposit.contributors.all(), key=lambda one: one.pk)

    @staticmethod
    def resolve_files(deposit: Deposit, _info: Any) -> list[DepositFile]:
        """Return the files that are in it."""
        there = [one for one in deposit.files.all() if one.state != DepositFileState.REMOVED]
        return sorted(there, key=lambda one: one.pk)

    @staticmethod
    def resolve_certificates(deposit: Deposit, _info: Any) -> list[Certificate]:
        """Return the certificates."""
        return sorted(deposit.certificates.all(), key=lambda one: one.language)

    @staticmethod
    def resolve_technology_id(deposit: Deposit, _info: Any) -> str | None:
        """Return the technology's opaque id."""
        return deposit.technology.public_id if deposit.technology else None

    @staticmethod
    def resolve_commitment(deposit: Deposit, _info: Any) -> str | None:
        """Return the commitment once it is sealed."""
        return deposit.commitment or None

    @staticmethod
    def resolve_entry_id(deposit: Deposit, _info: Any) -> str | None:
        """Return the record's opaque id."""
        return deposit.entry.uid if deposit.entry else None


DepositConnection = connection_type(DepositType, "Deposit")
