"""Read people and organisations, each only as far as the actor may."""

from __future__ import annotations

from marketplace.accounts.selectors.addresses import (
    InvitationAddress,
    MemberAddress,
    active_members,
    invitation_address,
)
from marketplace.accounts.selectors.checks import (
    CheckRead,
    DocumentRead,
    check_for,
    check_model_for,
    check_own,
    check_usual_days,
    checks_for,
    document_for,
)
from marketplace.accounts.selectors.declared import (
    affiliates_own,
    barriers_own,
    has_duties,
    standing_relaxation,
)
from marketplace.accounts.selectors.duties import (
    another_reviewer_exists,
    duty_relaxed,
    firm_checkers,
)
from marketplace.accounts.selectors.inviting import (
    addresses_of,
    invitation_for_person,
    invitations_sent,
    invitations_waiting,
)
from marketplace.accounts.selectors.members import MemberRead, member_for, members_for
from marketplace.accounts.selectors.recipients import (
    RecipientRead,
    active_age_recipients,
    age_recipient_for,
    age_recipients_for,
    former_age_recipients,
)
from marketplace.accounts.selectors.token_rows import (
    TokenActorRow,
    token_actor_row,
    token_standing,
    tokens_own,
)
from marketplace.accounts.selectors.viewing import Viewer, viewer_for

__all__ = [
    "CheckRead",
    "DocumentRead",
    "InvitationAddress",
    "MemberAddress",
    "MemberRead",
    "RecipientRead",
    "TokenActorRow",
    "Viewer",
    "active_age_recipients",
    "active_members",
    "addresses_of",
    "affiliates_own",
    "age_recipient_for",
    "age_recipients_for",
    "another_reviewer_exists",
    "barriers_own",
    "check_for",
    "check_model_for",
    "check_own",
    "check_usual_days",
    "checks_for",
    "document_for",
    "duty_relaxed",
    "firm_checkers",
    "former_age_recipients",
    "has_duties",
    "invitation_address",
    "invitation_for_person",
    "invitations_sent",
    "invitations_waiting",
    "member_for",
    "members_for",
    "standing_relaxation",
    "token_actor_row",
    "token_standing",
    "tokens_own",
    "viewer_for",
]
