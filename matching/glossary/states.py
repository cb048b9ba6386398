"""States of concepts and proposals, and which may follow which."""

from __future__ import annotations

from django.db import models


class ConceptState(models.TextChoices):
    """Whether search uses a concept."""

    IN_USE = "in_use", "Search uses it"
    RETIRED = "retired", "Kept for its history alone"


class ConceptAct(models.TextChoices):
    """What was done to a concept."""

    ADDED = "added", "Came into the glossary"
    CHANGED = "changed", "Its words or its note changed"
    RETIRED = "retired", "Search uses it no longer"
    RESTORED = "restored", "Search uses it again"


class ProposalState(models.TextChoices):
    """How far a proposed word is."""

    OPEN = "open", "Waits for a coordinator institution"
    ACCEPTED = "accepted", "Stands in the glossary"
    REFUSED = "refused", "Not taken, with the reason"
    WITHDRAWN = "withdrawn", "Taken back by who proposed it"


class RowEffect(models.TextChoices):
    """What a line of a table does to the glossary."""

    NEW = "new", "Brings a concept"
    CHANGED = "changed", "Changes a concept"
    UNCHANGED = "unchanged", "Says what is there"
    WRONG = "wrong", "Cannot be taken"


CONCEPT_MOVES: dict[str, frozenset[str]] = {
    ConceptState.IN_USE: frozenset({ConceptState.RETIRED}),
    ConceptState.RETIRED: frozenset({ConceptState.IN_USE}),
}

PROPOSAL_MOVES: dict[str, frozenset[str]] = {
    ProposalState.OPEN: frozenset(
        {ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.WITHDRAWN}
    ),
    ProposalState.ACCEPTED: frozenset(),
    ProposalState.REFUSED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}
