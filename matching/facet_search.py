"""Count what an answer of the market could be narrowed down to, for one reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.technologies.selectors import market_facts
from matching.constants import WINDOW
from matching.facets import FacetKind, Facets, OfferFacts, facets_of, filters_without, passes
from matching.questions import question_of
from matching.search import answered, reader_texts, rows_readable

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.engines.base import SearchFilters
    from matching.facets import Counted
    from matching.questions import Question


def market_facets(
    *,
    actor: Actor,
    now: datetime,
    text: str = "",
    like: str = "",
    document: str = "",
    filters: SearchFilters,
) -> Facets:
    """Return how many of the technologies that the same search finds state which facts.

    Args:
        actor: Who searches; only hits that the actor may read are counted.
        now: The moment of searching.
        text: Words in either language, or empty.
        like: In their place the id of a technology that others are to be like.
        document: In their place a text that offers are to be like.
        filters: Hard conditions.

    Raises:
        InvalidInputError: More than one thing is asked by, a text is too long, or a level is out
            of range.
        NotFoundError: The actor may not know of the technology.
        SearchUnavailableError: The index is being rebuilt.
    """
    question = question_of(
        actor=actor, now=now, text=text, like=like, document=document, filters=filters
    )
    if question:
        return _of_answer(actor, now, question, filters)
    on_market = [
        (OfferFacts(each.industry, each.trl, each.transfer_modes, each.origin), each.count)
        for each in market_facts()
    ]

    def passing(wanted: SearchFilters) -> list[Counted]:
        return [each for each in on_market if passes(each[0], wanted)]

    by_kind = {kind: passing(filters_without(filters, kind)) for kind in FacetKind}
    return facets_of(passing(filters), by_kind, is_complete=True)


def _of_answer(actor: Actor, now: datetime, question: Question, filters: SearchFilters) -> Facets:
    """Count the very hits that the search answers with, so that nothing hidden moves a count."""
    wanted = {kind: filters_without(filters, kind) for kind in FacetKind}
    answers = {
        each: [hit.public_id for hit in answered(actor, question, each).hits]
        for each in {filters, *wanted.values()}
    }
    found = sorted({public_id for hits in answers.values() for public_id in hits})
    facts = {
        public_id: OfferFacts(row.industry, row.trl, tuple(row.transfer_modes), row.origin)
        for public_id, row in rows_readable(actor, now, found, reader_texts(actor)).items()
    }

    def counted(each: SearchFilters) -> list[Counted]:
        return [(facts[public_id], 1) for public_id in answers[each] if public_id in facts]

    by_kind = {kind: counted(each) for kind, each in wanted.items()}
    is_complete = all(len(hits) < WINDOW for hits in answers.values())
    return facets_of(counted(filters), by_kind, is_complete=is_complete)
