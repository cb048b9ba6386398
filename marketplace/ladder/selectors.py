"""Compute the stage an actor has reached; nobody keeps the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from marketplace.core.actor import Actor

_FIRMS = frozenset({OrganisationKind.SME.value, OrganisationKind.LARGE_FIRM.value})
_READING_STAFF = (Role.REVIEWER, Role.CASE_COORDINATOR)


class Listed(Protocol):
    """A technology as far as the ladder needs to know it."""

    @property
    def public_id(self) -> str:
        """Return the opaque id."""


def market_stage(actor: Actor) -> Stage:
    """Return how far the actor may look at any technology before a match.

    S1 needs a verified firm; of a coordinator institution only reviewers and case coordinators
    read summaries. Auditors, treasurers and operators see what every visitor sees.
    """
    if not actor.is_member or not actor.organisation_verified:
        return Stage.S0
    if actor.organisation_kind in _FIRMS or actor.has_role(*_READING_STAFF):
        return Stage.S1
    return Stage.S0


def stage_for(actor: Actor, technology: Listed, now: datetime) -> Stage:
    """Return the highest stage whose conditions, and all earlier ones, hold now."""
    return stages_for(actor, [technology], now)[technology.public_id]


def stages_for(
    actor: Actor,
    technologies: Iterable[Listed],
    now: datetime,
) -> Mapping[str, Stage]:
    """Return the stage per public id, in a constant number of queries."""
    stage = market_stage(actor)
    return {technology.public_id: stage for technology in technologies}
