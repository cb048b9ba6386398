"""Reading, offering and accepting terms: parse, call one service, shape the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from contracts.deals import services
from contracts.deals.content import MilestoneContent, TermsContent
from contracts.deals.policies import can_read_deals
from contracts.deals.schema.terms import CurrencyEnum, DealTermsType, ExclusivityEnum, TermSheetType
from contracts.deals.selectors.sheets import sheet_model_for, term_sheet_for, term_sheet_of
from contracts.deals.selectors.standing import deal_terms_of
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.types import BigInt
from marketplace.core.policies import signed_in
from marketplace.taxonomy.schema import TransferModeEnum
from matching.selectors.matches import match_model_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contracts.deals.models import TermSheet
    from contracts.deals.selectors.sheets import SheetRow
    from contracts.deals.selectors.standing import DealTermsRow
    from marketplace.core.graphql.context import RequestContext


class MilestoneInput(graphene.InputObjectType):
    """A payment and what is delivered for it."""

    title = graphene.String(required=True, description="Its name, 200 characters.")
    amount_minor = graphene.InputField(
        BigInt, required=True, description="Minor units of the terms' currency."
    )
    due_on = graphene.Date(required=True, description="Last day in Korea for the delivery.")
    delivery = graphene.String(
        required=True, description="What is delivered, in words, 1,000 characters."
    )
    documents = graphene.List(
        graphene.NonNull(graphene.ID),
        description="Files of the NDA's annex that are delivered; data not listed may not be.",
    )
    deposit_release = graphene.Boolean(
        description="Whether the sealed deposit as a whole is delivered."
    )


class TermsInput(graphene.InputObjectType):
    """Whole terms."""

    mode = graphene.InputField(TransferModeEnum, required=True, description="The way of transfer.")
    field = graphene.String(
        required=True, description="Where the technology may be used, 500 characters."
    )
    territory = graphene.String(
        required=True, description="In which part of the world, 300 characters."
    )
    exclusivity = graphene.InputField(
        ExclusivityEnum, required=True, description="Who else may use the technology."
    )
    months = graphene.Int(description="For how many months, at most 600; nothing for good.")
    currency = graphene.InputField(CurrencyEnum, required=True, description="Of every amount.")
    upfront_minor = graphene.InputField(
        BigInt, required=True, description="Payment on signature, in minor units; may be 0."
    )
    royalty_basis_points = graphene.Int(
        description="Share of net sales, in hundredths of a per cent."
    )
    note = graphene.String(description="What else the offer says, 2,000 characters.")
    milestones = graphene.List(
        graphene.NonNull(MilestoneInput), description="Up to 12 payments, in order."
    )


def _content(given: Mapping[str, Any]) -> TermsContent:
    return TermsContent(
        mode=_value(given["mode"]),
        field=given["field"],
        territory=given["territory"],
        exclusivity=_value(given["exclusivity"]),
        months=given.get("months"),
        currency=_value(given["currency"]),
        upfront=given["upfront_minor"],
        royalty_basis_points=given.get("royalty_basis_points") or 0,
        note=given.get("note") or "",
        milestones=tuple(
            MilestoneContent(
                title=each["title"],
                amount=each["amount_minor"],
                due_on=each["due_on"],
                delivery=each["delivery"],
                documents=tuple(each.get("documents") or ()),
                deposit_release=bool(each.get("deposit_release")),
            )
            for each in given.get("milestones") or ()
        ),
    )


def _value(member: Any) -> str:
    return str(getattr(member, "value", member))


def _term_sheet_of(_root: Any, info: Any, *, match_id: str) -> SheetRow | None:
    return term_sheet_of(actor=info.context.actor, match_id=match_id)


def _deal_terms(_root: Any, info: Any, *, match_id: str) -> DealTermsRow | None:
    return deal_terms_of(actor=info.context.actor, match_id=match_id)


class TermsQuery:
    """What people ask of terms."""

    deal_terms = guarded_field(
        DealTermsType,
        policy=can_read_deals,
        description="What stands about the terms of a match, or null where the reader may not "
        "know of it.",
        resolver=_deal_terms,
        match_id=graphene.ID(required=True, description="The match."),
    )

    term_sheet_of = guarded_field(
        TermSheetType,
        policy=can_read_deals,
        description="The newest terms of a match, or null where there are none for the reader.",
        resolver=_term_sheet_of,
        match_id=graphene.ID(required=True, description="The match."),
    )


def _sheet_field() -> graphene.Field:
    return graphene.Field(TermSheetType, description="The terms as they are now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The term sheet's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the reader saw.")


def _terms() -> graphene.Argument:
    return graphene.Argument(TermsInput, required=True, description="The terms.")


def _payload(context: RequestContext, sheet: TermSheet) -> Mapping[str, Any]:
    row = term_sheet_for(actor=context.actor, public_id=sheet.public_id)
    return {"term_sheet": row}


def _done(service: Any, context: RequestContext, public_id: str, **given: Any) -> Mapping[str, Any]:
    sheet = sheet_model_for(actor=context.actor, public_id=public_id)
    service(actor=context.actor, sheet=sheet, now=context.now, **given)
    return _payload(context, sheet)


class OfferTerms(DomainMutation):
    """Offer the first terms of a match, in the room that its NDA opened."""

    class Meta:
        policy = signed_in

    class Arguments:
        match_id = graphene.ID(required=True, description="The match.")
        terms = _terms()

    term_sheet = _sheet_field()

    @staticmethod
    def perform(
        context: RequestContext, *, match_id: str, terms: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Offer them."""
        match = match_model_for(actor=context.actor, public_id=match_id)
        sheet = services.terms_offer(
            actor=context.actor, match=match, content=_content(terms), now=context.now
        )
        return _payload(context, sheet)


class CounterTerms(DomainMutation):
    """Offer other terms in place of the last ones."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        terms = _terms()

    term_sheet = _sheet_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, terms: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Offer them."""
        return _done(
            services.terms_counter, context, id, revision=revision, content=_content(terms)
        )


class AcceptTerms(DomainMutation):
    """Accept the other side's last terms; with that both sides have agreed."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    term_sheet = _sheet_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Accept them."""
        return _done(services.terms_accept, context, id, revision=revision)


class WithdrawTerms(DomainMutation):
    """Take the terms back, as long as no contract stands on them."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    term_sheet = _sheet_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Withdraw them."""
        return _done(services.terms_withdraw, context, id, revision=revision)


class TermsMutation:
    """What people do to terms."""

    offer_terms = OfferTerms.Field()
    counter_terms = CounterTerms.Field()
    accept_terms = AcceptTerms.Field()
    withdraw_terms = WithdrawTerms.Field()
