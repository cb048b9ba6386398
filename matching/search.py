"""Search the market: ranked by the index, read from the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import TextChoices

from marketplace.core.errors import InvalidInputError, NotAllowedError
from marketplace.core.languages import Language
from marketplace.ladder.selectors import barring_owners, market_stage
from marketplace.ladder.stages import Stage
from marketplace.technologies.selectors import technologies_by_public_ids
from matching import analysis
from matching.constants import FAIR_OF, WINDOW
from matching.documents import readable
from matching.engines.base import TextSet
from matching.example import Example, example_ranked
from matching.explain import highlighted
from matching.exposure.arranging import hits_picked
from matching.exposure.fairness import arranged, picks_read, picks_written
from matching.exposure.states import Surface
from matching.exposure.tally import answer_counted
from matching.glossary.asking import concepts_asked, concepts_met
from matching.glossary.current import current_vocabulary
from matching.market_index import market_index
from matching.meaning import encoded_text, meaning_of
from matching.query import search_parts
from matching.questions import question_of
from matching.ranking import newest, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.technologies.rows import TechnologyRow
    from matching.engines.base import SearchFilters, SearchIndex
    from matching.glossary.asking import ConceptMet, NamedConcept
    from matching.query import WeightedQuery
    from matching.questions import Question
    from matching.ranking import Ranking
    from matching.scoring import RankedHit


class CursorKey(NamedTuple):
    """Where a page ended.

    Args:
        place: The place of its last hit in the answer, from 0; its order where nothing was asked.
        public_id: That hit.
        picks: Which hits stood behind the first ones. Who was shown how much changes from minute to
            minute, so the next page goes on in the order that the first one had.
    """

    place: int
    public_id: str
    picks: str = ""


class SearchOrder(TextChoices):
    """How the hits of a text are sorted; without one the newest come first."""

    RELEVANCE = "relevance", "Those that fit the text best first"
    NEWEST = "newest", "Those published last first"
    READINESS = "readiness", "Those of the highest readiness level first"


@dataclass(frozen=True, slots=True)
class MarketHit:
    """One technology found, for one reader."""

    technology: TechnologyRow
    relevance: int
    language: Language
    texts: TextSet
    query: WeightedQuery | None
    found_by_meaning: bool = False
    named: tuple[NamedConcept, ...] = ()

    @property
    def concepts(self) -> tuple[ConceptMet, ...]:
        """Return what the search names and its visible text names by another word."""
        text = readable(self.technology, language=self.language, texts=self.texts)
        return concepts_met(self.named, text, self.language) if self.named else ()

    @property
    def by_meaning(self) -> bool:
        """Return whether it shares no word with the search, only what it is about."""
        return self.found_by_meaning and not self.highlights

    @property
    def highlights(self) -> list[str]:
        """Return the words of its visible text that the search met."""
        if self.query is None:
            return []
        text = readable(self.technology, language=self.language, texts=self.texts)
        return highlighted(text, self.query)


@dataclass(frozen=True, slots=True)
class MarketPage:
    """One page of an answer; `keys` are the places of its hits, to go on after."""

    hits: Sequence[MarketHit]
    keys: Sequence[CursorKey]
    has_next: bool


def reader_texts(actor: Actor) -> TextSet:
    """Return the texts that the actor may be answered from."""
    return TextSet.SUMMARY if market_stage(actor) >= Stage.S1 else TextSet.CARD


def market_search(
    *,
    actor: Actor,
    now: datetime,
    text: str = "",
    like: str = "",
    document: str = "",
    filters: SearchFilters,
    first: int,
    after: CursorKey | None = None,
    order: SearchOrder = SearchOrder.RELEVANCE,
) -> MarketPage:
    """Return a page of the published technologies that answer the question and pass the filters.

    Without a question all of them come, the newest first; one finds at most 200. Where those that
    fit best come first, firms shown less stand first among near equals (`exposure.fairness`).

    Args:
        actor: Who searches; only texts of the actor's stage are matched and weighed.
        now: The moment of searching.
        text: Words in either language, or empty.
        like: In their place the id of a technology that others are to be like.
        document: In their place a text that offers are to be like; nothing of it is kept.
        filters: Hard conditions.
        first: How many hits at most.
        after: The key of the last hit of the page before, or None.
        order: How the hits of a question are sorted.

    Raises:
        InvalidInputError: More than one thing is asked by, a text is too long, a level is out of
            range, or `after` is wrong.
        NotAllowedError: Regions are chosen by somebody who reads no summaries.
        NotFoundError: The actor may not know of the technology.
        SearchUnavailableError: The index is being rebuilt.
    """
    regions_allowed(actor, filters)
    question = question_of(
        actor=actor, now=now, text=text, like=like, document=document, filters=filters
    )
    texts = reader_texts(actor)
    if not question:
        return _browsed(actor, now, texts, filters, first, after)
    ranking = answered(actor, question, filters)
    picks = _picks(ranking.hits, order, after)
    hits = _sorted(actor, now, arranged(ranking.hits, picks), texts, order)
    start = _start(hits, after)
    key_of_order = picks_written(picks)
    page: list[MarketHit] = []
    keys: list[CursorKey] = []
    while len(page) < first and start < len(hits):
        wanted = hits[start : start + first - len(page)]
        rows = rows_readable(actor, now, [hit.public_id for hit in wanted], texts)
        for place, hit in enumerate(wanted, start=start):
            if (row := rows.get(hit.public_id)) is not None:
                query = ranking.queries.get(hit.language)
                page.append(
                    MarketHit(
                        row,
                        hit.relevance,
                        hit.language,
                        texts,
                        query,
                        hit.by_meaning,
                        ranking.named,
                    )
                )
                keys.append(CursorKey(place, hit.public_id, key_of_order))
        start += len(wanted)
    if after is None and order == SearchOrder.RELEVANCE:
        answer_counted(
            actor=actor,
            now=now,
            surface=Surface.SEARCH,
            page=[hit.technology.pk for hit in page],
            behind=[hit.technology_id for hit in hits[start:FAIR_OF]],
        )
    return MarketPage(page, keys, has_next=start < len(hits))


def rows_readable(
    actor: Actor, now: datetime, public_ids: Sequence[str], texts: TextSet
) -> dict[str, TechnologyRow]:
    """Return the rows that are on the market now and that the reader may see as far as `texts`.

    A technology that was matched by its summary, but whose summary this reader may not read, must
    not appear at all: that it was found would tell what the summary says.
    """
    rows = technologies_by_public_ids(actor=actor, now=now, public_ids=public_ids)
    return {row.public_id: row for row in rows if texts == TextSet.CARD or row.may_read_summary}


def _browsed(
    actor: Actor,
    now: datetime,
    texts: TextSet,
    filters: SearchFilters,
    first: int,
    after: CursorKey | None,
) -> MarketPage:
    """Return a page of everything that passes the filters, newest first."""
    index = market_index()
    page: list[MarketHit] = []
    keys: list[CursorKey] = []
    # where nothing is matched, a card tells nothing about words the reader may not read; but
    # regions are matched, and a summary alone tells them
    matched = texts if filters.regions else TextSet.CARD
    if filters.regions:
        filters = replace(filters, without_owners=hidden_owners(actor))
    while len(page) <= first:
        hits = newest(
            index,
            list(Language),
            filters=filters,
            limit=first + 1,
            after=(after.place, after.public_id) if after else None,
        )
        if not hits:
            break
        rows = rows_readable(actor, now, [hit.public_id for hit in hits], matched)
        for hit in hits:
            if (row := rows.get(hit.public_id)) is not None:
                page.append(MarketHit(row, hit.relevance, hit.language, texts, None))
                keys.append(CursorKey(hit.order, hit.public_id))
        after = CursorKey(hits[-1].order, hits[-1].public_id)
    return MarketPage(page[:first], keys[:first], has_next=len(page) > first)


def regions_allowed(actor: Actor, filters: SearchFilters) -> None:
    """Refuse regions to whoever reads cards alone: which offers pass would tell what they state.

    Raises:
        NotAllowedError: Regions are chosen by somebody who reads no summaries.
    """
    if filters.regions and reader_texts(actor) != TextSet.SUMMARY:
        raise NotAllowedError("Regions are told to checked firms.")


def hidden_owners(actor: Actor) -> tuple[int, ...]:
    """Return the organisations whose texts the actor must not be answered from."""
    barring = barring_owners(actor) if reader_texts(actor) == TextSet.SUMMARY else ()
    return tuple(sorted(barring))


def answered(actor: Actor, question: Question, filters: SearchFilters) -> Ranking:
    """Return what the index answers, out of the texts the actor may be answered from.

    Its hits still have to be read with `rows_readable`.
    """
    texts, hidden = reader_texts(actor), hidden_owners(actor)
    index = market_index()
    if isinstance(question, Example):
        own = (actor.organisation_id,) if actor.organisation_id is not None else ()
        itself = (question.technology_id,) if question.technology_id is not None else ()
        wanted = replace(filters, without_owners=(*own, *hidden), without_technologies=itself)
        return example_ranked(index, question, texts=texts, filters=wanted)
    return _words_answered(index, question, texts, replace(filters, without_owners=hidden))


def language_asked(words: str) -> Language:
    """Return the language that a search's words count as."""
    return Language.KO if analysis.has_hangul(words) else Language.EN


def _words_answered(
    index: SearchIndex, words: str, texts: TextSet, filters: SearchFilters
) -> Ranking:
    # one analysis for both languages: "SiC 전력반도체" asks English documents for "sic" alone,
    # and their answer counts as the third of the question that it is
    language = language_asked(words)
    parts = search_parts(words, language)
    concepts = concepts_asked({language: parts}, current_vocabulary(), said=words)
    return ranked(
        index,
        dict.fromkeys(Language, parts),
        texts=texts,
        filters=filters,
        limit=WINDOW,
        keep_common=True,
        meaning=meaning_of(encoded_text(words), index=index, written=(language,)),
        concepts=concepts,
    )


def _picks(
    hits: Sequence[RankedHit], order: SearchOrder, after: CursorKey | None
) -> tuple[int, ...]:
    """Return which hits stand behind the first ones, on a later page as on the first."""
    if order != SearchOrder.RELEVANCE:
        return ()
    if after is None:
        return hits_picked(hits)
    picks = picks_read(after.picks)
    if picks is None:
        raise _wrong_cursor()
    return picks


def _sorted(
    actor: Actor, now: datetime, hits: list[RankedHit], texts: TextSet, order: SearchOrder
) -> list[RankedHit]:
    match order:
        case SearchOrder.RELEVANCE:
            return hits
        case SearchOrder.NEWEST:
            return sorted(hits, key=lambda hit: -hit.order)
        case SearchOrder.READINESS:
            rows = rows_readable(actor, now, [hit.public_id for hit in hits], texts)
            levels = {public_id: row.trl or 0 for public_id, row in rows.items()}
            # equal levels, and those that state none, stay in the order of relevance
            return sorted(hits, key=lambda hit: -levels.get(hit.public_id, 0))


def _start(hits: Sequence[RankedHit], after: CursorKey | None) -> int:
    """Return where the next page begins, even if the index changed since the last one."""
    if after is None:
        return 0
    place, public_id, _ = after
    if not 0 <= place < WINDOW:
        raise _wrong_cursor()
    for found, hit in enumerate(hits):
        if hit.public_id == public_id:
            return found + 1
    return place + 1


def _wrong_cursor() -> InvalidInputError:
    return InvalidInputError("Pass the endCursor of the page before, unchanged.", field="after")
