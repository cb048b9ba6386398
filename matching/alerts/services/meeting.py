"""A technology that comes to the market, or comes back changed, meets every demand there is."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.accounts.barriers import barred_organisations, barring_organisations
from marketplace.accounts.roles import Role
from marketplace.accounts.selectors import active_members
from marketplace.core.languages import Language
from marketplace.demands.models import Demand
from marketplace.demands.states import DemandState
from marketplace.notifications.services import notify
from marketplace.notifications.states import NotificationCategory
from marketplace.technologies.models import Technology
from marketplace.technologies.selectors import technologies_to_index
from marketplace.technologies.states import TechnologyState
from matching.alerts.conditions import NO_LANGUAGE, facts_of, offered_terms
from matching.alerts.formula import offer_terms
from matching.alerts.held import HELD, HELD_SEARCHES
from matching.alerts.services.profiles import demand_texts
from matching.alerts.services.searches_telling import searches_told
from matching.alerts.states import AlertPace, AlertSide, notice_pace
from matching.constants import MEANING_FLOOR
from matching.documents import documents_of, texts_encoded
from matching.encoding.base import unpacked
from matching.engines.base import TextSet
from matching.market_index import market_index
from matching.models import (
    Alert,
    DemandAlertChoice,
    DemandProfile,
    StoredSuggestion,
    SuggestionJudgement,
    WeighedDemand,
)
from matching.services.encoding import vectors_ensure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from marketplace.technologies.selectors import IndexSource
    from matching.alerts.held import HeldProfiles
    from matching.engines.base import SearchIndex

FOUND: Final = "suggestion.found"
MEANT: Final = "suggestion.meant"
_ROWS_A_STATEMENT: Final = 500


@dataclass(frozen=True, slots=True)
class Fitting:
    """A demand that an offer answers well enough to be news."""

    demand: Demand
    relevance: int


@dataclass(frozen=True, slots=True, eq=False)
class OfferSide:
    """One text of an offer, or what it states, as terms with what each is worth in it."""

    language: str
    texts: TextSet
    terms: NDArray[np.uint64]
    worths: NDArray[np.float32]
    vector: bytes = b""


def technologies_meet(*, technology_ids: Collection[int], now: datetime) -> int:
    """Tell who asks for what these technologies offer, by demand or by saved search.

    Nobody is told twice of the same version of a technology, so doing it again changes nothing.

    Args:
        technology_ids: Row ids; those that are not on the market are left out.
        now: The moment of meeting.

    Returns:
        How many people were told of how many of them, as notices.
    """
    if not technology_ids:
        return 0
    HELD.refresh()
    HELD_SEARCHES.refresh()
    index = market_index()
    wanted = sorted(technology_ids)
    told = 0
    for source in technologies_to_index(technology_ids=wanted, limit=len(wanted)):
        sides = offer_sides(index, source, _vectors(source, now))
        # whom a demand of the firm told needs no saved search for it
        told += _told(source, met_by(HELD, sides), now)
        told += _told(source, near_by(HELD, sides), now, by_meaning=True)
        sides += condition_sides(source)
        told += searches_told(source, met_by(HELD_SEARCHES, sides), now)
        told += searches_told(source, near_by(HELD_SEARCHES, sides), now, by_meaning=True)
    return told


def search_meets(*, search_id: int, technology_ids: Collection[int], now: datetime) -> int:
    """Tell a person of those of the technologies that one saved search finds, and return how many.

    Nobody else hears of them: to demands and searches that are younger they are no news.

    Args:
        search_id: Row id of the search, whose profile is kept already.
        technology_ids: Row ids; those that are not on the market are left out.
        now: The moment of meeting.
    """
    if not technology_ids:
        return 0
    HELD_SEARCHES.refresh()
    index = market_index()
    wanted = sorted(technology_ids)
    told = 0
    for source in technologies_to_index(technology_ids=wanted, limit=len(wanted)):
        sides = offer_sides(index, source, _vectors(source, now)) + condition_sides(source)
        for met, by_meaning in (
            (met_by(HELD_SEARCHES, sides), False),
            (near_by(HELD_SEARCHES, sides), True),
        ):
            if search_id in met:
                own = {search_id: met[search_id]}
                told += searches_told(source, own, now, by_meaning=by_meaning)
    return told


def offer_sides(
    index: SearchIndex, source: IndexSource, vectors: Mapping[str, bytes] = MappingProxyType({})
) -> list[OfferSide]:
    """Return every text of the offer as profiles are met by it.

    Args:
        index: The market, for how long its offers are on average.
        source: The offer.
        vectors: The vectors of its texts, as far as there are any.
    """
    sides = []
    for document in documents_of(source, vectors):
        for texts, analysed in ((TextSet.CARD, document.card), (TextSet.SUMMARY, document.summary)):
            average = index.average_length(language=document.language, texts=texts)
            terms, worths = offer_terms(analysed, average_length=average)
            side = OfferSide(document.language, texts, terms, worths, analysed.vector)
            sides.append(side)
    return sides


def condition_sides(source: IndexSource) -> list[OfferSide]:
    """Return what the offer states, as searches without words are met by it."""
    terms, worths = offered_terms(facts_of(source))
    return [OfferSide(NO_LANGUAGE, texts, terms, worths) for texts in TextSet]


def met_by(held: HeldProfiles, sides: Sequence[OfferSide]) -> dict[int, float]:
    """Return whose threshold the offer reaches by any of its sides, with its best score."""
    found: dict[int, float] = {}
    for side in sides:
        for met in held.met(
            language=side.language, texts=side.texts, terms=side.terms, worths=side.worths
        ):
            found[met.key] = max(met.score, found.get(met.key, 0.0))
    return found


def near_by(held: HeldProfiles, sides: Sequence[OfferSide]) -> dict[int, float]:
    """Return who asks in another language for what the offer means, with the best cosine.

    An offer that is written in every language was met by words already, or was not.
    """
    found: dict[int, float] = {}
    if {side.language for side in sides} >= set(Language):
        return found
    for side in sides:
        if not side.vector:
            continue
        vector = unpacked(side.vector)
        for met in held.near(language=side.language, texts=side.texts, vector=vector):
            found[met.key] = max(met.score, found.get(met.key, 0.0))
    return found


def demands_met(held: HeldProfiles, index: SearchIndex, source: IndexSource) -> dict[int, float]:
    """Return the keys of the demands whose threshold the offer reaches, with its best score."""
    return met_by(held, offer_sides(index, source))


def _vectors(source: IndexSource, now: datetime) -> dict[str, bytes]:
    """Return the vectors of the offer's texts, which the indexer has made mostly."""
    return vectors_ensure(texts=texts_encoded(source), now=now)


def _told(
    source: IndexSource, met: dict[int, float], now: datetime, *, by_meaning: bool = False
) -> int:
    told, keys = 0, sorted(met)
    for start in range(0, len(keys), _ROWS_A_STATEMENT):
        some = {key: met[key] for key in keys[start : start + _ROWS_A_STATEMENT]}
        with transaction.atomic():
            fitting = fitting_demands(source, some, by_meaning=by_meaning)
            told += _write(source, fitting, now, by_meaning=by_meaning)
    return told


def fitting_demands(
    source: IndexSource, met: dict[int, float], *, by_meaning: bool = False
) -> list[Fitting]:
    """Return the demands that the offer may be told to, by every hard condition as of now.

    Args:
        source: The offer.
        met: The keys of the demands, with the score that it reaches there.
        by_meaning: Whether that is a cosine instead.
    """
    owner = source.owner_id
    kept_apart = barring_organisations(organisation_id=owner) | barred_organisations(
        organisation_id=owner
    )
    best: dict[tuple[int, str], float] = {}
    profiles = DemandProfile.objects.filter(demand_id__in=met)
    for key, texts, score in profiles.values_list("demand_id", "texts", "best"):
        # the profile of a language that it is met in by meaning alone knows no score
        best[key, texts] = max(score, best.get((key, texts), 0.0))
    demands = Demand.objects.filter(pk__in=met, state=DemandState.PUBLISHED)
    return [
        Fitting(
            demand,
            _nearness(met[demand.pk])
            if by_meaning
            else _relevance(met[demand.pk], best[demand.pk, demand_texts(demand)]),
        )
        for demand in demands.select_related("owner").order_by("pk")
        if demand.owner_id != owner
        and demand.owner_id not in kept_apart
        and _passes(demand, source)
        # whoever lost the right to read summaries is matched by them no more
        and (demand.pk, demand_texts(demand)) in best
    ]


def _passes(demand: Demand, source: IndexSource) -> bool:
    """Tell whether the offer is within what the demand demands; what is not stated passes."""
    if source.trl is not None:
        low, high = demand.trl_min or source.trl, demand.trl_max or source.trl
        if not low <= source.trl <= high:
            return False
    wanted, offered = set(demand.transfer_modes), set(source.transfer_modes)
    return not wanted or not offered or not wanted.isdisjoint(offered)


def _relevance(score: float, best: float) -> int:
    return max(1, min(100, round(100 * score / best)))


def _nearness(cosine: float) -> int:
    """Return a cosine as a percentage of the very same meaning, as searches count it."""
    return max(1, min(100, round(100 * (cosine - MEANING_FLOOR) / (1 - MEANING_FLOOR))))


def _write(
    source: IndexSource, fitting: Sequence[Fitting], now: datetime, *, by_meaning: bool
) -> int:
    version = _version_of(source)
    if version is None or not fitting:
        return 0
    keys = [each.demand.pk for each in fitting]
    known = _known(source, version, keys)
    fresh = [each for each in fitting if each.demand.pk not in known]
    _suggest(source, fresh, now)
    Alert.objects.bulk_create(
        [
            Alert(
                demand=each.demand,
                technology_id=source.technology_id,
                version_id=version,
                side=AlertSide.BUYER,
                relevance=each.relevance,
                by_meaning=by_meaning,
                created_at=now,
            )
            for each in fresh
        ],
        ignore_conflicts=True,
    )
    return sum(_notified(source, version, fresh, now, MEANT if by_meaning else FOUND))


def _version_of(source: IndexSource) -> int | None:
    """Return the key of the wording on the market, held until the transaction ends.

    There is none any more where it left the market since it was read.
    """
    rows = Technology.objects.filter(
        pk=source.technology_id, state=TechnologyState.PUBLISHED
    ).select_for_update()
    return rows.values_list("version_id", flat=True).first()


def _known(source: IndexSource, version: int, demand_ids: Sequence[int]) -> set[int]:
    """Return the demands whose firms know of this wording, or set the technology aside."""
    pair = {"technology_id": source.technology_id, "demand_id__in": demand_ids}
    told = Alert.objects.filter(**pair, version_id=version, side=AlertSide.BUYER)
    judged = SuggestionJudgement.objects.filter(**pair, undone_at=None)
    return {
        *told.values_list("demand_id", flat=True),
        *judged.values_list("demand_id", flat=True),
    }


def _suggest(source: IndexSource, fresh: Sequence[Fitting], now: datetime) -> None:
    """Count the technology among the demands' suggestions, and let their thresholds be renewed."""
    StoredSuggestion.objects.bulk_create(
        [
            StoredSuggestion(
                demand=each.demand,
                technology_id=source.technology_id,
                relevance=each.relevance,
                first_seen_at=now,
                is_news=True,
            )
            for each in fresh
        ],
        ignore_conflicts=True,
    )
    WeighedDemand.objects.filter(demand__in=[each.demand for each in fresh]).update(due_at=now)


def _notified(
    source: IndexSource, version: int, fresh: Sequence[Fitting], now: datetime, kind: str
) -> Iterator[int]:
    people = active_members(
        organisation_ids=sorted({each.demand.owner_id for each in fresh}),
        roles=[Role.SCOUT, Role.DEAL_LEAD],
    )
    choices = DemandAlertChoice.objects.filter(demand__in=[each.demand for each in fresh])
    paces = dict(choices.values_list("demand_id", "pace"))
    for each in fresh:
        pace = paces.get(each.demand.pk, AlertPace.PERSONAL)
        if pace == AlertPace.OFF:
            continue
        owner_id = each.demand.owner_id
        yield notify(
            user_ids=[one.user_id for one in people if one.organisation_id == owner_id],
            kind=kind,
            key=f"suggestion:{each.demand.pk}:{source.technology_id}:{version}",
            subject_type="demand",
            subject_ref=each.demand.public_id,
            path=f"/demands/{each.demand.public_id}/matches",
            now=now,
            organisation_id=owner_id,
            category=NotificationCategory.DEMAND,
            pace=notice_pace(pace),
        )
