"""Which reviewer stands too close to a firm to decide on its technologies."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.choices import DutyRule
from marketplace.accounts.models import FirmCheck
from marketplace.accounts.roles import Role
from marketplace.accounts.selectors import active_members, duty_relaxed, firm_checkers
from marketplace.accounts.states import FirmCheckState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from marketplace.core.actor import Actor

APART = timedelta(days=30)


def checked_the_firm(actor: Actor, owner_id: int, now: datetime) -> bool:
    """Tell whether the actor confirmed the firm's check within the last 30 days."""
    return actor.user_id in firm_checkers(organisation_id=owner_id, since=now - APART)


def barred_owners(actor: Actor, owner_ids: Collection[int], now: datetime) -> frozenset[int]:
    """Return the firms on whose technologies the actor, a reviewer, may not decide.

    The actor confirmed the firm's check within the last 30 days, a reviewer who did not is there,
    and the actor's institution has not relaxed the rule. At most three queries.
    """
    if not owner_ids or actor.user_id is None or actor.organisation_id is None:
        return frozenset()
    checkers = _checkers(owner_ids, since=now - APART)
    close = {owner: users for owner, users in checkers.items() if actor.user_id in users}
    rule = DutyRule.REVIEW_AFTER_CHECK
    if not close or duty_relaxed(organisation_id=actor.organisation_id, rule=rule):
        return frozenset()
    reviewers = {
        member.user_id for member in active_members(organisation_ids=None, roles=[Role.REVIEWER])
    }
    return frozenset(owner for owner, users in close.items() if reviewers - users)


def _checkers(owner_ids: Collection[int], *, since: datetime) -> dict[int, set[int]]:
    """Return per firm who confirmed its check since then, for many firms at once."""
    confirmed = Q(state=FirmCheckState.CONFIRMED) | Q(revoked_at__isnull=False)
    rounds = FirmCheck.objects.filter(
        confirmed, organisation_id__in=owner_ids, decided_at__gte=since, decided_by__isnull=False
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for owner_id, user_id in rounds.values_list("organisation_id", "decided_by_id"):
        if user_id is not None:
            found[owner_id].add(user_id)
    return found
