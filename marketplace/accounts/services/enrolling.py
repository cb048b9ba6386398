"""The one way in which somebody becomes a member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Membership, MembershipRole
from marketplace.accounts.roles import ROLES_OF_KIND, Role
from marketplace.core.errors import MarketplaceError
from marketplace.core.texts import choices_checked
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from marketplace.accounts.models import Organisation, User


def member_enrol(
    *,
    organisation: Organisation,
    user: User,
    roles: Iterable[str],
    signing_authority: bool,
    person: str,
    now: datetime,
) -> Membership:
    """Make a person a member, in the caller's transaction.

    Args:
        organisation: For which the person will act.
        user: The person.
        roles: The person's roles there.
        signing_authority: Whether the person may sign for it; an owner may.
        person: The public id of whoever does this.
        now: The moment of joining.

    Raises:
        InvalidInputError: A role does not exist in this kind of organisation.
        MarketplaceError: The person acts for an organisation already.
    """
    allowed = ROLES_OF_KIND[organisation.kind]
    checked = choices_checked(roles, allowed=sorted(allowed), field="roles")
    may_sign = signing_authority or Role.OWNER in checked
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                organisation=organisation,
                user=user,
                signing_authority=may_sign,
                joined_at=now,
            )
    except IntegrityError as error:
        raise MarketplaceError(
            "member_elsewhere", "Leave your present organisation first; one at a time."
        ) from error
    MembershipRole.objects.bulk_create(
        MembershipRole(membership=membership, role=role) for role in checked
    )
    entry_record(
        kind="membership.added",
        subjects=[("organisation", organisation.public_id), ("person", user.public_id)],
        audience=[organisation.pk],
        body={
            "roles": list(checked),
            "signing_authority": may_sign,
            "person": person,
        },
        now=now,
    )
    return membership
