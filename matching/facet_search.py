"""Count what an answer of the market could be narrowed down to, for one reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.technologies.selectors import market_facts
from matching.constants import WINDOW
from matching.engines.base import TextSet
from matching.facets import FacetKind, Facets, OfferFacts, facets_of, filters_without, passes
from matching.questions import question_of
from matching.search import (
    answered,
    hidden_owners,
    reader_texts,
    regions_allowed,
    rows_readable,
)

if TYPE_CHECKING:
    from collections.abc import Collection
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
        NotAllowedError: Regions are chosen by somebody who reads no summaries.
        NotFoundError: The actor may not know of the technology.
        SearchUnavailableError: The index is being rebuilt.
    """
    regions_allowed(actor, filters)
    question = question_of(
        actor=actor, now=now, text=text, like=like, document=document, filters=filters
    )
    if question:
        return _of_answer(actor, now, question, filters)
    hidden = hidden_owners(actor)
    on_market = counted_facts(())
    # what somebody is barred from must not be told apart by what its summary states
    open_to_reader = counted_facts(hidden) if hidden else on_market

    def passing(wanted: SearchFilters, kind: FacetKind | None = None) -> list[Counted]:
        by_summary = bool(wanted.regions) or kind == FacetKind.REGION
        offers = open_to_reader if by_summary else on_market
        return [each for each in offers if passes(each[0], wanted)]

    by_kind = {kind: passing(filters_without(filters, kind), kind) for kind in FacetKind}
    return facets_of(
        passing(filters),
        by_kind,
        is_complete=True,
        with_regions=reader_texts(actor) == TextSet.SUMMARY,
    )


def counted_facts(
    without_owners: Collection[int], *, since: datetime | None = None
) -> list[Counted]:
    """Return what the offers on the market state, each with how many state it alike."""
    return [
        (
            OfferFacts(each.industry, each.trl, each.transfer_modes, each.origin, each.regions),
            each.count,
        )
        for each in market_facts(since=since, without_owners=without_owners)
    ]


def _of_answer(actor: Actor, now: datetime, question: Question, filters: SearchFilters) -> Facets:
    """Count the very hits that the search answers with, so that nothing hidden moves a count."""
    wanted = {kind: filters_without(filters, kind) for kind in FacetKind}
    answers = {
        each: [hit.public_id for hit in answered(actor, question, each).hits]
        for each in {filters, *wanted.values()}
    }
    found = sorted({public_id for hits in answers.values() for public_id in hits})
    facts = {
        public_id: OfferFacts(
            row.industry, row.trl, tuple(row.transfer_modes), row.origin, tuple(row.regions)
        )
        for public_id, row in rows_readable(actor, now, found, reader_texts(actor)).items()
    }

    def counted(each: SearchFilters) -> list[Counted]:
        return [(facts[public_id], 1) for public_id in answers[each] if public_id in facts]

    by_kind = {kind: counted(each) for kind, each in wanted.items()}
    is_complete = all(len(hits) < WINDOW for hits in answers.values())
    return facets_of(
        counted(filters),
        by_kind,
        is_complete=is_complete,
        with_regions=reader_texts(actor) == TextSet.SUMMARY,
    )
