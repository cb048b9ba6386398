"""The glossary in the API: what is done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.errors import MarketplaceError
from marketplace.core.graphql.mutation import DomainError, DomainMutation
from marketplace.core.graphql.types import choices_enum
from matching.glossary import services
from matching.glossary.content import ConceptContent
from matching.glossary.policies import can_propose_words, keeps_glossary, reads_proposals
from matching.glossary.selectors import common_words, concept_content, concept_for
from matching.glossary.services.importing import PlannedRow
from matching.glossary.states import RowEffect
from matching.schema.glossary import (
    ConceptWordsType,
    GlossaryConceptType,
    GlossaryProposalType,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.core.graphql.context import RequestContext
    from matching.glossary.models import GlossaryConcept

RowEffectEnum = choices_enum(
    RowEffect, name="GlossaryRowEffect", description="What a line of a table does."
)


class GlossaryWordsInput(graphene.InputObjectType):
    """The words for one thing, the preferred one of each language first."""

    korean = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="In Korean, 1 to 8."
    )
    english = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="In English, 1 to 8."
    )
    note = graphene.String(description="When to use them, 300 characters.")


class PlannedRowType(graphene.ObjectType):
    """A line of a table and what it does to the glossary."""

    class Meta:
        name = "GlossaryPlannedRow"

    line = graphene.Int(required=True, description="Its number; the heading is line 1.")
    effect = graphene.Field(RowEffectEnum, required=True, description="What it does.")
    words = graphene.Field(ConceptWordsType, description="What it says, or null where unsound.")
    before = graphene.Field(ConceptWordsType, description="The concept's words now, or null.")
    error = graphene.Field(DomainError, description="What is wrong with it, or null.")

    @staticmethod
    def resolve_words(row: PlannedRow, _info: Any) -> ConceptContent | None:
        """Return what it says."""
        return row.content

    @staticmethod
    def resolve_error(row: PlannedRow, _info: Any) -> dict[str, Any] | None:
        """Return what is wrong with it."""
        return None if row.error is None else _told(row.error)


class ImportPlanType(graphene.ObjectType):
    """What a table does to the glossary."""

    class Meta:
        name = "GlossaryImportPlan"

    rows = graphene.List(graphene.NonNull(PlannedRowType), required=True, description="Its lines.")
    version = graphene.String(
        required=True, description="The glossary's version that it was compared with."
    )


def _told(error: MarketplaceError) -> dict[str, Any]:
    params = [{"name": name, "value": value} for name, value in error.params.items()]
    return {
        "code": error.code,
        "message": error.message,
        "field": error.field,
        "params": params,
    }


def _content(given: Any) -> ConceptContent:
    return ConceptContent(tuple(given.korean), tuple(given.english), given.get("note") or "")


_WORDS = graphene.Argument(GlossaryWordsInput, required=True, description="Its words.")


class _ConceptMutation(DomainMutation):
    class Meta:
        abstract = True

    concept = graphene.Field(GlossaryConceptType, description="As it is now.")
    common = graphene.List(
        graphene.NonNull(graphene.String),
        description="Words of it that so many offers hold that search passes them over.",
    )


def _concept_told(concept: GlossaryConcept, actor: Any) -> Mapping[str, Any]:
    read = concept_for(actor=actor, public_id=concept.public_id)
    return {"concept": read, "common": common_words(concept_content(read))}


class AddGlossaryConcept(_ConceptMutation):
    """Put a concept into the glossary."""

    class Meta:
        policy = keeps_glossary

    class Arguments:
        words = _WORDS

    @staticmethod
    def perform(context: RequestContext, *, words: Any) -> Mapping[str, Any]:
        """Add."""
        concept = services.concept_add(
            actor=context.actor, content=_content(words), now=context.now
        )
        return _concept_told(concept, context.actor)


class ChangeGlossaryConcept(_ConceptMutation):
    """Give a concept other words or another note."""

    class Meta:
        policy = keeps_glossary

    class Arguments:
        id = graphene.ID(required=True, description="The concept.")
        revision = graphene.Int(required=True, description="That of the concept as it was read.")
        words = _WORDS

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int, words: Any
    ) -> Mapping[str, Any]:
        """Change."""
        concept = services.concept_change(
            actor=context.actor,
            public_id=id,
            content=_content(words),
            revision=revision,
            now=context.now,
        )
        return _concept_told(concept, context.actor)


class RetireGlossaryConcept(_ConceptMutation):
    """Take a concept out of use."""

    class Meta:
        policy = keeps_glossary

    class Arguments:
        id = graphene.ID(required=True, description="The concept.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Retire."""
        concept = services.concept_retire(actor=context.actor, public_id=id, now=context.now)
        return {"concept": concept, "common": []}


class RestoreGlossaryConcept(_ConceptMutation):
    """Take a retired concept into use again."""

    class Meta:
        policy = keeps_glossary

    class Arguments:
        id = graphene.ID(required=True, description="The concept.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Restore."""
        concept = services.concept_restore(actor=context.actor, public_id=id, now=context.now)
        return _concept_told(concept, context.actor)


class ProposeGlossaryWords(DomainMutation):
    """Propose a concept for the glossary, or other words for one."""

    class Meta:
        policy = can_propose_words

    class Arguments:
        words = _WORDS
        id = graphene.ID(description="The concept that should change; null for a new one.")
        reason = graphene.String(description="Why, 500 characters.")

    proposal = graphene.Field(GlossaryProposalType, description="As it waits now.")

    @staticmethod
    def perform(
        context: RequestContext, *, words: Any, id: str | None = None, reason: str | None = None
    ) -> Mapping[str, Any]:
        """Propose."""
        proposal = services.word_propose(
            actor=context.actor,
            content=_content(words),
            reason=reason or "",
            public_id=id,
            now=context.now,
        )
        return {"proposal": proposal}


class AcceptGlossaryProposal(DomainMutation):
    """Put proposed words into the glossary."""

    class Meta:
        policy = keeps_glossary

    class Arguments:
        id = graphene.ID(required=True, description="The proposal.")
        revision = graphene.Int(
            description="That of the concept that changes, as it was read; null for a new one."
        )

    proposal = graphene.Field(GlossaryProposalType, description="As it is now.")

    @staticmethod
    def perform(
        context: RequestContext, *, id: str, revision: int | None = None
    ) -> Mapping[str, Any]:
        """Accept."""
        proposal = services.proposal_accept(
            actor=context.actor, public_id=id, revision=revision, now=context.now
        )
        return {"proposal": proposal}


class RefuseGlossaryProposal(DomainMutation):
    """Decline proposed words, with the reason."""

    class Meta:
        policy = keeps_glossary

    class Arguments:
        id = graphene.ID(required=True, description="The proposal.")
        answer = graphene.String(required=True, description="Why; it is told.")

    proposal = graphene.Field(GlossaryProposalType, description="As it is now.")

    @staticmethod
    def perform(context: RequestContext, *, id: str, answer: str) -> Mapping[str, Any]:
        """Refuse."""
        proposal = services.proposal_refuse(
            actor=context.actor, public_id=id, answer=answer, now=context.now
        )
        return {"proposal": proposal}


class WithdrawGlossaryProposal(DomainMutation):
    """Take an own proposal back."""

    class Meta:
        policy = reads_proposals

    class Arguments:
        id = graphene.ID(required=True, description="The proposal.")

    proposal = graphene.Field(GlossaryProposalType, description="As it is now.")

    @staticmethod
    def perform(context: RequestContext, *, id: str) -> Mapping[str, Any]:
        """Withdraw."""
        proposal = services.proposal_withdraw(actor=context.actor, public_id=id, now=context.now)
        return {"proposal": proposal}


class ImportGlossary(DomainMutation):
    """Take a table into the glossary, as it was previewed."""

    class Meta:
        policy = keeps_glossary

    class Arguments:
        table = graphene.String(required=True, description="CSV; its first line names columns.")
        version = graphene.String(required=True, description="That of the preview.")

    plan = graphene.Field(ImportPlanType, description="What was done.")

    @staticmethod
    def perform(context: RequestContext, *, table: str, version: str) -> Mapping[str, Any]:
        """Import."""
        plan = services.glossary_import(
            actor=context.actor, table=table, version=version, now=context.now
        )
        return {"plan": plan}


class PreviewGlossaryImport(DomainMutation):
    """Show what a table would do to the glossary; nothing is written."""

    class Meta:
        policy = keeps_glossary

    class Arguments:
        table = graphene.String(required=True, description="CSV; its first line names columns.")

    plan = graphene.Field(ImportPlanType, description="What it would do.")

    @staticmethod
    def perform(context: RequestContext, *, table: str) -> Mapping[str, Any]:
        """Preview."""
        return {"plan": services.import_preview(actor=context.actor, table=table)}


class GlossaryMutation:
    """What people do to the glossary."""

    add_glossary_concept = AddGlossaryConcept.Field()
    change_glossary_concept = ChangeGlossaryConcept.Field()
    retire_glossary_concept = RetireGlossaryConcept.Field()
    restore_glossary_concept = RestoreGlossaryConcept.Field()
    propose_glossary_words = ProposeGlossaryWords.Field()
    accept_glossary_proposal = AcceptGlossaryProposal.Field()
    refuse_glossary_proposal = RefuseGlossaryProposal.Field()
    withdraw_glossary_proposal = WithdrawGlossaryProposal.Field()
    import_glossary = ImportGlossary.Field()
    preview_glossary_import = PreviewGlossaryImport.Field()
