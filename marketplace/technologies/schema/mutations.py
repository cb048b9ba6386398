"""Writing technologies: parse, call one service, give back the row as its reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.policies import signed_in
from marketplace.taxonomy.schema import IndustryEnum, IpStatusEnum, TransferModeEnum
from marketplace.technologies import services
from marketplace.technologies.content import OfferContent, OfferText, text_columns
from marketplace.technologies.schema.types import TechnologyType
from marketplace.technologies.selectors import technology_for, technology_model_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marketplace.core.graphql.context import RequestContext
    from marketplace.technologies.models import Technology


class TechnologyTextInput(graphene.InputObjectType):
    """The offer's words in one language."""

    language = graphene.InputField(
        LanguageEnum, required=True, description="Language of the words."
    )
    area = graphene.String(description="Anonymous card: the field of technology, 80 characters.")
    problem = graphene.String(description="Anonymous card: the problem solved, 400 characters.")
    title = graphene.String(description="Title, 120 characters.")
    summary = graphene.String(description="The offer in a paragraph, 600 characters.")
    description = graphene.String(description="What it does and for whom, 3,000 characters.")
    advantages = graphene.String(description="What is new and better, 2,000 characters.")
    specification = graphene.String(description="What it achieves, in ranges.")
    comparison = graphene.String(description="The usual solution beside it, in money.")
    proof_available = graphene.String(description="What was tested and by whom, without names.")
    field_of_use = graphene.String(description="Where it can be used.")
    partner_sought = graphene.String(description="Which partner is looked for, and for what.")
    keywords = graphene.List(
        graphene.NonNull(graphene.String), description="Up to 12 words of 40 characters."
    )
    withheld = graphene.String(description="What is held back on purpose until later steps.")


class TechnologyInput(graphene.InputObjectType):
    """A whole offer; what is left out is stored as empty."""

    industry = graphene.InputField(IndustryEnum, description="Field of industry.")
    trl = graphene.Int(description="Technology readiness level, 1 to 9.")
    transfer_modes = graphene.List(
        graphene.NonNull(TransferModeEnum), description="How it may change hands."
    )
    year = graphene.Int(description="Year the technology dates from.")
    ip_status = graphene.InputField(IpStatusEnum, description="How it is protected.")
    texts = graphene.List(
        graphene.NonNull(TechnologyTextInput), description="The words, once per language."
    )


def _content(given: Mapping[str, Any]) -> OfferContent:
    return OfferContent(
        industry=_value(given.get("industry")),
        trl=given.get("trl"),
        transfer_modes=tuple(_value(mode) for mode in given.get("transfer_modes") or ()),
        year=given.get("year"),
        ip_status=_value(given.get("ip_status")),
        texts=tuple(_text(text) for text in given.get("texts") or ()),
    )


def _text(given: Mapping[str, Any]) -> OfferText:
    words = {name: given.get(name) or "" for name in text_columns() if name != "keywords"}
    return OfferText(
        language=_value(given["language"]),
        keywords=tuple(given.get("keywords") or ()),
        **words,
    )


def _value(choice: Any) -> str:
    return str(getattr(choice, "value", choice) or "")


def _technology_field() -> graphene.Field:
    return graphene.Field(TechnologyType, description="The technology as it is now, or null.")


def _id() -> graphene.ID:
    return graphene.ID(required=True, description="The technology's id.")


def _revision() -> graphene.Int:
    return graphene.Int(required=True, description="The revision the writer saw.")


def _payload(context: RequestContext, technology: Technology) -> Mapping[str, Any]:
    row = technology_for(actor=context.actor, public_id=technology.public_id, now=context.now)
    return {"technology": row}


def _moved(
    service: Callable[..., Technology], context: RequestContext, public_id: str, **given: Any
) -> Technology:
    technology = technology_model_for(actor=context.actor, public_id=public_id)
    return service(actor=context.actor, technology=technology, now=context.now, **given)


class CreateTechnology(DomainMutation):
    """Start a draft; sending the same request id again gives the same draft."""

    class Meta:
        policy = signed_in

    class Arguments:
        request_id = graphene.ID(
            required=True, description="A fresh id made by the client, kept for repeats."
        )
        input = TechnologyInput(required=True, description="The offer.")

    technology = _technology_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        request_id: str,
        input: Mapping[str, Any],
    ) -> Mapping[str, Any]:
        """Store the draft."""
        technology = services.technology_create(
            actor=context.actor, request_id=request_id, content=_content(input), now=context.now
        )
        return _payload(context, technology)


class SaveTechnology(DomainMutation):
    """Replace a draft's words."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        input = TechnologyInput(required=True, description="The whole offer.")

    technology = _technology_field()

    @staticmethod
    def perform(
        context: RequestContext,
        *,
        id: str,
        revision: int,
        input: Mapping[str, Any],
    ) -> Mapping[str, Any]:
        """Store the words where nobody else stored others meanwhile."""
        technology = services.technology_save(
            actor=context.actor,
            technology=technology_model_for(actor=context.actor, public_id=id),
            revision=revision,
            content=_content(input),
        )
        return _payload(context, technology)


class SubmitTechnology(DomainMutation):
    """Freeze a draft's words and hand them to the reviewers."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    technology = _technology_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Submit it."""
        done = _moved(services.technology_submit, context, id, revision=revision)
        return _payload(context, done)


class ApproveTechnology(DomainMutation):
    """Put a submitted technology on the market."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()

    technology = _technology_field()

    @staticmethod
    def perform(context: RequestContext, *, id: str, revision: int) -> Mapping[str, Any]:
        """Approve it."""
        done = _moved(services.technology_approve, context, id, revision=revision)
        return _payload(context, done)


class ReturnTechnology(DomainMutation):
    """Give a submitted technology back to its firm, with the reason."""

    class Meta:
        policy = signed_in

    class Arguments:
        id = _id()
        revision = _revision()
        reason = graphene.String(required=True, description="What has to change.")

    technology = _technology_field()

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, reason: str
    ) -> Mapping[str, Any]:
        """Return it."""
        _moved(services.technology_return, context, id, revision=revision, reason=reason)
        return {"technology": None}  # a draft again: only its own firm sees it


def _move_mutation(
    name: str, service: Callable[..., Technology], description: str
) -> type[DomainMutation]:
    """Return the mutation of a move that needs nothing but the technology."""

    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        return _payload(context, _moved(service, context, id))

    members = {
        "__doc__": description,
        "__module__": __name__,
        "Meta": type("Meta", (), {"policy": staticmethod(signed_in)}),
        "Arguments": type("Arguments", (), {"id": _id()}),
        "technology": _technology_field(),
        "perform": staticmethod(perform),
    }
    return type(name, (DomainMutation,), members)


class TechnologyMutation:
    """What people do to technologies."""

    create_technology = CreateTechnology.Field()
    save_technology = SaveTechnology.Field()
    submit_technology = SubmitTechnology.Field()
    return_technology = ReturnTechnology.Field()
    approve_technology = ApproveTechnology.Field()
    pause_technology = _move_mutation(
        "PauseTechnology",
        services.technology_pause,
        "Take a published technology off the market until it is resumed.",
    ).Field()
    resume_technology = _move_mutation(
        "ResumeTechnology",
        services.technology_resume,
        "Put a paused technology back on the market, unchanged.",
    ).Field()
    withdraw_technology = _move_mutation(
        "WithdrawTechnology",
        services.technology_withdraw,
        "Take a technology off the market for good.",
    ).Field()
