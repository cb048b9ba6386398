"""Match the market to a demand, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from marketplace.core.errors import InvalidInputError
from marketplace.core.languages import Language
from marketplace.demands.selectors import demand_query_source
from marketplace.ladder.selectors import barring_owners
from matching.constants import SUGGESTIONS_MAX
from matching.demand_ranking import demand_ranked
from matching.documents import readable
from matching.explain import Explanation, explained
from matching.exposure.arranging import hits_picked
from matching.exposure.fairness import arranged
from matching.exposure.states import Surface
from matching.exposure.tally import answer_counted
from matching.fitting import demand_fitted, demand_wanted
from matching.glossary.asking import concepts_met
from matching.market_index import market_index
from matching.meaning import closest_sentences
from matching.policies import can_request_matches
from matching.scoring import Fit, FitState, fits_of
from matching.search import reader_texts, rows_readable
from matching.selectors.said import (
    Judged,
    OpenRequest,
    SaidOfDemand,
    said_of,
    set_aside_rows,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.selectors import DemandQuerySource
    from marketplace.technologies.rows import TechnologyRow
    from matching.documents import Readable
    from matching.engines.base import SearchIndex, TextSet
    from matching.glossary.asking import ConceptMet
    from matching.ranking import Ranking
    from matching.scoring import RankedHit


class ReasonKind(TextChoices):
    """What kind of reason speaks for a technology."""

    SHARED_TERM = "shared_term", "A word or phrase that demand and offer share"
    EVIDENCE = "evidence", "The sentence of the offer that answers best"
    CONCEPT = "concept", "The offer has another word for what the demand names"
    COVERAGE = "coverage", "How much of the demand the offer's words cover"
    TRL = "trl", "The readiness level is within the range asked"
    TRANSFER_MODE = "transfer_mode", "A way of transfer asked is offered"
    INDUSTRY = "industry", "The field of industry is one asked"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a technology is suggested.

    Args:
        kind: What kind of reason it is.
        label: The word both share, the offer's word for a concept, the value offered, or the
            percentage, without prose.
        detail: The sentence quoted, the demand's word for a concept, or the value wanted.
        share: Percentage of the text score (shared term) or of the demand's weight (coverage).
    """

    kind: ReasonKind
    label: str
    detail: str = ""
    share: int | None = None


@dataclass(frozen=True, slots=True)
class CloseSentences:
    """A sentence of the demand and one of the offer that say most nearly the same."""

    asked: str
    offered: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A technology for a demand, and why.

    Args:
        meaning: Set where the offer shares no word with the demand, only what it is about.
    """

    technology: TechnologyRow
    relevance: int
    language: Language
    reasons: tuple[Reason, ...]
    fits: tuple[Fit, ...]
    evidence: str | None
    coverage: int
    is_new: bool
    match: OpenRequest | None
    meaning: CloseSentences | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A technology that the demand's firm judged as not relevant."""

    technology: TechnologyRow
    judgement: Judged


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """What the market as of one index version has for a demand, best first."""

    demand_id: str
    index_version: str
    suggestions: tuple[Suggestion, ...]
    set_aside: tuple[SetAside, ...]
    can_request: bool


def demand_suggestions(
    *, actor: Actor, now: datetime, demand_id: str, first: int, language: Language
) -> SuggestionList:
    """Return the technologies that answer the actor's own demand best, with reasons.

    Hard conditions are the demand's TRL range and transfer modes, where an offer states them;
    offers of the actor's own firm are left out. Industries exclude nothing: among near equals the
    offers that fit stand first (`fitting`), and of those firms shown less (`exposure.fairness`).

    Args:
        actor: A member of the firm whose demand it is.
        now: The moment of asking.
        demand_id: The demand's opaque id.
        first: How many suggestions at most.
        language: The language the reasons are wanted in, where demand and offer both have it.

    Raises:
        NotFoundError: It is not a demand of the actor's firm.
        InvalidInputError: `first` is out of range.
        SearchUnavailableError: The index is being rebuilt.
    """
    if not 1 <= first <= SUGGESTIONS_MAX:
        raise InvalidInputError(
            f"Ask for 1 to {SUGGESTIONS_MAX} suggestions.",
            field="first",
            code="out_of_range",
            params={"min": "1", "max": str(SUGGESTIONS_MAX)},
        )
    demand = demand_query_source(actor=actor, public_id=demand_id)
    texts = reader_texts(actor)
    # a demand's page must show what was published a moment ago, and so must its subscription
    index = market_index(fresh=True)
    hidden = barring_owners(actor)
    said = said_of(demand_key=demand.demand_id, actor=actor, now=now)
    found = demand_ranked(index, demand, texts=texts, hidden=hidden)
    ranking = _fair(demand_fitted(found, demand), said)
    suggestions = suggestions_of(
        actor=actor,
        now=now,
        index=index,
        ranking=ranking,
        demand=demand,
        texts=texts,
        first=first,
        language=language,
        said=said,
    )
    shown = [each.technology.pk for each in suggestions]
    answer_counted(
        actor=actor,
        now=now,
        surface=Surface.SUGGESTIONS,
        page=shown,
        behind=_behind(ranking, shown[-1] if shown else None),
    )
    aside = set_aside_rows(actor=actor, said=said, now=now, limit=SUGGESTIONS_MAX)
    return SuggestionList(
        demand_id=demand.public_id,
        index_version=index.version,
        suggestions=suggestions,
        set_aside=tuple(SetAside(row, judged) for row, judged in aside),
        can_request=demand.is_published and can_request_matches(actor),
    )


def _fair(ranking: Ranking, said: SaidOfDemand) -> Ranking:
    """Return the ranking without what was set aside, in the order of fair exposure."""
    hits = [hit for hit in ranking.hits if hit.public_id not in said.set_aside]
    return replace(ranking, hits=arranged(hits, hits_picked(hits)))


def _behind(ranking: Ranking, last: int | None) -> list[int]:
    """Return the technologies that come after the last one that was sent."""
    keys = [hit.technology_id for hit in ranking.hits]
    if last is None or last not in keys:
        return []
    return keys[keys.index(last) + 1 :]


def suggestions_of(
    *,
    actor: Actor,
    now: datetime,
    index: SearchIndex,
    ranking: Ranking,
    demand: DemandQuerySource,
    texts: TextSet,
    first: int,
    language: Language,
    said: SaidOfDemand,
) -> tuple[Suggestion, ...]:
    """Return the best of a ranking as its reader may see them, with reasons.

    Args:
        actor: A member of the firm whose demand it is.
        now: The moment of asking.
        index: The index that was asked.
        ranking: What it answered.
        demand: What it was asked.
        texts: The texts that the actor is matched by.
        first: How many suggestions at most.
        language: The language the reasons are wanted in, where demand and offer both have it.
        said: What is known of the demand's suggestions besides their rank.
    """
    found = _found(actor, now, ranking, texts, first, said.set_aside)
    return tuple(
        _suggestion(row, ranking.hits[place], index, ranking, demand, texts, language, said)
        for place, row in found
    )


def _found(
    actor: Actor,
    now: datetime,
    ranking: Ranking,
    texts: TextSet,
    first: int,
    set_aside: Collection[str],
) -> list[tuple[int, TechnologyRow]]:
    """Return the best hits that are still on the market, each with its place in the ranking.

    What the firm set aside does not come again.
    """
    open_hits = [
        (place, hit.public_id)
        for place, hit in enumerate(ranking.hits)
        if hit.public_id not in set_aside
    ]
    found: list[tuple[int, TechnologyRow]] = []
    start = 0
    while len(found) < first and start < len(open_hits):
        wanted = open_hits[start : start + first - len(found)]
        rows = rows_readable(actor, now, [public_id for _, public_id in wanted], texts)
        found += [(place, rows[public_id]) for place, public_id in wanted if public_id in rows]
        start += len(wanted)
    return found


def _suggestion(
    row: TechnologyRow,
    hit: RankedHit,
    index: SearchIndex,
    ranking: Ranking,
    demand: DemandQuerySource,
    texts: TextSet,
    wanted_language: Language,
    said: SaidOfDemand,
) -> Suggestion:
    written = {text.language for text in demand.texts}
    both_have_it = wanted_language in written and wanted_language in row.cards
    language = wanted_language if both_have_it else hit.language
    offered = readable(row, language=language, texts=texts)
    explanation = explained(
        offered,
        ranking.queries[language],
        language=language,
        average_length=index.average_length(language=language, texts=texts),
    )
    fits = fits_of(
        demand_wanted(demand), industry=row.industry, trl=row.trl, modes=row.transfer_modes
    )
    met = concepts_met(ranking.named, offered, language)
    return Suggestion(
        technology=row,
        relevance=hit.relevance,
        language=language,
        reasons=tuple(_reasons(explanation, met, fits)),
        fits=fits,
        evidence=explanation.evidence,
        coverage=explanation.coverage,
        is_new=row.public_id in said.news,
        match=said.requests.get(row.public_id),
        meaning=(
            _close_sentences(demand, offered)
            if (hit.by_meaning or (met and language not in written)) and not explanation.coverage
            else None
        ),
    )


def _close_sentences(demand: DemandQuerySource, offered: Readable) -> CloseSentences:
    """Return what of demand and offer comes nearest; both empty where no sentence does."""
    text = demand.texts[0]
    asked = "\n".join((text.title, text.need, text.body))
    pair = closest_sentences(asked, f"{offered.title}\n{offered.prose}")
    return CloseSentences(*pair) if pair else CloseSentences("", "")


def _reasons(
    explanation: Explanation, met: Sequence[ConceptMet], fits: Sequence[Fit]
) -> Iterator[Reason]:
    if explanation.evidence:
        yield Reason(ReasonKind.EVIDENCE, "", explanation.evidence)
    for term in explanation.terms:
        yield Reason(ReasonKind.SHARED_TERM, term.label, share=term.share)
    for concept in met:
        yield Reason(ReasonKind.CONCEPT, concept.found, concept.asked)
    if explanation.coverage:
        label = str(explanation.coverage)
        yield Reason(ReasonKind.COVERAGE, label, share=explanation.coverage)
    for fit in fits:
        if fit.state == FitState.FITS:
            yield Reason(ReasonKind(fit.criterion.value), fit.offered, fit.wanted)
