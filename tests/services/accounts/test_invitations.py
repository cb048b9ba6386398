"""An owner invites an address; whoever proved it answers, in time and once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from marketplace.accounts.models import Invitation, Organisation, User
from marketplace.accounts.selectors import (
    invitation_address,
    invitations_sent,
    invitations_waiting,
)
from marketplace.accounts.services import (
    invitation_accept,
    invitation_decline,
    invitation_expire,
    invitation_revoke,
    invitation_send,
)
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.models import Timer
from tests.factories.people import ACTORS, NOW, People
from tests.services.accounts.written import everything_written, last_entry

DAY = timedelta(days=1)
OWNERS = {name for name in ACTORS if name.endswith(("_owner", "_sme"))}


def invite(people: People, email: str = "no.firm@people.example", **given: object) -> Invitation:
    """Return an invitation by the buyer's owner."""
    wish = {"roles": ["scout"], "now": NOW} | given
    return invitation_send(actor=people.actor("buyer_owner"), email=email, **wish)  # type: ignore[arg-type]


def test_the_invited_person_joins_with_the_roles_offered(people: People) -> None:
    invitation = invite(people, " No.Firm@People.Example ", signing_authority=True)
    assert invitation.email == "no.firm@people.example"
    entry = last_entry("invitation.sent")
    assert ("invitation", invitation.public_id) in {(s.type, s.ref) for s in entry.subjects.all()}
    assert "@" not in (entry.body or "")
    address = invitation_address(invitation.public_id)
    assert address
    assert (address.email, address.language) == ("no.firm@people.example", "ko")
    user = people.users["no_firm"]
    assert invitations_waiting(user_id=user.pk, now=NOW) == [invitation]
    membership = invitation_accept(
        actor=people.actor("no_firm"), public_id=invitation.public_id, now=NOW + DAY
    )
    assert set(people.actor("no_firm").roles) == {"scout"}
    assert (membership.signing_authority, membership.organisation) == (
        True,
        people.organisations["buyer"],
    )
    assert Timer.objects.get(subject=invitation.public_id).state == "cancelled"
    assert invitation_address(invitation.public_id) is None
    with pytest.raises(NotFoundError):
        invitation_accept(
            actor=people.actor("no_firm"), public_id=invitation.public_id, now=NOW + DAY
        )


def test_only_an_owner_invites(people: People) -> None:
    before = everything_written()
    for name in set(ACTORS) - OWNERS:
        with pytest.raises(NotAllowedError):
            invitation_send(actor=people.actor(name), email="a@b.example", roles=[], now=NOW)
        assert invitations_sent(actor=people.actor(name)) == []
    assert everything_written() == before


@pytest.mark.parametrize(
    ("email", "roles", "field", "code"),
    [
        ("nobody", [], "email", "invalid"),
        ("a@b.example\nbcc: c@d.example", [], "email", "invalid"),
        ("buyer.scout@people.example", [], "email", "member_already"),
        ("a@b.example", ["reviewer"], "roles", "not_a_choice"),
        ("a@b.example", ["owner"], "roles", "name_owner_instead"),
    ],
)
def test_what_is_wrong_is_named_and_nobody_invited(
    people: People, email: str, roles: list[str], field: str, code: str
) -> None:
    before = everything_written()
    with pytest.raises(InvalidInputError) as refused:
        invite(people, email, roles=roles)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert everything_written() == before


def test_the_answer_tells_nothing_of_the_address(people: People) -> None:
    """Unknown, known, and acting for another firm: three invitations of the same shape."""
    answers = [
        invite(people, email)
        for email in (
            "unknown@people.example",
            "no.firm@people.example",
            "seller.owner@people.example",
        )
    ]
    shapes = {
        (row.state, tuple(row.roles), row.signing_authority, row.expires_at, row.language)
        for row in answers
    }
    assert len(shapes) == 1


def test_a_member_of_another_firm_leaves_it_first(people: People) -> None:
    invitation = invite(people, "seller.engineer@people.example")
    before = everything_written()
    with pytest.raises(MarketplaceError) as refused:
        invitation_accept(
            actor=people.actor("seller_engineer"), public_id=invitation.public_id, now=NOW
        )
    assert refused.value.code == "member_elsewhere"
    assert everything_written() == before


def test_nobody_answers_for_an_address_they_did_not_prove(people: People) -> None:
    invitation = invite(people)
    user = people.users["former_member"]
    # claimed, and not proven
    EmailAddress.objects.create(user=user, email=invitation.email, verified=False)
    User.objects.filter(pk=people.users["no_firm"].pk).update(email="gone@people.example")
    User.objects.filter(pk=user.pk).update(email=invitation.email)
    before = everything_written()
    for name in set(ACTORS) - {"no_firm"}:
        for service in (invitation_accept, invitation_decline):
            with pytest.raises((NotAllowedError, NotFoundError)):
                service(actor=people.actor(name), public_id=invitation.public_id, now=NOW)
    assert everything_written() == before


def test_after_revocation_or_its_time_nobody_joins(people: People) -> None:
    revoked, late = invite(people), invite(people, "former.member@people.example")
    owner = people.actor("buyer_owner")
    with pytest.raises(NotFoundError):
        invitation_revoke(
            actor=people.actor("outsider_owner"), public_id=revoked.public_id, now=NOW
        )
    invitation_revoke(actor=owner, public_id=revoked.public_id, now=NOW)
    before = everything_written()
    with pytest.raises(StaleStateError):
        invitation_revoke(actor=owner, public_id=revoked.public_id, now=NOW)
    for name, row, now in (
        ("no_firm", revoked, NOW),
        ("former_member", late, NOW + 14 * DAY),
    ):
        with pytest.raises(NotFoundError):
            invitation_accept(actor=people.actor(name), public_id=row.public_id, now=now)
    invitation_expire(subject=revoked.public_id, now=NOW)
    assert everything_written() == before
    invitation_expire(subject=late.public_id, now=NOW + 14 * DAY)
    late.refresh_from_db()
    assert late.state == "expired"
    assert Timer.objects.get(subject=late.public_id).due_at == NOW + 14 * DAY


def test_an_acceptance_that_raced_with_a_revocation_is_stale(people: People) -> None:
    invitation = invite(people)
    Invitation.objects.filter(pk=invitation.pk).update(state="revoked")
    before = everything_written()
    with pytest.raises(NotFoundError):
        invitation_accept(actor=people.actor("no_firm"), public_id=invitation.public_id, now=NOW)
    assert everything_written() == before


def test_declining_says_not_who_declined(people: People) -> None:
    invitation = invite(people)
    invitation_decline(actor=people.actor("no_firm"), public_id=invitation.public_id, now=NOW)
    entry = last_entry("invitation.declined")
    assert people.users["no_firm"].public_id not in (entry.body or "")
    assert not people.actor("no_firm").is_member


def test_an_address_is_invited_once_and_three_times_a_day_at_most(people: People) -> None:
    owner = people.actor("buyer_owner")
    for _ in range(3):
        invitation = invite(people)
        with pytest.raises(InvalidInputError) as refused:
            invite(people)
        assert refused.value.code == "invited_already"
        invitation_revoke(actor=owner, public_id=invitation.public_id, now=NOW)
    before = everything_written()
    with pytest.raises(MarketplaceError) as limited:
        invite(people)
    assert limited.value.code == "too_many"
    assert everything_written() == before
    assert invite(people, now=NOW + 2 * DAY).state == "open"


def test_fifty_open_invitations_are_the_most(people: People) -> None:
    buyer = people.organisations["buyer"]
    Invitation.objects.bulk_create(
        Invitation(
            organisation=buyer,
            email=f"p{number}@b.example",
            language="ko",
            created_at=NOW - 5 * DAY,
            expires_at=NOW + DAY,
            invited_by=buyer.memberships.earliest("pk"),
        )
        for number in range(50)
    )
    before = everything_written()
    with pytest.raises(MarketplaceError) as refused:
        invite(people)
    assert refused.value.code == "too_many"
    assert everything_written() == before
    # those past their time make room
    assert invite(people, now=NOW + 2 * DAY).state == "open"
    assert Organisation.objects.get(pk=buyer.pk).invitations.filter(state="expired").count() == 50
