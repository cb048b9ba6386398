"""Propose words, and answer what was proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.accounts.selectors import active_members
from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.core.texts import text_cleaned
from marketplace.core.transitions import advance
from marketplace.notifications.korea import KOREA
from marketplace.notifications.services import notify
from marketplace.notifications.states import NotificationCategory
from matching.glossary.constants import PROPOSALS_OPEN_MAX, REASON_MAX
from matching.glossary.content import ConceptContent, content_checked
from matching.glossary.models import GlossaryProposal
from matching.glossary.policies import KEEPERS, can_propose_words, keeps_glossary
from matching.glossary.selectors import concept_content, concept_for, proposal_for
from matching.glossary.services.writing import concept_written, glossary_locked, words_free
from matching.glossary.states import PROPOSAL_MOVES, ConceptState, ProposalState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor

PROPOSED: Final = "glossary.proposed"
ACCEPTED: Final = "glossary.accepted"
REFUSED: Final = "glossary.refused"


@transaction.atomic
def word_propose(
    *,
    actor: Actor,
    content: ConceptContent,
    reason: str = "",
    public_id: str | None = None,
    now: datetime,
) -> GlossaryProposal:
    """Propose a concept, or other words for one; it waits for a coordinator institution.

    Args:
        actor: A member of a verified organisation.
        content: All words and the note, as they should be.
        reason: Why, in own words; may be empty.
        public_id: The concept that should change; None for a new one.
        now: The moment of proposing.

    Raises:
        NotAllowedError: The actor's organisation is not verified.
        NotFoundError: There is no such concept.
        InvalidInputError: A word is wrong or stands in another concept, nothing would change, or
            20 proposals of the person wait already.
    """
    if not can_propose_words(actor) or actor.user_id is None or actor.organisation_id is None:
        raise NotAllowedError
    checked = content_checked(content)
    words = text_cleaned(reason, field="reason", max_length=REASON_MAX)
    concept = concept_for(actor=actor, public_id=public_id) if public_id else None
    if concept is not None and concept_content(concept) == checked:
        raise InvalidInputError("Change something first.", field="korean", code="unchanged")
    words_free(checked, concept)
    # one at a time for each person, so that many clicks at once do not pass the limit
    list(User.objects.select_for_update().filter(pk=actor.user_id).values_list("pk"))
    waiting = GlossaryProposal.objects.filter(proposer_id=actor.user_id, state=ProposalState.OPEN)
    if waiting.count() >= PROPOSALS_OPEN_MAX:
        raise InvalidInputError(
            f"{PROPOSALS_OPEN_MAX} of your proposals wait for an answer already.",
            field="korean",
            code="too_many",
            params={"max": str(PROPOSALS_OPEN_MAX)},
        )
    if waiting.filter(
        concept=concept, korean=list(checked.korean), english=list(checked.english)
    ).exists():
        raise InvalidInputError(
            "You have proposed this already.", field="korean", code="proposed_already"
        )
    proposal = GlossaryProposal.objects.create(
        concept=concept,
        korean=list(checked.korean),
        english=list(checked.english),
        note=checked.note,
        reason=words,
        proposer_id=actor.user_id,
        organisation_id=actor.organisation_id,
        proposed_at=now,
    )
    _keepers_told(proposal, now)
    return proposal


@transaction.atomic
def proposal_accept(
    *, actor: Actor, public_id: str, revision: int | None = None, now: datetime
) -> GlossaryProposal:
    """Put proposed words into the glossary, and tell who proposed them.

    Args:
        actor: One of the glossary's keepers.
        public_id: The proposal.
        revision: That of the concept that would change, as the person saw it; None for a new one.
        now: The moment of accepting.

    Raises:
        NotAllowedError: The actor does not keep the glossary.
        NotFoundError: There is no such proposal.
        InvalidInputError: By now a word stands in another concept.
        StaleStateError: It was answered already, or the concept changed or was retired meanwhile.
    """
    if not keeps_glossary(actor):
        raise NotAllowedError
    glossary_locked()
    proposal = proposal_for(actor=actor, public_id=public_id)
    concept = proposal.concept
    if concept is not None and (
        concept.revision != revision or concept.state != ConceptState.IN_USE
    ):
        raise StaleStateError
    _answered(actor, proposal, ProposalState.ACCEPTED, "", now)
    content = ConceptContent(tuple(proposal.korean), tuple(proposal.english), proposal.note)
    written = concept_written(
        content=content_checked(content),
        now=now,
        user_id=actor.user_id,
        concept=concept,
        proposal=proposal,
    )
    if concept is None:
        proposal.concept = written
        proposal.save(update_fields=["concept"])
    return proposal


@transaction.atomic
def proposal_refuse(
    *, actor: Actor, public_id: str, answer: str, now: datetime
) -> GlossaryProposal:
    """Decline proposed words, and tell who proposed them why.

    Raises:
        NotAllowedError: The actor does not keep the glossary.
        NotFoundError: There is no such proposal.
        InvalidInputError: The reason is missing or too long.
        StaleStateError: It was answered already.
    """
    if not keeps_glossary(actor):
        raise NotAllowedError
    why = text_cleaned(answer, field="answer", max_length=REASON_MAX)
    if not why:
        raise InvalidInputError("Say why, it is told.", field="answer", code="required")
    proposal = proposal_for(actor=actor, public_id=public_id)
    _answered(actor, proposal, ProposalState.REFUSED, why, now)
    return proposal


@transaction.atomic
def proposal_withdraw(*, actor: Actor, public_id: str, now: datetime) -> GlossaryProposal:
    """Take an own proposal back.

    Raises:
        NotFoundError: There is no such proposal.
        NotAllowedError: Somebody else proposed it.
        StaleStateError: It was answered already.
    """
    proposal = proposal_for(actor=actor, public_id=public_id)
    if proposal.proposer_id != actor.user_id:
        raise NotAllowedError
    advance(proposal, moves=PROPOSAL_MOVES, to=ProposalState.WITHDRAWN, answered_at=now)
    return proposal


def _answered(
    actor: Actor, proposal: GlossaryProposal, to: ProposalState, answer: str, now: datetime
) -> None:
    advance(
        proposal,
        moves=PROPOSAL_MOVES,
        to=to,
        answer=answer,
        answered_at=now,
        answered_by_id=actor.user_id,
    )
    if proposal.proposer_id == actor.user_id:
        return
    notify(
        user_ids=[proposal.proposer_id],
        kind=ACCEPTED if to == ProposalState.ACCEPTED else REFUSED,
        key=f"glossary-proposal:{proposal.pk}",
        subject_type="glossary",
        subject_ref=proposal.public_id,
        path="/words/proposals",
        now=now,
        organisation_id=proposal.organisation_id,
        category=NotificationCategory.FIRM,
    )


def _keepers_told(proposal: GlossaryProposal, now: datetime) -> None:
    """Tell everybody who keeps the glossary, once a day however much is proposed."""
    day = now.astimezone(KOREA).date()
    for keeper in active_members(organisation_ids=None, roles=KEEPERS):
        if keeper.user_id == proposal.proposer_id:
            continue
        notify(
            user_ids=[keeper.user_id],
            kind=PROPOSED,
            key=f"glossary-proposed:{day}",
            subject_type="glossary",
            subject_ref=proposal.public_id,
            path="/words/proposals",
            now=now,
            organisation_id=keeper.organisation_id,
            category=NotificationCategory.FIRM,
        )
