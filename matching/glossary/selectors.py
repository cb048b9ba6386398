"""Read the glossary, its history and what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from marketplace.core.errors import NotFoundError
from marketplace.core.languages import Language
from marketplace.core.opaque import is_opaque_id
from marketplace.core.texts import text_cleaned
from matching.constants import RECIPE
from matching.engines.base import TextSet
from matching.engines.errors import SearchUnavailableError
from matching.glossary.constants import HISTORY_SHOWN, WORD_MAX
from matching.glossary.content import ConceptContent, word_key
from matching.glossary.models import (
    GlossaryChange,
    GlossaryConcept,
    GlossaryProposal,
    GlossaryWord,
)
from matching.glossary.policies import visible_concepts, visible_proposals
from matching.glossary.states import ConceptState, ProposalState
from matching.glossary.table import table_written
from matching.glossary.vocabulary import plain_stems, stems_of
from matching.market_index import market_index
from matching.query import QueryPart

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from marketplace.core.actor import Actor
    from matching.engines.base import SearchIndex


@dataclass(frozen=True, slots=True)
class ConceptFilters:
    """Which concepts of the glossary are wanted.

    Args:
        text: Part of one of their words, in either language; empty for all.
        language: The language they are sorted in.
        retired: Whether those are wanted that search uses no longer; keepers alone read them.
    """

    text: str = ""
    language: Language = Language.KO
    retired: bool = False


def concepts_page(
    *, actor: Actor, filters: ConceptFilters, limit: int, after: tuple[str, int] | None = None
) -> list[GlossaryConcept]:
    """Return concepts with their words, sorted by the preferred word of the language.

    Args:
        actor: Who reads.
        filters: Which.
        limit: How many at most.
        after: Sort key and row of the last one of the page before.

    Raises:
        InvalidInputError: The text is too long.
    """
    column = "sort_ko" if filters.language == Language.KO else "sort_en"
    state = ConceptState.RETIRED if filters.retired else ConceptState.IN_USE
    rows = _with_words().filter(visible_concepts(actor), state=state)
    text = text_cleaned(filters.text, field="text", max_length=WORD_MAX, multiline=False)
    if text:
        found = GlossaryWord.objects.filter(concept=OuterRef("pk"))
        rows = rows.filter(
            Exists(found.filter(Q(key__contains=word_key(text)) | Q(text__icontains=text)))
        )
    if after is not None:
        rows = rows.filter(
            Q(**{f"{column}__gt": after[0]}) | Q(**{column: after[0], "pk__gt": after[1]})
        )
    return list(rows.order_by(F(column), "pk")[:limit])


def concept_for(*, actor: Actor, public_id: str) -> GlossaryConcept:
    """Return one concept.

    Raises:
        NotFoundError: There is none under this id that the actor may read.
    """
    rows = _with_words().filter(visible_concepts(actor), public_id=public_id)
    found = rows.first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def concept_content(concept: GlossaryConcept) -> ConceptContent:
    """Return the concept's words and note."""
    words = sorted(concept.words.all(), key=lambda word: word.place)
    return ConceptContent(
        korean=tuple(word.text for word in words if word.language == Language.KO),
        english=tuple(word.text for word in words if word.language == Language.EN),
        note=concept.note,
    )


def concepts_in_use() -> list[tuple[GlossaryConcept, ConceptContent]]:
    """Return every concept in use with its words, in the Korean order."""
    rows = _with_words().filter(state=ConceptState.IN_USE).order_by("sort_ko", "pk")
    return [(concept, concept_content(concept)) for concept in rows]


def glossary_table() -> str:
    """Return all concepts in use as a table; they are public."""
    return table_written((concept.public_id, content) for concept, content in concepts_in_use())


def concept_history(concept: GlossaryConcept) -> list[GlossaryChange]:
    """Return the latest 100 things done to the concept, the last first; for its keepers alone."""
    rows = GlossaryChange.objects.filter(concept=concept).select_related("changed_by")
    return list(rows.order_by("-pk")[:HISTORY_SHOWN])


def proposals_page(
    *, actor: Actor, is_open: bool, limit: int, after: int | None = None
) -> list[GlossaryProposal]:
    """Return the proposals the actor may read, the latest first.

    Args:
        actor: Who reads: keepers all, others their own.
        is_open: Whether those that wait are wanted, or those that were answered.
        limit: How many at most.
        after: Row of the last one of the page before.
    """
    rows = _proposals().filter(visible_proposals(actor))
    open_ones = Q(state=ProposalState.OPEN)
    rows = rows.filter(open_ones if is_open else ~open_ones)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return list(rows.order_by("-pk")[:limit])


def proposal_for(*, actor: Actor, public_id: str) -> GlossaryProposal:
    """Return one proposal.

    Raises:
        NotFoundError: There is none under this id that the actor may read.
    """
    rows = _proposals().filter(visible_proposals(actor), public_id=public_id)
    found = rows.first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def common_words(content: ConceptContent) -> tuple[str, ...]:
    """Return the single words that a quarter of the offers hold, of which search adds none.

    Only anonymous cards are counted, and only keepers are told.
    """
    try:
        index = market_index()
    except SearchUnavailableError:
        return ()
    return tuple(
        word
        for language, words in content.words.items()
        for word in words
        if _is_common(index, word, language)
    )


def _is_common(index: SearchIndex, word: str, language: Language) -> bool:
    stems = plain_stems(stems_of(word, language))
    count = index.document_count(language)
    if len(stems) != 1 or not count:
        return False
    part = QueryPart(stems, 1.0)
    query = index.weighted([part], language=language, texts=TextSet.CARD, keep_common=True)
    limit = max(RECIPE.common_share * count, RECIPE.common_floor)
    return query.stems.frequencies.get(stems[0], 0) >= limit


def _with_words() -> QuerySet[GlossaryConcept]:
    return GlossaryConcept.objects.select_related("changed_by").prefetch_related("words")


def _proposals() -> QuerySet[GlossaryProposal]:
    return GlossaryProposal.objects.select_related(
        "concept", "proposer", "organisation", "answered_by"
    ).prefetch_related(Prefetch("concept__words"))
