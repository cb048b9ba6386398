"""Asking for technical data in writing, and answering item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.rooms import services
from contracts.rooms.policies import can_enter_rooms
from contracts.rooms.schema.request_types import (
    DataRequestInput,
    DataRequestType,
    FileChoiceInput,
    RefusalReasonEnum,
    content_of,
)
from contracts.rooms.selectors.places import place_for
from contracts.rooms.selectors.requests import item_model_for, request_for, request_model_for
from contracts.rooms.services import FileChoice
from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.files.schema import TransferType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contracts.rooms.models import RequestItem, TechnicalDataRequest
    from marketplace.core.graphql.context import RequestContext


def _request_field() -> graphene.Field:
    return graphene.Field(DataRequestType, description="The request as it is now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The request's id.")


def _item_id() -> graphene.ID:
    return graphene.ID(required=True, description="The item's id.")


def _revision(of: str) -> graphene.Int:
    return graphene.Int(required=True, description=f"The {of}'s revision the reader saw.")


def _input() -> Any:
    return DataRequestInput(required=True, description="What the request says.")


def _payload(context: RequestContext, request: TechnicalDataRequest) -> Mapping[str, Any]:
    row = request_for(actor=context.actor, public_id=request.public_id, now=context.now)
    return {"request": row}


def _request_done(
    service: Any, context: RequestContext, public_id: str, **given: Any
) -> Mapping[str, Any]:
    request = request_model_for(actor=context.actor, public_id=public_id, now=context.now)
    service(actor=context.actor, request=request, now=context.now, **given)
    return _payload(context, request)


def _item_done(
    service: Any, context: RequestContext, public_id: str, **given: Any
) -> Mapping[str, Any]:
    item: RequestItem = item_model_for(actor=context.actor, public_id=public_id, now=context.now)
    service(actor=context.actor, item=item, now=context.now, **given)
    return _payload(context, item.request)


class DraftRequest(DomainMutation):
    """Begin a written request for technical data; the own firm alone knows of the draft."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        room_id = graphene.ID(required=True, description="The room.")
        input = _input()

    request = _request_field()

    @staticmethod
    def perform(
        context: RequestContext, *, room_id: str, input: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Begin it."""
        place = place_for(actor=context.actor, room_id=room_id, now=context.now)
        request = services.request_draft(
            actor=context.actor, room=place.room, content=content_of(input), now=context.now
        )
        return _payload(context, request)


class SaveRequest(DomainMutation):
    """Write a draft anew."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        id = _id()
        revision = _revision("request")
        input = _input()

    request = _request_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, input: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Save it."""
        return _request_done(
            services.request_save, context, id, revision=revision, content=content_of(input)
        )


class IssueRequest(DomainMutation):
    """Ask the seller in writing; from here on the words never change again."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        id = _id()
        revision = _revision("request")

    request = _request_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Issue it."""
        return _request_done(services.request_issue, context, id, revision=revision)


class WithdrawRequest(DomainMutation):
    """Take a request back that was granted nothing yet, or drop a draft."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        id = _id()
        revision = _revision("request")

    request = _request_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Withdraw it."""
        return _request_done(services.request_withdraw, context, id, revision=revision)


class GrantItem(DomainMutation):
    """Open named documents to named people, for the days of use that the request names."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        item_id = _item_id()
        revision = _revision("item")
        files = graphene.List(
            graphene.NonNull(FileChoiceInput),
            required=True,
            description="Files of sealed deposits of the technology, 1 to 50.",
        )
        view_only = graphene.Boolean(
            default_value=True, description="Whether they are shown as marked pages only."
        )
        holder_ids = graphene.List(
            graphene.NonNull(graphene.ID),
            required=True,
            description="Memberships that the NDA names as holders, 1 to 20.",
        )

    request = _request_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        item_id: str,
        revision: int,
        files: Sequence[Mapping[str, Any]],
        view_only: bool,
        holder_ids: Sequence[str],
    ) -> Mapping[str, Any]:
        """Grant it."""
        chosen = [
            FileChoice(
                deposit_file_id=file["deposit_file_id"],
                first_page=file["first_page"],
                last_page=file.get("last_page"),
            )
            for file in files
        ]
        return _item_done(
            services.item_grant,
            context,
            item_id,
            revision=revision,
            files=chosen,
            view_only=view_only,
            holder_ids=holder_ids,
        )


class RefuseItem(DomainMutation):
    """Refuse an item, with a reason that the buyer reads."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        item_id = _item_id()
        revision = _revision("item")
        reason = graphene.Argument(
            RefusalReasonEnum, required=True, description="Why, as the buyer reads it."
        )
        words = graphene.String(description="In own words; 1,000 characters.")

    request = _request_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        item_id: str,
        revision: int,
        reason: Any,
        words: str | None = None,
    ) -> Mapping[str, Any]:
        """Refuse it."""
        return _item_done(
            services.item_refuse,
            context,
            item_id,
            revision=revision,
            reason=str(getattr(reason, "value", reason)),
            words=words or "",
        )


class RevokeItem(DomainMutation):
    """Take a grant back; what its holders have open ends at once."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        item_id = _item_id()
        revision = _revision("item")

    request = _request_field()

    @staticmethod
    def perform(context: RequestContext, *, item_id: str, revision: int) -> Mapping[str, Any]:
        """Revoke it."""
        return _item_done(services.item_revoke, context, item_id, revision=revision)


class RemoveItemHolder(DomainMutation):
    """Take a granted item from one person, as a lead of either firm; it counts at once."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        item_id = _item_id()
        membership_id = graphene.ID(required=True, description="The holder's membership.")

    request = _request_field()

    @staticmethod
    def perform(context: RequestContext, *, item_id: str, membership_id: str) -> Mapping[str, Any]:
        """Remove them."""
        return _item_done(
            services.item_holder_remove, context, item_id, membership_id=membership_id
        )


class OpenRequestForm(DomainMutation):
    """Get the way to an issued request as a document to keep, with the decisions made so far."""

    class Meta:
        policy = can_enter_rooms

    class Arguments:
        id = graphene.ID(required=True, description="The request's id.")
        language = graphene.Argument(
            LanguageEnum, required=True, description="The language of the printed words."
        )

    transfer = graphene.Field(TransferType, description="Where to fetch the document.")

    @staticmethod
    def perform(context: RequestContext, *, id: str, language: Any) -> Mapping[str, Any]:
        """Open the way out."""
        opened = services.request_form_open(
            actor=context.actor,
            public_id=id,
            language=str(getattr(language, "value", language)),
            now=context.now,
        )
        return {"transfer": opened}


class RequestActs:
    """What people do with technical-data requests."""

    draft_request = DraftRequest.Field()
    save_request = SaveRequest.Field()
    issue_request = IssueRequest.Field()
    withdraw_request = WithdrawRequest.Field()
    open_request_form = OpenRequestForm.Field()
    grant_item = GrantItem.Field()
    refuse_item = RefuseItem.Field()
    revoke_item = RevokeItem.Field()
    remove_item_holder = RemoveItemHolder.Field()
