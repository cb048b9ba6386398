"""A small glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matching.glossary import services
from matching.glossary.content import ConceptContent
from tests.factories.people import NOW

if TYPE_CHECKING:
    from tests.factories.people import People

PROPOSER: Final = "seller_engineer"


def glossary_made(people: People) -> dict[str, str]:
    """Return the ids of a concept in use, one retired and one proposed."""
    keeper = people.actor("reviewer")

    def concept(korean: str, english: str) -> str:
        content = ConceptContent((korean,), (english,))
        return services.concept_add(actor=keeper, content=content, now=NOW).public_id

    ids = {"concept": concept("전동기", "motor"), "retired concept": concept("기어", "gear")}
    services.concept_retire(actor=keeper, public_id=ids["retired concept"], now=NOW)
    proposal = services.word_propose(
        actor=people.actor(PROPOSER),
        content=ConceptContent(("볼트",), ("bolt",)),
        reason="It is common.",
        now=NOW,
    )
    return {**ids, "proposal": proposal.public_id}
