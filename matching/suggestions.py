"""Match the market to a demand, with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from marketplace.core.errors import InvalidInputError
from marketplace.core.languages import Language
from marketplace.demands.selectors import demand_query_source
from matching.constants import SUGGESTIONS_MAX, WINDOW
from matching.documents import readable
from matching.engines.active import active_engine
from matching.engines.base import SearchFilters
from matching.explain import Explanation, explained
from matching.query import demand_parts
from matching.ranking import ranked
from matching.scoring import Fit, FitState, Wanted, fits_of
from matching.search import reader_texts, rows_readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.selectors import DemandQuerySource
    from marketplace.technologies.rows import TechnologyRow
    from matching.engines.base import SearchIndex, TextSet
    from matching.ranking import Ranking
    from matching.scoring import RankedHit


class ReasonKind(TextChoices):
    """What kind of reason speaks for a technology."""

    SHARED_TERM = "shared_term", "A word or phrase that demand and offer share"
    EVIDENCE = "evidence", "The sentence of the offer that answers best"
    COVERAGE = "coverage", "How much of the demand the offer's words cover"
    TRL = "trl", "The readiness level is within the range asked"
    TRANSFER_MODE = "transfer_mode", "A way of transfer asked is offered"
    INDUSTRY = "industry", "The field of industry is one asked"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a technology is suggested.

    Args:
        kind: What kind of reason it is.
        label: The word both share, the value offered, or the percentage, without prose.
        detail: The sentence quoted, or the value wanted.
        share: Percentage of the text score (shared term) or of the demand's weight (coverage).
    """

    kind: ReasonKind
    label: str
    detail: str = ""
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A technology for a demand, and why."""

    technology: TechnologyRow
    relevance: int
    language: Language
    reasons: tuple[Reason, ...]
    fits: tuple[Fit, ...]
    evidence: str | None
    coverage: int


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """What the market as of one index version has for a demand, best first."""

    demand_id: str
    index_version: str
    suggestions: tuple[Suggestion, ...]


def demand_suggestions(
    *, actor: Actor, now: datetime, demand_id: str, first: int, language: Language
) -> SuggestionList:
    """Return the technologies that answer the actor's own demand best, with reasons.

    Hard conditions are the demand's TRL range and transfer modes, where an offer states them;
    offers of the actor's own firm are left out. Industries are compared, but exclude nothing.

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
    index = active_engine().index(fresh=True)
    ranking = _ranked(index, demand, texts)
    found = _found(actor, now, ranking, texts, first)
    suggestions = tuple(
        _suggestion(row, ranking.hits[place], index, ranking, demand, texts, language)
        for place, row in found
    )
    return SuggestionList(demand.public_id, index.version, suggestions)


def _ranked(index: SearchIndex, demand: DemandQuerySource, texts: TextSet) -> Ranking:
    queries = {
        Language(text.language): demand_parts(
            title=text.title, need=text.need, body=text.body, language=Language(text.language)
        )
        for text in demand.texts
    }
    filters = SearchFilters(
        trl_min=demand.trl_min,
        trl_max=demand.trl_max,
        transfer_modes=demand.transfer_modes,
        without_owner=demand.owner_id,
    )
    return ranked(index, queries, texts=texts, filters=filters, limit=WINDOW)


def _found(
    actor: Actor, now: datetime, ranking: Ranking, texts: TextSet, first: int
) -> list[tuple[int, TechnologyRow]]:
    """Return the best hits that are still on the market, each with its place in the ranking."""
    found: list[tuple[int, TechnologyRow]] = []
    start = 0
    while len(found) < first and start < len(ranking.hits):
        wanted = ranking.hits[start : start + first - len(found)]
        rows = rows_readable(actor, now, [hit.public_id for hit in wanted], texts)
        found += [
            (place, rows[hit.public_id])
            for place, hit in enumerate(wanted, start=start)
            if hit.public_id in rows
        ]
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
) -> Suggestion:
    both_have_it = wanted_language in ranking.queries and wanted_language in row.cards
    language = wanted_language if both_have_it else hit.language
    explanation = explained(
        readable(row, language=language, texts=texts),
        ranking.queries[language],
        language=language,
        average_length=index.average_length(language=language, texts=texts),
    )
    wanted = Wanted(demand.industries, demand.trl_min, demand.trl_max, demand.transfer_modes)
    fits = fits_of(wanted, industry=row.industry, trl=row.trl, modes=row.transfer_modes)
    return Suggestion(
        technology=row,
        relevance=hit.relevance,
        language=language,
        reasons=tuple(_reasons(explanation, fits)),
        fits=fits,
        evidence=explanation.evidence,
        coverage=explanation.coverage,
    )


def _reasons(explanation: Explanation, fits: Sequence[Fit]) -> Iterator[Reason]:
    if explanation.evidence:
        yield Reason(ReasonKind.EVIDENCE, "", explanation.evidence)
    for term in explanation.terms:
        yield Reason(ReasonKind.SHARED_TERM, term.label, share=term.share)
    if explanation.coverage:
        label = str(explanation.coverage)
        yield Reason(ReasonKind.COVERAGE, label, share=explanation.coverage)
    for fit in fits:
        if fit.state == FitState.FITS:
            yield Reason(ReasonKind(fit.criterion.value), fit.offered, fit.wanted)
