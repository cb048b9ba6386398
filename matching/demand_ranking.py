"""The technologies that answer one demand, as the market's own ranking sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.languages import Language
from matching.constants import WINDOW
from matching.engines.base import SearchFilters
from matching.glossary.asking import concepts_asked
from matching.glossary.current import current_vocabulary
from matching.meaning import encoded_text, meaning_of
from matching.query import demand_parts
from matching.ranking import ranked
from matching.selectors.encoding import vectors_kept

if TYPE_CHECKING:
    from collections.abc import Collection

    from marketplace.demands.selectors import DemandQuerySource
    from matching.engines.base import SearchIndex, TextSet
    from matching.ranking import Ranking


def demand_ranked(
    index: SearchIndex,
    demand: DemandQuerySource,
    *,
    texts: TextSet,
    hidden: Collection[int] = (),
    limit: int = WINDOW,
) -> Ranking:
    """Return the technologies that answer a demand, best first.

    Args:
        index: The index at one moment.
        demand: The demand.
        texts: The texts that the reader may be matched by, and no others.
        hidden: Organisations whose technologies the demand's firm may not read.
        limit: How many at most.
    """
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
        without_owners=(demand.owner_id, *sorted(hidden)),
    )
    said = "\n".join("\n".join((text.title, text.need, text.body)) for text in demand.texts)
    concepts = concepts_asked(queries, current_vocabulary(), said=said)
    asked = demand_encoded(demand)
    meaning = meaning_of(
        asked, index=index, written=queries, stored=vectors_kept([asked]).get(asked, b"")
    )
    if meaning is not None and queries:
        # names and part numbers are the same in every language
        own = next(iter(queries.values()))
        queries |= dict.fromkeys(meaning.languages, own)
    return ranked(
        index,
        queries,
        texts=texts,
        filters=filters,
        limit=limit,
        meaning=meaning,
        concepts=concepts,
        refine=True,
    )


def demand_encoded(demand: DemandQuerySource) -> str:
    """Return the text of the demand that is encoded, empty where it is written in all languages."""
    if not 0 < len(demand.texts) < len(Language):
        return ""
    text = demand.texts[0]
    return encoded_text(text.title, text.need, text.body)
