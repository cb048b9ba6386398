"""What files that were handed over ask of the large firm, until somebody of it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.standing.agreement_steps import nda_step
from contracts.standing.states import DealAct, Place
from contracts.standing.steps import BUYER, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contracts.standing.facts import DealFacts


def hand_over_steps(facts: DealFacts) -> Iterator[Step]:
    """Give what has to be done before the files are with the large firm.

    Only named readers to whom a document was allowed fetch them: where there is none, the way
    leads over a written request, and where no NDA stands, over a new one.
    """
    found = facts.hand_over
    if found is None:
        return
    if found.lacks_key:
        yield Step(
            act=DealAct.MAKE_KEY,
            party=BUYER,
            place=Place.VAULT,
            since=found.since,
            needs="release.make_key",
        )
    elif found.is_reachable:
        yield Step(
            act=DealAct.FETCH_RELEASE,
            party=BUYER,
            place=Place.VAULT,
            since=found.since,
            needs="release.fetch",
        )
    elif facts.nda is None or not facts.nda.stands:
        yield nda_step(facts.nda, facts.match.since)
    elif facts.room is None or facts.room.undecided_since is None:
        yield Step(
            act=DealAct.ASK_RELEASE,
            party=BUYER,
            place=Place.DOCUMENTS,
            since=found.since,
            needs="requests.write",
        )
