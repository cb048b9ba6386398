"""Organisations and their members come into being and are checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import transaction

from marketplace.accounts.models import Membership, MembershipRole, Organisation, User
from marketplace.accounts.policies import can_manage_members, can_verify_organisations
from marketplace.accounts.registration_number import registration_number_checked
from marketplace.accounts.roles import ROLES_OF_KIND, OrganisationKind, Role
from marketplace.accounts.states import VERIFICATION_MOVES, Verification
from marketplace.core.errors import InvalidInputError, NotAllowedError
from marketplace.core.texts import choices_checked, text_cleaned
from marketplace.core.transitions import advance
from marketplace.evidence.services import entry_record
from marketplace.taxonomy.choices import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from marketplace.core.actor import Actor

_LEGAL_FORM = re.compile(
    r"[,\s]+(inc|incorporated|llc|l\.l\.c|corp|corporation|co|company|ltd|limited|lp|plc)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person about to get an account."""

    email: str
    name: str
    language: str


@transaction.atomic
def people_enrol(*, people: Sequence[NewPerson], password: str, now: datetime) -> dict[str, User]:
    """Return a user for each person, by e-mail; all start with the same password, hashed once."""
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
    return {user.email: user for user in users}


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
    """
    number = registration_number_checked(registration_number) if registration_number else None
    if number and Organisation.objects.filter(registration_number=number).exists():
        raise InvalidInputError(
            "A firm with this number is registered already; ask its owner for an invitation.",
            field="registrationNumber",
            code="taken",
        )
    organisation = Organisation.objects.create(
        kind=kind,
        name_ko=text_cleaned(name_ko, field="nameKo", max_length=120, multiline=False),
        name_en=text_cleaned(name_en, field="nameEn", max_length=160, multiline=False),
        registration_number=number,
        created_at=now,
    )
    entry_record(
        kind="organisation.registered",
        subjects=[("organisation", organisation.public_id)],
        audience=[organisation.pk],
        body={"kind": kind},
        now=now,
    )
    _member_enrol(
        organisation=organisation, user=founder, roles=[Role.OWNER], signing_authority=True, now=now
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
    """
    if not can_manage_members(actor, organisation):
        raise NotAllowedError
    return _member_enrol(
        organisation=organisation,
        user=user,
        roles=roles,
        signing_authority=signing_authority,
        now=now,
    )


def _member_enrol(
    *,
    organisation: Organisation,
    user: User,
    roles: Iterable[str],
    signing_authority: bool,
    now: datetime,
) -> Membership:
    allowed = ROLES_OF_KIND[organisation.kind]
    checked = choices_checked(roles, allowed=sorted(allowed), field="roles")
    membership = Membership.objects.create(
        organisation=organisation, user=user, signing_authority=signing_authority, joined_at=now
    )
    MembershipRole.objects.bulk_create(
        MembershipRole(membership=membership, role=role) for role in checked
    )
    entry_record(
        kind="membership.added",
        subjects=[("organisation", organisation.public_id), ("person", user.public_id)],
        audience=[organisation.pk],
        body={"roles": list(checked), "signing_authority": signing_authority},
        now=now,
    )
    return membership


@transaction.atomic
def organisation_verify(*, actor: Actor, organisation: Organisation, now: datetime) -> None:
    """Record that a verifier checked the organisation and confirmed it.

    Raises:
        NotAllowedError: The actor is no verifier of a verified institution.
        StaleStateError: The organisation was confirmed already.
    """
    if not can_verify_organisations(actor):
        raise NotAllowedError
    _confirm(organisation, verifier_organisation_id=actor.organisation_id, now=now)


def _confirm(
    organisation: Organisation, *, verifier_organisation_id: int | None, now: datetime
) -> None:
    advance(organisation, moves=VERIFICATION_MOVES, to=Verification.VERIFIED, column="verification")
    audience = {organisation.pk, verifier_organisation_id or organisation.pk}
    entry_record(
        kind="organisation.verified",
        subjects=[("organisation", organisation.public_id)],
        audience=sorted(audience),
        body={},
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
    _confirm(institution, verifier_organisation_id=None, now=now)
    return institution


@transaction.atomic
def organisations_import(
    *, kind: str, names: Iterable[str], now: datetime
) -> dict[str, Organisation]:
    """Return an organisation without members for each name, made where it is missing.

    Spellings that differ only in case, punctuation or legal form count as one firm.
    """
    wanted = {name: f"{kind}:{organisation_import_key(name)}" for name in names}
    found = Organisation.objects.in_bulk(set(wanted.values()), field_name="import_key")
    missing = {key: name for name, key in wanted.items() if key not in found}
    Organisation.objects.bulk_create(
        Organisation(
            kind=kind, name_en=name[:160], origin=Origin.IMPORTED, import_key=key, created_at=now
        )
        for key, name in missing.items()
    )
    found |= Organisation.objects.in_bulk(set(missing), field_name="import_key")
    return {name: found[key] for name, key in wanted.items()}


def organisation_import_key(name: str) -> str:
    """Return the spelling-independent form of a firm's name."""
    shortened = _LEGAL_FORM.sub("", name.strip())
    key = re.sub(r"[^\w]+", "", shortened.lower())
    return (key or re.sub(r"\s+", "", name.lower()))[:150]
