"""Read people and organisations, each only as far as the actor may."""

from __future__ import annotations

from marketplace.accounts.selectors.addresses import (
    InvitationAddress,
    MemberAddress,
    active_members,
    invitation_address,
)
from marketplace.accounts.selectors.duties import (
    another_reviewer_exists,
    duty_relaxed,
    firm_checkers,
)
from marketplace.accounts.selectors.token_rows import TokenActorRow, token_actor_row
from marketplace.accounts.selectors.viewing import Viewer, viewer_for

__all__ = [
    "InvitationAddress",
    "MemberAddress",
    "TokenActorRow",
    "Viewer",
    "active_members",
    "another_reviewer_exists",
    "duty_relaxed",
    "firm_checkers",
    "invitation_address",
    "token_actor_row",
    "viewer_for",
]
