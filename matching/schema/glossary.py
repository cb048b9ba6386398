"""The glossary in the API: what may be read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.connections import (
    Page,
    connection_field,
    connection_type,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.types import choices_enum
from marketplace.core.languages import Language
from marketplace.core.policies import anyone
from matching.glossary.content import ConceptContent, content_of
from matching.glossary.models import GlossaryChange, GlossaryConcept, GlossaryProposal
from matching.glossary.policies import can_propose_words, keeps_glossary, reads_proposals
from matching.glossary.selectors import (
    ConceptFilters,
    concept_content,
    concept_for,
    concept_history,
    concepts_page,
    glossary_table,
    proposals_page,
)
from matching.glossary.states import ConceptAct, ConceptState, ProposalState

if TYPE_CHECKING:
    from marketplace.accounts.models import User
    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext

ConceptStateEnum = choices_enum(
    ConceptState, name="GlossaryConceptState", description="Whether search uses a concept."
)
ConceptActEnum = choices_enum(
    ConceptAct, name="GlossaryConceptAct", description="What was done to a concept."
)
ProposalStateEnum = choices_enum(
    ProposalState, name="GlossaryProposalState", description="How far a proposed word is."
)


class ConceptWordsType(graphene.ObjectType):
    """The words for one thing, the preferred one of each language first."""

    class Meta:
        name = "GlossaryWords"

    korean = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="In Korean."
    )
    english = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="In English."
    )
    note = graphene.String(required=True, description="When to use them; may be empty.")


class GlossaryConceptType(graphene.ObjectType):
    """One thing and its words in both languages, as search uses them."""

    class Meta:
        name = "GlossaryConcept"

    id = graphene.ID(required=True, description="Its opaque id.")
    words = graphene.Field(ConceptWordsType, required=True, description="Its words.")
    state = graphene.Field(ConceptStateEnum, required=True, description="Whether search uses it.")
    revision = graphene.Int(required=True, description="Grows with each change.")
    changed_at = graphene.DateTime(required=True, description="When it changed last.")
    changed_by = graphene.String(
        description="Who changed it last; null for others than its keepers, and where a command of "
        "the host did it."
    )

    @staticmethod
    def resolve_id(concept: GlossaryConcept, _info: Any) -> str:
        """Return the opaque id."""
        return concept.public_id

    @staticmethod
    def resolve_words(concept: GlossaryConcept, _info: Any) -> ConceptContent:
        """Return the words."""
        return concept_content(concept)

    @staticmethod
    def resolve_changed_by(concept: GlossaryConcept, info: Any) -> str | None:
        """Return the name, to keepers alone."""
        return _name(concept.changed_by) if keeps_glossary(info.context.actor) else None


class GlossaryChangeType(graphene.ObjectType):
    """Something that was done to a concept."""

    class Meta:
        name = "GlossaryChange"

    act = graphene.Field(ConceptActEnum, required=True, description="What.")
    before = graphene.Field(ConceptWordsType, description="The words until then, or null.")
    after = graphene.Field(ConceptWordsType, required=True, description="The words since then.")
    changed_at = graphene.DateTime(required=True, description="When.")
    changed_by = graphene.String(description="Who; null where a command of the host did it.")

    @staticmethod
    def resolve_before(change: GlossaryChange, _info: Any) -> ConceptContent | None:
        """Return the words before."""
        return content_of(change.before) if change.before else None

    @staticmethod
    def resolve_after(change: GlossaryChange, _info: Any) -> ConceptContent:
        """Return the words after."""
        return content_of(change.after)

    @staticmethod
    def resolve_changed_by(change: GlossaryChange, _info: Any) -> str | None:
        """Return the name."""
        return _name(change.changed_by)


class GlossaryProposalType(graphene.ObjectType):
    """Words that somebody proposes for the glossary."""

    class Meta:
        name = "GlossaryProposal"

    id = graphene.ID(required=True, description="Its opaque id.")
    concept = graphene.Field(
        GlossaryConceptType, description="The concept as it is now, or null for a new one."
    )
    words = graphene.Field(ConceptWordsType, required=True, description="The words proposed.")
    reason = graphene.String(required=True, description="Why, in own words; may be empty.")
    proposed_at = graphene.DateTime(required=True, description="When.")
    is_own = graphene.Boolean(required=True, description="Whether the reader proposed it.")
    organisation = graphene.String(
        description="The organisation it comes from; null for others than keepers."
    )
    state = graphene.Field(ProposalStateEnum, required=True, description="How far it is.")
    answer = graphene.String(required=True, description="Why it was not taken, or empty.")
    answered_at = graphene.DateTime(description="When it was answered, or null.")

    @staticmethod
    def resolve_id(proposal: GlossaryProposal, _info: Any) -> str:
        """Return the opaque id."""
        return proposal.public_id

    @staticmethod
    def resolve_words(proposal: GlossaryProposal, _info: Any) -> ConceptContent:
        """Return the words."""
        return ConceptContent(tuple(proposal.korean), tuple(proposal.english), proposal.note)

    @staticmethod
    def resolve_is_own(proposal: GlossaryProposal, info: Any) -> bool:
        """Return whether the reader proposed it."""
        actor: Actor = info.context.actor
        return proposal.proposer_id == actor.user_id

    @staticmethod
    def resolve_organisation(proposal: GlossaryProposal, info: Any) -> str | None:
        """Return the name, to keepers alone."""
        keeps = keeps_glossary(info.context.actor)
        return (proposal.organisation.name_ko or proposal.organisation.name_en) if keeps else None


class GlossaryRightsType(graphene.ObjectType):
    """What the reader may do with the glossary."""

    class Meta:
        name = "GlossaryRights"

    keeps = graphene.Boolean(required=True, description="Whether the reader keeps it.")
    may_propose = graphene.Boolean(required=True, description="Whether the reader may propose.")


def _name(user: User | None) -> str | None:
    return user.name if user is not None else None


GlossaryConceptConnection = connection_type(GlossaryConceptType, "GlossaryConcept")
GlossaryProposalConnection = connection_type(GlossaryProposalType, "GlossaryProposal")


def _concepts(
    _root: Any,
    info: Any,
    *,
    text: str = "",
    language: Any = None,
    retired: bool = False,
    first: int | None = None,
    after: str | None = None,
) -> Page:
    context: RequestContext = info.context
    wanted = Language(getattr(language, "value", language) or context.language)
    passed: Any = decode_cursor(after, kinds=(str, int))
    size = page_size(first)
    rows = concepts_page(
        actor=context.actor,
        filters=ConceptFilters(text or "", wanted, bool(retired)),
        limit=size + 1,
        after=passed,
    )
    korean = wanted == Language.KO
    return page_of(
        rows, size=size, key=lambda row: (row.sort_ko if korean else row.sort_en, row.pk)
    )


def _history(_root: Any, info: Any, *, id: str) -> list[GlossaryChange] | None:
    context: RequestContext = info.context
    try:
        return concept_history(concept_for(actor=context.actor, public_id=id))
    except NotFoundError:
        return None


def _proposals(
    _root: Any,
    info: Any,
    *,
    is_open: bool = True,
    first: int | None = None,
    after: str | None = None,
) -> Page:
    context: RequestContext = info.context
    passed: Any = decode_cursor(after, kinds=(int,))
    size = page_size(first)
    rows = proposals_page(
        actor=context.actor,
        is_open=is_open,
        limit=size + 1,
        after=passed[0] if passed else None,
    )
    return page_of(rows, size=size, key=lambda row: (row.pk,))


def _rights(_root: Any, info: Any) -> dict[str, bool]:
    actor = info.context.actor
    return {"keeps": keeps_glossary(actor), "may_propose": can_propose_words(actor)}


class GlossaryQuery:
    """What people ask of the glossary."""

    glossary_concepts = connection_field(
        GlossaryConceptConnection,
        policy=anyone,
        scope="market:read",
        limit="facets",
        description="Concepts and their words, sorted by the preferred word. They are public, like "
        "the searches that they widen.",
        resolver=_concepts,
        text=graphene.Argument(
            graphene.String, default_value="", description="Part of a word, in either language."
        ),
        language=graphene.Argument(LanguageEnum, description="The language they are sorted in."),
        retired=graphene.Argument(
            graphene.Boolean,
            default_value=False,
            description="Those that search uses no longer; keepers alone find some.",
        ),
    )
    glossary_table = guarded_field(
        graphene.NonNull(graphene.String),
        policy=anyone,
        scope="market:read",
        limit="facets",
        description="All concepts in use as CSV that spreadsheets open.",
        resolver=lambda _root, _info: glossary_table(),
    )
    glossary_history = guarded_field(
        graphene.List(graphene.NonNull(GlossaryChangeType)),
        policy=keeps_glossary,
        description="What was done to a concept, the latest first; null where there is none.",
        resolver=_history,
        id=graphene.Argument(graphene.ID, required=True, description="The concept."),
    )
    glossary_proposals = connection_field(
        GlossaryProposalConnection,
        policy=reads_proposals,
        description="Proposed words, the latest first: all for the glossary's keepers, their own "
        "for others.",
        resolver=_proposals,
        is_open=graphene.Argument(
            graphene.Boolean,
            default_value=True,
            description="Those that wait for an answer, or those that have one.",
        ),
    )
    glossary_rights = guarded_field(
        graphene.NonNull(GlossaryRightsType),
        policy=anyone,
        description="What the reader may do with the glossary.",
        resolver=_rights,
    )
