"""The firm check in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts import services
from marketplace.accounts.policies import can_verify_organisations, is_member, is_owner
from marketplace.accounts.schema.check_types import FirmCheckType
from marketplace.accounts.schema.enums import (
    FirmCheckReasonEnum,
    FirmCheckStateEnum,
    value_of,
)
from marketplace.accounts.selectors import (
    check_for,
    check_model_for,
    check_own,
    check_usual_days,
    checks_for,
)
from marketplace.accounts.states import FirmCheckState
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.connections import (
    connection_field,
    connection_type,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.accounts.models import FirmCheck
    from marketplace.accounts.selectors import CheckRead
    from marketplace.core.graphql.connections import Page
    from marketplace.core.graphql.context import RequestContext


FirmCheckConnection = connection_type(FirmCheckType, "FirmCheck")


def _my_firm_check(_root: Any, info: Any) -> CheckRead | None:
    return check_own(actor=info.context.actor)


def _usual_days(_root: Any, _info: Any) -> int | None:
    return check_usual_days()


def _firm_check(_root: Any, info: Any, id: str) -> CheckRead | None:
    try:
        return check_for(actor=info.context.actor, public_id=id)
    except NotFoundError:
        return None


def _firm_checks(
    _root: Any, info: Any, *, state: Any, first: int, after: str | None = None
) -> Page:
    size = page_size(first)
    key = decode_cursor(after, kinds=(str, str))
    rows = checks_for(
        actor=info.context.actor,
        state=value_of(state) or FirmCheckState.PENDING.value,
        after=(str(key[0]), str(key[1])) if key else None,
        limit=size + 1,
    )
    return page_of(rows, size=size, key=lambda row: row.order_key)


class CheckingQuery:
    """What firms and verifiers ask about firm checks."""

    my_firm_check = guarded_field(
        FirmCheckType,
        policy=is_member,
        description="The newest round of one's own firm's check, to its owner; or null.",
        resolver=_my_firm_check,
    )
    firm_check_usual_days = guarded_field(
        graphene.Int,
        policy=signed_in,
        description="Days a check took lately, the median of the last twenty; null without any.",
        resolver=_usual_days,
    )
    firm_checks = connection_field(
        FirmCheckConnection,
        policy=can_verify_organisations,
        description="Rounds of all firms: what waits longest first, decided ones newest first.",
        resolver=_firm_checks,
        state=graphene.Argument(
            FirmCheckStateEnum,
            default_value=FirmCheckState.PENDING,
            description="Which rounds; drafts are for their own firm alone.",
        ),
    )
    firm_check = guarded_field(
        FirmCheckType,
        policy=is_member,
        description="One round, or null where the reader may not know of it.",
        resolver=_firm_check,
        id=graphene.ID(required=True, description="Its opaque id."),
    )


def _check_field() -> graphene.Field:
    return graphene.Field(FirmCheckType, description="The round as it is now, or null.")


def _payload(context: RequestContext, check: FirmCheck) -> Mapping[str, Any]:
    return {"firm_check": check_for(actor=context.actor, public_id=check.public_id)}


class RemoveFirmDocument(DomainMutation):
    """Forget a document while the round is being prepared."""

    class Meta:
        policy = is_owner

    class Arguments:
        id = graphene.ID(required=True, description="The document's id.")

    firm_check = _check_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Forget it."""
        return _payload(context, services.firm_document_remove(actor=context.actor, public_id=id))


class SubmitFirmCheck(DomainMutation):
    """Hand the documents in; a certificate of registration and a proof of authority are needed."""

    class Meta:
        policy = is_owner

    class Arguments:
        note = graphene.String(description="Words to the verifier, 1,000 characters.")

    firm_check = _check_field()

    @staticmethod
    def perform(context: RequestContext, *, note: str | None = None) -> Mapping[str, Any]:
        """Hand them in."""
        done = services.firm_check_submit(actor=context.actor, note=note or "", now=context.now)
        return _payload(context, done)


class DecideFirmCheck(DomainMutation):
    """Confirm a firm, or decline with reasons."""

    class Meta:
        policy = can_verify_organisations

    class Arguments:
        id = graphene.ID(required=True, description="The round's id.")
        confirmed = graphene.Boolean(required=True, description="Whether the firm is what it says.")
        reasons = graphene.List(
            graphene.NonNull(FirmCheckReasonEnum),
            description="Why not; at least one to decline, none to confirm.",
        )
        reason_text = graphene.String(
            description="What the firm has to mend; needed with the reason OTHER."
        )

    firm_check = _check_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        confirmed: bool,
        reasons: Sequence[Any] | None = None,
        reason_text: str | None = None,
    ) -> Mapping[str, Any]:
        """Decide."""
        done = services.firm_check_decide(
            actor=context.actor,
            check=check_model_for(actor=context.actor, public_id=id),
            confirmed=confirmed,
            reasons=[value_of(reason) for reason in reasons or ()],
            reason_text=reason_text or "",
            now=context.now,
        )
        return _payload(context, done)


class RevokeFirmCheck(DomainMutation):
    """Take a confirmation back; the firm reads why and may hand in anew."""

    class Meta:
        policy = can_verify_organisations

    class Arguments:
        id = graphene.ID(required=True, description="The round's id.")
        reason_text = graphene.String(required=True, description="Why, for the firm.")

    firm_check = _check_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, reason_text: str) -> Mapping[str, Any]:
        """Take it back."""
        done = services.firm_check_revoke(
            actor=context.actor,
            check=check_model_for(actor=context.actor, public_id=id),
            reason_text=reason_text,
            now=context.now,
        )
        return _payload(context, done)


class CheckingMutation:
    """What firms and verifiers do about firm checks."""

    remove_firm_document = RemoveFirmDocument.Field()
    submit_firm_check = SubmitFirmCheck.Field()
    decide_firm_check = DecideFirmCheck.Field()
    revoke_firm_check = RevokeFirmCheck.Field()
