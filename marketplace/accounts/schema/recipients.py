"""Keys that files are encrypted to, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts import services
from marketplace.accounts.policies import can_use_recipients
from marketplace.accounts.schema.enums import RecipientStateEnum
from marketplace.accounts.selectors import age_recipient_for, age_recipients_for
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from marketplace.accounts.models import AgeRecipient
    from marketplace.accounts.selectors import RecipientRead
    from marketplace.core.graphql.context import RequestContext


class AgeRecipientType(graphene.ObjectType):
    """The public half of a member's age key; files are encrypted to it, here and nowhere else."""

    class Meta:
        name = "AgeRecipient"

    id = graphene.ID(required=True, description="Its opaque id.")
    label = graphene.String(required=True, description="What its owner calls it.")
    recipient = graphene.String(required=True, description="The public half: age1….")
    state = graphene.Field(
        RecipientStateEnum, required=True, description="Whether new files are encrypted to it."
    )
    owner_name = graphene.String(required=True, description="Whose key it is.")
    created_at = graphene.DateTime(required=True, description="When it was added.")
    confirmed_at = graphene.DateTime(description="When its owner decrypted the challenge, or null.")
    retired_at = graphene.DateTime(description="When it was retired, or null.")
    is_own = graphene.Boolean(required=True, description="Whether it is the reader's.")
    can_retire = graphene.Boolean(required=True, description="Whether the reader may retire it.")

    @staticmethod
    def resolve_id(read: RecipientRead, _info: Any) -> str:
        """Return the opaque id."""
        return read.key.public_id

    @staticmethod
    def resolve_label(read: RecipientRead, _info: Any) -> str:
        """Return the label."""
        return read.key.label

    @staticmethod
    def resolve_recipient(read: RecipientRead, _info: Any) -> str:
        """Return the public half."""
        return read.key.recipient

    @staticmethod
    def resolve_state(read: RecipientRead, _info: Any) -> str:
        """Return the state."""
        return read.key.state

    @staticmethod
    def resolve_owner_name(read: RecipientRead, _info: Any) -> str:
        """Return the owner's name."""
        return read.key.membership.user.name

    @staticmethod
    def resolve_created_at(read: RecipientRead, _info: Any) -> datetime:
        """Return when it was added."""
        return read.key.created_at

    @staticmethod
    def resolve_confirmed_at(read: RecipientRead, _info: Any) -> datetime | None:
        """Return when it was confirmed."""
        return read.key.confirmed_at

    @staticmethod
    def resolve_retired_at(read: RecipientRead, _info: Any) -> datetime | None:
        """Return when it was retired."""
        return read.key.retired_at


def _recipients(_root: Any, info: Any) -> list[RecipientRead]:
    return age_recipients_for(actor=info.context.actor)


def _payload(context: RequestContext, key: AgeRecipient) -> dict[str, Any]:
    return {"age_recipient": age_recipient_for(actor=context.actor, public_id=key.public_id)}


class RecipientsQuery:
    """What people ask about the keys of their organisation."""

    age_recipients = guarded_field(
        graphene.NonNull(graphene.List(graphene.NonNull(AgeRecipientType))),
        policy=can_use_recipients,
        description="The keys of one's own organisation, the newest 100.",
        resolver=_recipients,
    )


def _key_field() -> graphene.Field:
    return graphene.Field(AgeRecipientType, description="The key as it is now, or null.")


class AddAgeRecipient(DomainMutation):
    """Add one's own age key; it is used once the challenge was decrypted."""

    class Meta:
        policy = can_use_recipients

    class Arguments:
        label = graphene.String(required=True, description="What to call it, 60 characters.")
        recipient = graphene.String(
            required=True, description="The public half, as age-keygen prints it: age1…."
        )

    age_recipient = _key_field()
    challenge = graphene.String(
        description="An armored age file to decrypt with the secret half, or null; told once."
    )

    @staticmethod
    def perform(context: RequestContext, *, label: str, recipient: str) -> Mapping[str, Any]:
        """Add it."""
        added, challenge = services.age_recipient_add(
            actor=context.actor, label=label, recipient=recipient, now=context.now
        )
        return {**_payload(context, added), "challenge": challenge}


class ConfirmAgeRecipient(DomainMutation):
    """Show that one holds the secret half: send what the challenge holds, within a day."""

    class Meta:
        policy = can_use_recipients
        limit = "key_answer"

    class Arguments:
        id = graphene.ID(required=True, description="The key's id.")
        answer = graphene.String(required=True, description="The decrypted challenge.")

    age_recipient = _key_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, answer: str) -> Mapping[str, Any]:
        """Take it into use."""
        done = services.age_recipient_confirm(
            actor=context.actor, public_id=id, answer=answer, now=context.now
        )
        return _payload(context, done)


class RetireAgeRecipient(DomainMutation):
    """Encrypt no new file to a key of one's own, or as an owner to a colleague's."""

    class Meta:
        policy = can_use_recipients

    class Arguments:
        id = graphene.ID(required=True, description="The key's id.")

    age_recipient = _key_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Retire it."""
        done = services.age_recipient_retire(actor=context.actor, public_id=id, now=context.now)
        return _payload(context, done)


class RecipientsMutation:
    """What people do about their keys."""

    add_age_recipient = AddAgeRecipient.Field()
    confirm_age_recipient = ConfirmAgeRecipient.Field()
    retire_age_recipient = RetireAgeRecipient.Field()
