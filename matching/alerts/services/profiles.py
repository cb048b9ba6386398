"""What somebody asks for, weighed by the market as it is: the columns of their profiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from marketplace.accounts.states import Verification
from marketplace.core.languages import Language
from matching.alerts.constants import ALERT_RANK, SMALLEST_SHARE
from matching.alerts.expecting import expecting
from matching.alerts.formula import profile_terms, whole_score
from matching.constants import MEANING_FLOOR
from matching.encoding.active import encoder_name
from matching.encoding.base import unpacked
from matching.engines.base import TextSet
from matching.meaning import tells
from matching.services.encoding import vectors_ensure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from marketplace.demands.models import Demand
    from matching.engines.base import SearchFilters, SearchIndex
    from matching.models import DemandProfile, SearchProfile
    from matching.ranking import Ranking


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means, for offers in the languages that it is not written in.

    Args:
        vector: As it is stored.
        languages: None of them the question's own.
        nearest: The smallest cosine that is told.
    """

    vector: bytes
    languages: tuple[Language, ...]
    nearest: float


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
    meant: Meant | None = None,
    smallest_share: float = SMALLEST_SHARE,
    keep_common: bool = False,
) -> list[dict[str, Any]]:
    """Return the columns of a profile for each language that is asked in.

    Args:
        index: The market.
        ranking: What was asked, and what it answers.
        texts: The texts that whoever asks may be matched by.
        filters: The hard conditions.
        meant: What the question means, for offers in languages that it is not written in.
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
            }
        )
    if meant is not None:
        _meaning_add(found, index, meant, texts=texts, filters=filters)
    return found


def meant_of(text: str, *, written: Collection[str], nearest: float, now: datetime) -> Meant | None:
    """Return what a question means, kept for whoever asks the same; None where nothing is told.

    Args:
        text: As `encoded_text` returns it.
        written: The languages that it is written in; words do better there.
        nearest: The smallest cosine that is told.
        now: The moment of weighing.
    """
    if not text or not tells(text):
        return None
    vector = vectors_ensure(texts=[text], now=now).get(text)
    others = tuple(language for language in Language if language not in written)
    return Meant(vector, others, nearest) if vector and others else None


def _meaning_add(
    columns: list[dict[str, Any]],
    index: SearchIndex,
    meant: Meant,
    *,
    texts: TextSet,
    filters: SearchFilters,
) -> None:
    """Put the meaning into the profiles of the other languages, made where there are none yet."""
    for language in meant.languages:
        found = next((each for each in columns if each["language"] == language), None)
        if found is None:
            # it is met by no words
            found = {"language": language, "texts": texts, "terms": b"", "weights": b""}
            found |= {"threshold": 0.0, "best": 0.0}
            columns.append(found)
        hits = index.nearest(
            unpacked(meant.vector),
            language=language,
            texts=texts,
            filters=filters,
            limit=ALERT_RANK,
            above=MEANING_FLOOR,
        )
        last = hits[-1].score if len(hits) == ALERT_RANK else 0.0
        found["vector"] = meant.vector
        found["nearness"] = max(last, meant.nearest)
        found["encoder"] = encoder_name()


def profiles_number(
    model: type[DemandProfile] | type[SearchProfile],
    profiles: Sequence[DemandProfile] | Sequence[SearchProfile],
) -> None:
    """Give profiles the next numbers; one runner weighs, so nobody else takes them."""
    last = model._default_manager.aggregate(last=Max("number"))["last"] or 0
    for number, profile in enumerate(profiles, start=last + 1):
        profile.number = number
