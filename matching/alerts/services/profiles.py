"""What somebody asks for, weighed by the market as it is: the columns of their profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from marketplace.accounts.states import Verification
from marketplace.core.opaque import new_opaque_id
from matching.alerts.constants import ALERT_RANK, SMALLEST_SHARE
from matching.alerts.expecting import expecting
from matching.alerts.formula import profile_terms, whole_score
from matching.engines.base import TextSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.demands.models import Demand
    from matching.engines.base import SearchFilters, SearchIndex
    from matching.models import DemandProfile, SearchProfile
    from matching.ranking import Ranking


def demand_texts(demand: Demand) -> TextSet:
    """Return the texts that the demand's firm may be matched by."""
    verified = demand.owner.verification == Verification.VERIFIED
    return TextSet.SUMMARY if verified else TextSet.CARD


def profile_columns(
    index: SearchIndex,
    ranking: Ranking,
    *,
    texts: TextSet,
    filters: SearchFilters,
    smallest_share: float = SMALLEST_SHARE,
    keep_common: bool = False,
) -> list[dict[str, Any]]:
    """Return the columns of a profile for each language that is asked in.

    Args:
        index: The market.
        ranking: What was asked, and what it answers.
        texts: The texts that whoever asks may be matched by.
        filters: The hard conditions.
        smallest_share: See `SMALLEST_SHARE`.
        keep_common: See `matching.query.weigh`.
    """
    found = []
    for language, query in ranking.queries.items():
        parts = ranking.parts[language]
        waited_for = expecting(
            index, parts, query, language=language, texts=texts, keep_common=keep_common
        )
        terms, weights = profile_terms(waited_for)
        hits = index.found(query, language=language, texts=texts, filters=filters, limit=ALERT_RANK)
        smallest = smallest_share * whole_score(weights)
        last = hits[-1].score if len(hits) == ALERT_RANK else 0.0
        found.append(
            {
                "language": language,
                "texts": texts,
                "terms": terms.tobytes(),
                "weights": weights.tobytes(),
                "threshold": max(last, smallest),
                "best": max(hits[0].score if hits else 0.0, smallest),
                "stamp": new_opaque_id(),
            }
        )
    return found


def profiles_number(
    model: type[DemandProfile] | type[SearchProfile],
    profiles: Sequence[DemandProfile] | Sequence[SearchProfile],
) -> None:
    """Give profiles the next numbers; one runner weighs, so nobody else takes them."""
    last = model._default_manager.aggregate(last=Max("number"))["last"] or 0
    for number, profile in enumerate(profiles, start=last + 1):
        profile.number = number
