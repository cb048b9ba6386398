"""A person founds a firm, corrects its name and their own."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from marketplace.accounts.models import Organisation, User
from marketplace.accounts.services import (
    organisation_found,
    organisation_rename,
    profile_update,
)
from marketplace.core.errors import InvalidInputError, MarketplaceError, NotAllowedError
from tests.factories.people import FIRMLESS, NOW, NUMBERS, PRESENT, People
from tests.services.accounts.written import everything_written, last_entry

FIRM = {
    "kind": "sme",
    "name_ko": "새 회사",
    "name_en": "New Firm",
    "registration_number": "123-45-67891",
    "now": NOW,
}


def test_a_person_without_a_firm_founds_one_and_owns_it(people: People) -> None:
    firm = organisation_found(actor=people.actor("no_firm"), **FIRM)  # type: ignore[arg-type]
    actor = people.actor("no_firm")
    assert (firm.verification, firm.registration_number) == ("unverified", "1234567891")
    assert actor.organisation_id == firm.pk
    assert set(actor.roles) == {"owner"}
    assert firm.memberships.get().signing_authority
    assert last_entry("organisation.registered").audience.get().organisation_id == firm.pk


def test_nobody_else_founds_one(people: People) -> None:
    before = everything_written()
    for name in set(PRESENT) - set(FIRMLESS):
        with pytest.raises(MarketplaceError) as refused:
            organisation_found(actor=people.actor(name), **FIRM)  # type: ignore[arg-type]
        is_member = name not in {"anonymous", "narrow_token"}
        assert refused.value.code == ("member_elsewhere" if is_member else "not_allowed")
    assert everything_written() == before


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"kind": "coordinator_institution"}, "kind", "not_a_choice"),
        ({"kind": ""}, "kind", "not_a_choice"),
        ({"registration_number": " "}, "registrationNumber", "required"),
        ({"registration_number": "123-45-67890"}, "registrationNumber", "invalid"),
        ({"registration_number": NUMBERS["seller"]}, "registrationNumber", "taken"),
        ({"name_ko": " ", "name_en": ""}, "nameKo", "required"),
        ({"name_en": "x" * 161}, "nameEn", "too_long"),
        ({"name_ko": "새\u202e회사"}, "nameKo", "hidden_characters"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    people: People, wrong: dict[str, str], field: str, code: str
) -> None:
    before = everything_written()
    with pytest.raises(InvalidInputError) as refused:
        organisation_found(actor=people.actor("no_firm"), **(FIRM | wrong))  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.code) == (field, code)
    assert everything_written() == before


def test_the_owner_corrects_the_names_until_somebody_checks_them(people: People) -> None:
    firm = organisation_rename(
        actor=people.actor("unverified_sme"), name_ko="바른 이름", name_en="", now=NOW
    )
    assert (firm.name_ko, firm.name_en) == ("바른 이름", "")
    assert last_entry("organisation.renamed").audience.count() == 1
    Organisation.objects.filter(pk=firm.pk).update(verification="pending")
    before = everything_written()
    refusals = {"unverified_sme": "check_pending", "seller_owner": "verified_already"}
    for name in set(PRESENT) - {"unverified_owner"}:
        with pytest.raises(MarketplaceError) as refused:
            organisation_rename(actor=people.actor(name), name_ko="가", name_en="", now=NOW)
        if name in refusals:
            assert refused.value.code == refusals[name]
    assert everything_written() == before


def test_a_person_changes_name_and_language(people: People) -> None:
    profile_update(actor=people.actor("buyer_scout"), name="  Kim  Seo-yun ", language="en")
    user = User.objects.get(pk=people.users["buyer_scout"].pk)
    assert (user.name, user.language) == ("Kim Seo-yun", "en")
    before = everything_written()
    for name, language, code in (("", "ko", "required"), ("A", "fr", "not_a_choice")):
        with pytest.raises(InvalidInputError) as refused:
            profile_update(actor=people.actor("buyer_scout"), name=name, language=language)
        assert refused.value.code == code
    for nobody in ("anonymous", "narrow_token"):
        with pytest.raises(NotAllowedError):
            profile_update(actor=people.actor(nobody), name="A", language="ko")
    assert everything_written() == before


def test_whoever_is_enrolled_can_sign_in_at_once(people: People) -> None:
    for name in ("institution_owner", "buyer_scout"):
        address = EmailAddress.objects.get(user=people.users[name])
        assert (address.verified, address.primary) == (True, True)
        assert address.email == people.users[name].email
