"""Who may be told where a deal stands, and what each policy lets the reader do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.deals.policies import can_read_deals
from contracts.nda.policies import leads_deals
from contracts.payments.policies import can_read_payments
from marketplace.accounts.policies import acts_in_person
from marketplace.accounts.roles import Role
from matching.policies import can_read_matches, runs_cases
from matching.states import MatchSide

if TYPE_CHECKING:
    from marketplace.core.actor import Actor


def can_read_standings(actor: Actor) -> bool:
    """Allow whoever reads deals at a page; which ones, each match tells."""
    return acts_in_person(actor) and can_read_matches(actor)


def reads_nda(actor: Actor, side: MatchSide | None) -> bool:
    """Tell whether the actor's role reads the agreements of a match before being named in one."""
    if runs_cases(actor) or leads_deals(actor) or actor.signing_authority:
        return True
    return side == MatchSide.SELLER and actor.has_role(Role.ENGINEER)


def reads_terms(actor: Actor) -> bool:
    """Tell whether the actor reads the terms and contracts of the own deals."""
    return can_read_deals(actor)


def reads_payments(actor: Actor) -> bool:
    """Tell whether the actor reads the payments of the own deals."""
    return can_read_payments(actor)
