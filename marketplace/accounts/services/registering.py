"""People get accounts; organisations come into being and are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from marketplace.accounts.models import Organisation, User
from marketplace.accounts.policies import (
    FOUNDED_BY_ANYONE,
    acts_in_person,
    can_manage_members,
    can_register_organisation,
)
from marketplace.accounts.registration_number import registration_number_checked
from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.services.checking import firm_confirmed
from marketplace.accounts.services.enrolling import member_enrol
from marketplace.accounts.services.locking import owners_organisation, person_acting, person_ref
from marketplace.accounts.states import Verification
from marketplace.core.errors import InvalidInputError, MarketplaceError, NotAllowedError
from marketplace.core.languages import Language
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from marketplace.accounts.models import Membership
    from marketplace.core.actor import Actor


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person about to get an account."""

    email: str
    name: str
    language: str


@transaction.atomic
def people_enrol(*, people: Sequence[NewPerson], password: str, now: datetime) -> dict[str, User]:
    """Return a user for each person, by e-mail; all start with the same password, hashed once.

    Their addresses count as verified: whoever enrols them knows them.
    """
    hashed = make_password(password)
    users = User.objects.bulk_create(
        User(
            email=person.email.lower(),
            name=person.name,
            language=person.language,
            password=hashed,
            date_joined=now,
        )
        for person in people
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    return {user.email: user for user in users}


@transaction.atomic
def profile_update(*, actor: Actor, name: str, language: str) -> User:
    """Store the name and the language that the person chose.

    Raises:
        NotAllowedError: Nobody is signed in.
        InvalidInputError: The name is missing or too long, or there is no such language.
    """
    user = person_acting(actor)
    cleaned = text_cleaned(name, field="name", max_length=80, multiline=False)
    if not cleaned:
        raise InvalidInputError("Enter your name.", field="name", code="required")
    chosen = choice_checked(language, allowed=Language.values, field="language")
    user.name, user.language = cleaned, chosen or user.language
    user.save(update_fields=["name", "language"])
    return user


@transaction.atomic
def organisation_found(
    *,
    actor: Actor,
    kind: str,
    name_ko: str,
    name_en: str,
    registration_number: str,
    now: datetime,
) -> Organisation:
    """Register the firm of a signed-in person, who becomes its owner.

    Raises:
        NotAllowedError: Nobody is signed in.
        MarketplaceError: The person acts for an organisation already.
        InvalidInputError: Kind, names or number are wrong, or the number is taken.
    """
    if not acts_in_person(actor):
        raise NotAllowedError
    if not can_register_organisation(actor):
        raise MarketplaceError(
            "member_elsewhere", "You act for an organisation already; leave it first."
        )
    if not registration_number.strip():
        raise InvalidInputError(
            "Enter the registration number.", field="registrationNumber", code="required"
        )
    if kind not in FOUNDED_BY_ANYONE:
        raise InvalidInputError("Choose a kind of firm.", field="kind", code="not_a_choice")
    return organisation_register(
        kind=kind,
        name_ko=name_ko,
        name_en=name_en,
        registration_number=registration_number,
        founder=person_acting(actor),
        now=now,
    )


@transaction.atomic
def organisation_register(
    *,
    kind: str,
    name_ko: str,
    name_en: str,
    registration_number: str | None,
    founder: User,
    now: datetime,
) -> Organisation:
    """Register an organisation whose founder becomes its owner with signing authority.

    Raises:
        InvalidInputError: The names or the number are wrong, or the number is taken.
        MarketplaceError: The founder acts for another organisation.
    """
    number = registration_number_checked(registration_number) if registration_number else None
    korean, english = _names_checked(name_ko, name_en)
    if number and Organisation.objects.filter(registration_number=number).exists():
        raise _taken()
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                kind=kind,
                name_ko=korean,
                name_en=english,
                registration_number=number,
                created_at=now,
            )
    except IntegrityError as error:
        raise _taken() from error
    entry_record(
        kind="organisation.registered",
        subjects=[("organisation", organisation.public_id)],
        audience=[organisation.pk],
        body={"kind": kind, "person": founder.public_id},
        now=now,
    )
    member_enrol(
        organisation=organisation,
        user=founder,
        roles=[Role.OWNER],
        signing_authority=True,
        person=founder.public_id,
        now=now,
    )
    return organisation


@transaction.atomic
def organisation_rename(*, actor: Actor, name_ko: str, name_en: str, now: datetime) -> Organisation:
    """Correct the names of a firm that nobody checks and nobody confirmed.

    Raises:
        NotAllowedError: The actor does not own it.
        InvalidInputError: Both names are missing, or one is too long.
        MarketplaceError: The firm is being checked or was confirmed under its name.
    """
    organisation = owners_organisation(actor)
    if organisation.verification == Verification.PENDING:
        raise MarketplaceError("check_pending", "Wait until the firm check is decided.")
    if organisation.verification == Verification.VERIFIED:
        raise MarketplaceError(
            "verified_already", "A confirmed firm keeps its names; ask the institution."
        )
    organisation.name_ko, organisation.name_en = _names_checked(name_ko, name_en)
    organisation.save(update_fields=["name_ko", "name_en"])
    entry_record(
        kind="organisation.renamed",
        subjects=[("organisation", organisation.public_id)],
        audience=[organisation.pk],
        body={"person": person_ref(actor)},
        now=now,
    )
    return organisation


@transaction.atomic
def membership_add(
    *,
    actor: Actor,
    organisation: Organisation,
    user: User,
    roles: Iterable[str],
    signing_authority: bool = False,
    now: datetime,
) -> Membership:
    """Let a person act for the organisation with these roles.

    Raises:
        NotAllowedError: The actor does not own the organisation.
        InvalidInputError: A role does not exist in this kind of organisation.
        MarketplaceError: The person acts for an organisation already.
    """
    if not can_manage_members(actor, organisation):
        raise NotAllowedError
    return member_enrol(
        organisation=organisation,
        user=user,
        roles=roles,
        signing_authority=signing_authority,
        person=person_ref(actor),
        now=now,
    )


@transaction.atomic
def institution_bootstrap(
    *, name_ko: str, name_en: str, owner_email: str, owner_name: str, password: str, now: datetime
) -> Organisation:
    """Make the first coordinator institution and its owner; later ones are verified by it.

    Raises:
        NotAllowedError: A coordinator institution exists already.
    """
    kind = OrganisationKind.COORDINATOR_INSTITUTION
    if Organisation.objects.filter(kind=kind).exists():
        raise NotAllowedError("A coordinator institution exists already.")
    owner = User.objects.create_user(
        email=owner_email, name=owner_name, password=password, language="ko", now=now
    )
    institution = organisation_register(
        kind=kind,
        name_ko=name_ko,
        name_en=name_en,
        registration_number=None,
        founder=owner,
        now=now,
    )
    firm_confirmed(institution, by=None, now=now)
    return institution


def _names_checked(name_ko: str, name_en: str) -> tuple[str, str]:
    korean = text_cleaned(name_ko, field="nameKo", max_length=120, multiline=False)
    english = text_cleaned(name_en, field="nameEn", max_length=160, multiline=False)
    if not korean and not english:
        raise InvalidInputError(
            "Enter the name in Korean or in English.", field="nameKo", code="required"
        )
    return korean, english


def _taken() -> InvalidInputError:
    return InvalidInputError(
        "A firm with this number is registered already; ask its owner for an invitation.",
        field="registrationNumber",
        code="taken",
    )
