"""Show while a demand is written what the market answers and what to mend; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.accounts.models import Affiliate, Organisation
from marketplace.core.errors import InvalidInputError, NotAllowedError
from marketplace.core.languages import Language
from marketplace.demands.content import demand_checked
from marketplace.demands.policies import can_write_demands
from marketplace.demands.remarks import demand_remarks
from marketplace.demands.selectors import demand_query_source, query_source_written
from marketplace.ladder.selectors import barring_owners
from matching import analysis
from matching.constants import SUGGESTIONS_MAX
from matching.demand_ranking import demand_ranked
from matching.fitting import demand_fitted
from matching.market_index import market_index
from matching.search import reader_texts
from matching.selectors.said import SaidOfDemand, said_of
from matching.suggestions import suggestions_of
from matching.vagueness import vagueness_of

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.content import DemandContent
    from marketplace.demands.remarks import Remark
    from marketplace.demands.selectors import DemandQuerySource
    from matching.ranking import Ranking
    from matching.suggestions import Suggestion
    from matching.vagueness import Vagueness


@dataclass(frozen=True, slots=True)
class DemandPreview:
    """What the market has for words that are not saved, and what to mend in them.

    Args:
        found: How many technologies answer, at most 200.
        vagueness: Why the words hardly tell one offer from another.
        remarks: Places that give the firm's plan away or tell readers nothing.
    """

    suggestions: tuple[Suggestion, ...] = ()
    found: int = 0
    vagueness: tuple[Vagueness, ...] = ()
    remarks: tuple[Remark, ...] = ()


def demand_preview(
    *,
    actor: Actor,
    now: datetime,
    content: DemandContent,
    first: int,
    language: Language,
    demand_id: str | None = None,
) -> DemandPreview:
    """Return what publishing the words as they stand would find, and what to mend before.

    The words are neither stored nor logged.

    Args:
        actor: Who writes the demand.
        now: The moment of asking.
        content: The demand as it stands in the editor.
        first: How many suggestions at most.
        language: The language the reasons are wanted in.
        demand_id: The draft that the words belong to, if there is one; what was set aside for it
            does not come again.

    Raises:
        NotAllowedError: The actor does not write demands.
        NotFoundError: The draft is not one of the actor's firm.
        InvalidInputError: A field is wrong, or `first` is out of range.
        SearchUnavailableError: The index is being rebuilt.
    """
    if not can_write_demands(actor) or actor.organisation_id is None:
        raise NotAllowedError
    if not 1 <= first <= SUGGESTIONS_MAX:
        raise InvalidInputError(
            f"Ask for 1 to {SUGGESTIONS_MAX} suggestions.",
            field="first",
            code="out_of_range",
            params={"min": "1", "max": str(SUGGESTIONS_MAX)},
        )
    checked = demand_checked(content)
    said = SaidOfDemand()
    if demand_id is not None:
        stored = demand_query_source(actor=actor, public_id=demand_id)
        said = said_of(demand_key=stored.demand_id, actor=actor, now=now)
    firm = Organisation.objects.get(pk=actor.organisation_id)
    affiliates = Affiliate.objects.filter(organisation=firm, removed_at=None)
    remarks = demand_remarks(
        checked, organisation=firm, affiliates=tuple(affiliates.values_list("name", flat=True))
    )
    written = query_source_written(checked, owner_id=firm.pk)
    if not written.texts:
        return DemandPreview(remarks=tuple(remarks))
    texts = reader_texts(actor)
    index = market_index()
    found = demand_ranked(index, written, texts=texts, hidden=barring_owners(actor))
    ranking = demand_fitted(found, written)
    return DemandPreview(
        suggestions=suggestions_of(
            actor=actor,
            now=now,
            index=index,
            ranking=ranking,
            demand=written,
            texts=texts,
            first=first,
            language=language,
            said=said,
        ),
        found=len(ranking.hits),
        # of the words alone: what else is asked makes them no clearer
        vagueness=_vagueness(written, found),
        remarks=tuple(remarks),
    )


def _vagueness(demand: DemandQuerySource, ranking: Ranking) -> tuple[Vagueness, ...]:
    """Return why the fullest of its texts is vague; a second language may be a summary."""
    text = max(demand.texts, key=lambda each: len(each.title + each.need + each.body))
    language = Language(text.language)
    stems = analysis.stems("\n".join((text.title, text.need, text.body)), language)
    return vagueness_of(stems, ranking.queries[language].stems, ranking.hits)
