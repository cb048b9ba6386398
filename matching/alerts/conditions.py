"""A search without words as terms, so that an offer meets it as it meets one with words; pure.

What an offer states are its terms, and each kind of condition is met by any of those that pass it.
Two transfer modes at once would count twice: whoever is met is asked exactly afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from marketplace.taxonomy.choices import TRL_MAX, TRL_MIN
from matching.alerts.formula import term_hash
from matching.facets import OfferFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from marketplace.technologies.selectors import IndexSource
    from matching.engines.base import SearchFilters

NO_LANGUAGE: Final = ""
"""In the place of a language, where conditions alone are asked for."""

_FACT: Final = b"f"
_ANY: Final = "any"
_NONE: Final = ""


def facts_of(source: IndexSource) -> OfferFacts:
    """Return what an offer states."""
    return OfferFacts(
        source.industry or "", source.trl, source.transfer_modes, source.origin, source.regions
    )


def wanted_terms(
    filters: SearchFilters,
) -> tuple[NDArray[np.uint64], NDArray[np.float32], float]:
    """Return what is wanted as terms of weight 1, and how many of them an offer has to reach."""
    kinds: list[Iterable[str]] = []
    if filters.industries:
        kinds.append(f"industry:{value}" for value in filters.industries)
    if filters.origins:
        kinds.append(f"origin:{value}" for value in filters.origins)
    # what an offer does not state passes these
    if filters.transfer_modes:
        kinds.append(f"mode:{value}" for value in (*filters.transfer_modes, _NONE))
    if filters.regions:
        kinds.append(f"region:{value}" for value in (*filters.regions, _NONE))
    if filters.trl_min is not None or filters.trl_max is not None:
        levels = range(filters.trl_min or TRL_MIN, (filters.trl_max or TRL_MAX) + 1)
        kinds.append(f"level:{value}" for value in (*levels, _NONE))
    terms = [_ANY, *(term for kind in kinds for term in kind)]
    return _hashed(terms), np.ones(len(terms), np.float32), float(len(kinds) + 1)


def offered_terms(facts: OfferFacts) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Return what an offer states as terms that are worth 1 each."""
    level = _NONE if facts.trl is None else str(facts.trl)
    terms = [
        _ANY,
        f"industry:{facts.industry}",
        f"origin:{facts.origin}",
        f"level:{level}",
        *(f"mode:{value}" for value in facts.transfer_modes or (_NONE,)),
        *(f"region:{value}" for value in facts.regions or (_NONE,)),
    ]
    return _hashed(terms), np.ones(len(terms), np.float32)


def _hashed(terms: list[str]) -> NDArray[np.uint64]:
    return np.array([term_hash(_FACT, term) for term in terms], np.uint64)
