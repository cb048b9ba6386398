"""Whether a demand says enough for the market to be told apart by it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import TextChoices

from matching.query import inverse_frequency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.query import WeightedTerms
    from matching.scoring import RankedHit

STEMS_SMALLEST: Final = 8
"""A demand of fewer different words is a heading."""

TELLING_SMALLEST: Final = 3.0
"""The rarity of its words has to add up to that of so many words which one offer alone holds."""

UNKNOWN_SHARE: Final = 0.6
"""Where more of its weight lies on words that no offer holds, offers name the thing otherwise."""

ALIKE_PLACE: Final = 10
ALIKE_SHARE: Final = 0.85
"""Where the tenth answer has this share of the best one's score, the demand parts none of them."""


class Vagueness(TextChoices):
    """Why a demand hardly tells one offer from another."""

    FEW_WORDS = "few_words", "It holds few different words"
    FEW_TELLING_WORDS = "few_telling_words", "Most of its words stand in very many offers"
    UNKNOWN_WORDS = "unknown_words", "Most of its words stand in no offer"
    ALL_ALIKE = "all_alike", "Many offers answer it equally well"


def telling_words(terms: WeightedTerms) -> float:
    """Return how many words that one offer alone holds the query's words are worth."""
    if not terms.document_count:
        return 0.0
    return terms.mass / inverse_frequency(1, terms.document_count)


def vagueness_of(
    stems: Sequence[str], terms: WeightedTerms, hits: Sequence[RankedHit]
) -> tuple[Vagueness, ...]:
    """Return why the demand is vague, or nothing.

    Args:
        stems: The stems of all its words in the language that it is written in.
        terms: The same, weighed by the index.
        hits: What the index answered, best first.
    """
    if len(set(stems)) < STEMS_SMALLEST:
        return (Vagueness.FEW_WORDS,)
    found = []
    is_unknown = terms.asked > 0 and terms.unknown_weight / terms.asked > UNKNOWN_SHARE
    if is_unknown:
        found.append(Vagueness.UNKNOWN_WORDS)
    elif telling_words(terms) < TELLING_SMALLEST:
        found.append(Vagueness.FEW_TELLING_WORDS)
    if len(hits) >= ALIKE_PLACE and hits[ALIKE_PLACE - 1].score >= ALIKE_SHARE:
        found.append(Vagueness.ALL_ALIKE)
    return tuple(found)
