"""Answers of several languages to one list, and offers compared with what a demand asks; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import TextChoices

from marketplace.taxonomy.choices import TRL_MAX, TRL_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.core.languages import Language
    from matching.engines.base import Hit

_SCORE_DIGITS = 5


@dataclass(frozen=True, slots=True)
class LanguageHits:
    """What one language's documents answered.

    Args:
        hits: Best first.
        strength: Share of the query, 0 to 1, that the best document of this language covers.
        by_meaning: Whether words had no part in it.
        sharing: Public ids of those hits in whose place words had a part all the same.
    """

    hits: Sequence[Hit]
    strength: float
    by_meaning: bool = False
    sharing: frozenset[str] = frozenset()


class RankedHit(NamedTuple):
    """A technology's place in an answer; a tuple, since answers hold hundreds of them.

    Args:
        score: 0 to 1, relative to the best of this answer; raw scores are not handed out, since
            they move with texts that the reader may not see.
        by_meaning: Whether it shares no word with the query, only what it is about.
    """

    technology_id: int
    public_id: str
    language: Language
    score: float
    order: int
    by_meaning: bool = False

    @property
    def relevance(self) -> int:
        """Return the score as a whole percentage of the best one."""
        return max(1, round(100 * self.score))


def merged(groups: Sequence[LanguageHits], *, limit: int) -> list[RankedHit]:
    """Return one list of technologies, each once, best first.

    Scores of two languages are on different scales, so each counts relative to its language's
    best, weighed by how much of the query that language could answer at all. A technology with
    texts in both languages keeps its better place.
    """
    strongest = max((group.strength for group in groups if group.hits), default=0.0) or 1.0
    found = [hit for group in groups for hit in _relative(group, strongest)]
    if len(groups) > 1:
        found = _each_once(found)
    return sorted(found, key=lambda hit: (-hit.score, -hit.order, hit.public_id))[:limit]


def _relative(group: LanguageHits, strongest: float) -> list[RankedHit]:
    """Return one language's hits with scores relative to the best of all."""
    top = group.hits[0].score if group.hits else 0.0
    factor = group.strength / strongest
    return [
        RankedHit(
            hit.technology_id,
            hit.public_id,
            hit.language,
            round(hit.score / top * factor if top > 0 else 0.0, _SCORE_DIGITS),
            hit.order,
            group.by_meaning and hit.public_id not in group.sharing,
        )
        for hit in group.hits
    ]


def _each_once(found: Sequence[RankedHit]) -> list[RankedHit]:
    """Return every technology's best hit; one that also shares words is not there by meaning."""
    sharing = {hit.public_id for hit in found if not hit.by_meaning}
    best: dict[str, RankedHit] = {}
    for hit in found:
        known = best.get(hit.public_id)
        if known is None or hit.score > known.score:
            best[hit.public_id] = hit
    return [
        hit._replace(by_meaning=False) if hit.by_meaning and hit.public_id in sharing else hit
        for hit in best.values()
    ]


class FitCriterion(TextChoices):
    """What of an offer is compared with the demand besides its words."""

    TRL = "trl", "Technology readiness level"
    TRANSFER_MODE = "transfer_mode", "Way of transfer"
    INDUSTRY = "industry", "Field of industry"


class FitState(TextChoices):
    """How an offer stands to what the demand asks."""

    FITS = "fits", "The offer is within what the demand asks"
    DIFFERS = "differs", "The offer is outside of what the demand asks"
    NOT_STATED = "not_stated", "The offer does not state it"


@dataclass(frozen=True, slots=True)
class Fit:
    """One criterion: what is wanted, what is offered.

    Args:
        wanted: The codes wanted, parted by commas; a range of levels as "4-6".
        offered: The codes offered, parted by commas; empty when they are not stated.
    """

    criterion: FitCriterion
    state: FitState
    wanted: str
    offered: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a demand asks besides its words."""

    industries: tuple[str, ...] = ()
    trl_min: int | None = None
    trl_max: int | None = None
    transfer_modes: tuple[str, ...] = ()


def fits_of(
    wanted: Wanted, *, industry: str, trl: int | None, modes: Sequence[str]
) -> tuple[Fit, ...]:
    """Return the comparison on every criterion that the demand names."""
    fits = []
    if wanted.trl_min is not None or wanted.trl_max is not None:
        low, high = wanted.trl_min or TRL_MIN, wanted.trl_max or TRL_MAX
        state = _state(stated=trl is not None, fitting=trl is not None and low <= trl <= high)
        asked = str(low) if low == high else f"{low}-{high}"
        fits.append(Fit(FitCriterion.TRL, state, asked, "" if trl is None else str(trl)))
    for criterion, asked_codes, offered in (
        (FitCriterion.TRANSFER_MODE, wanted.transfer_modes, list(modes)),
        (FitCriterion.INDUSTRY, wanted.industries, [industry] if industry else []),
    ):
        if asked_codes:
            shared = not set(asked_codes).isdisjoint(offered)
            state = _state(stated=bool(offered), fitting=shared)
            fits.append(Fit(criterion, state, _codes(asked_codes), _codes(offered)))
    return tuple(fits)


def _state(*, stated: bool, fitting: bool) -> FitState:
    if not stated:
        return FitState.NOT_STATED
    return FitState.FITS if fitting else FitState.DIFFERS


def _codes(values: Sequence[str]) -> str:
    """Return the values as the API's enum codes, which pages translate."""
    return ", ".join(value.upper() for value in values)
