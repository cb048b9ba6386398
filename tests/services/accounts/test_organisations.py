"""Organisations, members and the firm check: who may, once, and recorded."""

from __future__ import annotations

import pytest

from marketplace.accounts.models import Membership, Organisation, User
from marketplace.accounts.services import (
    NewPerson,
    institution_bootstrap,
    membership_add,
    organisation_register,
    organisation_verify,
    people_enrol,
)
from marketplace.core.errors import InvalidInputError, NotAllowedError, StaleStateError
from marketplace.evidence.models import Entry
from tests.factories.people import ACTORS, NOW, People


def newcomer(email: str = "new@people.example") -> User:
    """Return a person without an organisation."""
    people = [NewPerson(email, "New", "ko")]
    return people_enrol(people=people, password="long enough", now=NOW)[email]


def test_only_the_owner_adds_members(people: People) -> None:
    user = newcomer()
    entries = Entry.objects.count()
    seller = people.organisations["seller"]
    for name in set(ACTORS) - {"seller_owner"}:
        with pytest.raises(NotAllowedError):
            membership_add(
                actor=people.actor(name), organisation=seller, user=user, roles=[], now=NOW
            )
    assert not user.memberships.exists()
    assert Entry.objects.count() == entries
    membership_add(
        actor=people.actor("seller_owner"),
        organisation=seller,
        user=user,
        roles=["engineer"],
        now=NOW,
    )
    assert user.memberships.get().roles.get().role == "engineer"


def test_a_role_of_another_kind_of_organisation_is_refused(people: People) -> None:
    user = newcomer()
    with pytest.raises(InvalidInputError) as refused:
        membership_add(
            actor=people.actor("seller_owner"),
            organisation=people.organisations["seller"],
            user=user,
            roles=["reviewer"],
            now=NOW,
        )
    assert refused.value.field == "roles"
    assert not user.memberships.exists()


def test_only_a_verifier_confirms_a_firm_and_only_once(people: People) -> None:
    firm = people.organisations["new_sme"]
    for name in set(ACTORS) - {"verifier", "checking_reviewer"}:
        with pytest.raises(NotAllowedError):
            organisation_verify(actor=people.actor(name), organisation=firm, now=NOW)
    stale = Organisation.objects.get(pk=firm.pk)
    organisation_verify(actor=people.actor("verifier"), organisation=firm, now=NOW)
    assert people.actor("unverified_sme").organisation_verified
    with pytest.raises(StaleStateError):
        organisation_verify(actor=people.actor("verifier"), organisation=stale, now=NOW)


def test_a_number_registers_one_firm(people: People) -> None:
    count = Organisation.objects.count()
    numbers = {"registration_number": "123-45-67891", "kind": "sme", "name_en": "A", "now": NOW}
    organisation_register(name_ko="", founder=newcomer("a@people.example"), **numbers)  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError) as refused:
        organisation_register(name_ko="", founder=newcomer("b@people.example"), **numbers)  # type: ignore[arg-type]
    assert refused.value.code == "taken"
    assert Organisation.objects.count() == count + 1


def test_there_is_one_first_institution(people: People) -> None:
    count = Membership.objects.count()
    with pytest.raises(NotAllowedError):
        institution_bootstrap(
            name_ko="둘째",
            name_en="Second",
            owner_email="second@people.example",
            owner_name="Second",
            password="long enough",
            now=NOW,
        )
    assert Membership.objects.count() == count
