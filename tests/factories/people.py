"""One person for every place from which somebody may look at a technology."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from django.utils import timezone

from marketplace.accounts.actors import actor_for_bearer, actor_for_user
from marketplace.accounts.models import Organisation, User
from marketplace.accounts.services import (
    NewPerson,
    barrier_declare,
    institution_bootstrap,
    invitation_send,
    membership_add,
    membership_remove,
    organisation_register,
    organisation_verify,
    people_enrol,
    token_create,
)
from marketplace.core.actor import ANONYMOUS
from tests.clock import begun_at
from tests.factories.kept_rows import KeptRows, database_is_empty

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from marketplace.core.actor import Actor

    Row = TypeVar("Row", bound=Model)

# the real clock is less than a week ahead of it: beside it, no day may be written out
NOW = begun_at()
PASSWORD = "correct horse battery"

# who: (organisation, kind, verified, roles); the first of each organisation is its founder
CAST: dict[str, tuple[str, str, bool, tuple[str, ...]]] = {
    "institution_owner": ("institution", "coordinator_institution", True, ("owner",)),
    "verifier": ("institution", "coordinator_institution", True, ("verifier",)),
    "reviewer": ("institution", "coordinator_institution", True, ("reviewer",)),
    # confirmed the seller a moment ago, and so may not decide on what it offers
    "checking_reviewer": ("institution", "coordinator_institution", True, ("verifier", "reviewer")),
    "case_coordinator": ("institution", "coordinator_institution", True, ("case_coordinator",)),
    "treasurer": ("institution", "coordinator_institution", True, ("treasurer",)),
    "auditor": ("institution", "coordinator_institution", True, ("auditor",)),
    "operator": ("institution", "coordinator_institution", True, ("operator",)),
    "seller_owner": ("seller", "sme", True, ("owner",)),
    "seller_deal_lead": ("seller", "sme", True, ("deal_lead",)),
    "seller_engineer": ("seller", "sme", True, ("engineer",)),
    "seller_member": ("seller", "sme", True, ()),
    "outsider_sme": ("other_sme", "sme", True, ("owner",)),
    "unverified_sme": ("new_sme", "sme", False, ("owner",)),
    "buyer_owner": ("buyer", "large_firm", True, ("owner",)),
    "buyer_scout": ("buyer", "large_firm", True, ("scout",)),
    "buyer_deal_lead": ("buyer", "large_firm", True, ("deal_lead",)),
    "buyer_engineer": ("buyer", "large_firm", True, ("named_engineer",)),
    "buyer_member": ("buyer", "large_firm", True, ()),
    "outsider_owner": ("other_buyer", "large_firm", True, ("owner",)),
    "outsider_large": ("other_buyer", "large_firm", True, ("scout", "deal_lead")),
    # the seller declared the first a rival and blocked the second; the buyer blocked the third
    "rival_owner": ("rival", "large_firm", True, ("owner",)),
    "rival_scout": ("rival", "large_firm", True, ("scout", "deal_lead")),
    "blocked_owner": ("blocked", "large_firm", True, ("owner",)),
    "blocked_scout": ("blocked", "large_firm", True, ("scout", "deal_lead")),
    "blocked_sme": ("blocked_seller", "sme", True, ("owner",)),
    "unverified_owner": ("new_buyer", "large_firm", False, ("owner",)),
    "unverified_large": ("new_buyer", "large_firm", False, ("scout", "deal_lead")),
}
# they join once there is a match: two more readers of documents, and a coordinator of no case
LATE_CAST: dict[str, tuple[str, str, bool, tuple[str, ...]]] = {
    "other_holder": ("buyer", "large_firm", True, ("named_engineer",)),
    "removed_holder": ("buyer", "large_firm", True, ("named_engineer",)),
    "other_coordinator": ("institution", "coordinator_institution", True, ("case_coordinator",)),
}
WHOLE_CAST = {**CAST, **LATE_CAST}
# people without a firm: nobody's, once the seller's deal lead, invited by the seller
NO_FIRM, FORMER, INVITED = "no_firm", "former_member", "invited"
# the seller's owner by a program's token that may read the market, and nothing else
# who signs for the firm besides the owners
SIGNERS = frozenset({"buyer_deal_lead"})
TOKEN, TOKEN_HOLDER, TOKEN_SCOPES = "narrow_token", "seller_owner", ("market:read",)
FIRMLESS = (NO_FIRM, FORMER, INVITED)
PRESENT = ("anonymous", *FIRMLESS, TOKEN, *CAST)
ACTORS = (*PRESENT, *LATE_CAST)
# invented numbers with the right check digit
NUMBERS = dict(
    zip(
        dict.fromkeys(spec[0] for spec in CAST.values() if spec[0] != "institution"),
        (
            "9018100003",
            "9018100018",
            "9018100022",
            "9018100037",
            "9018100041",
            "9018100056",
            "9018100060",
            "9018100075",
            "9018100089",
        ),
        strict=True,
    )
)


@dataclass(frozen=True)
class People:
    """The users and organisations of the cast."""

    users: dict[str, User]
    organisations: dict[str, Organisation]
    token: str

    def actor(self, name: str) -> Actor:
        """Return the actor as the database has it now."""
        if name == TOKEN:
            found = actor_for_bearer(f"Bearer {self.token}", now=timezone.now())
            assert found is not None
            return found
        return ANONYMOUS if name == "anonymous" else actor_for_user(self.users[name])

    def signer(self, name: str, now: datetime = NOW) -> Actor:
        """Return the actor as somebody who typed a code of their second step a moment ago."""
        return replace(self.actor(name), second_factor_at=now)


_kept: list[tuple[KeptRows, People]] = []


def people_made() -> People:
    """Return the whole cast, made by the services that people use.

    They make it once for each process; an empty database then gets the same rows again.
    """
    if not database_is_empty():
        return _made()
    if not _kept:
        people = _made()
        _kept.append((KeptRows(), people))
        return people
    rows, people = _kept[0]
    rows.put_back()
    return People(_fresh(people.users), _fresh(people.organisations), people.token)


def rows_of_people() -> KeptRows | None:
    """Return the rows of the cast where nothing but the cast is in the database."""
    rows = _kept[0][0] if _kept else None
    return rows if rows and rows.are_all() else None


def _fresh(rows: dict[str, Row]) -> dict[str, Row]:
    """Return the same rows read anew, for tests change what they hold."""
    model = type(next(iter(rows.values())))
    found = model._base_manager.in_bulk([row.pk for row in rows.values()])
    return {name: found[row.pk] for name, row in rows.items()}


def _made() -> People:
    users, organisations = _founded()
    for name, (firm, _, _, roles) in CAST.items():
        if not users[name].memberships.exists():
            _join(users, organisations[firm], name, roles)
    seller = organisations["seller"]
    _join(users, seller, FORMER, ("deal_lead",))
    for firm in {spec[0] for spec in CAST.values() if spec[2]} - {"institution"}:
        checker = "checking_reviewer" if firm == "seller" else "verifier"
        organisation_verify(
            actor=actor_for_user(users[checker]), organisation=organisations[firm], now=NOW
        )
    for organisation in organisations.values():
        organisation.refresh_from_db()
    return People(users, organisations, _lives_complicated(users, seller))


def late_cast_joined(people: People) -> None:
    """Let those join who come once there is a match."""
    for name, (firm, _, _, roles) in LATE_CAST.items():
        _join(people.users, people.organisations[firm], name, roles)


def _join(
    users: dict[str, User], organisation: Organisation, name: str, roles: tuple[str, ...]
) -> None:
    membership_add(
        actor=actor_for_user(users[_owner_of(organisation, users)]),
        organisation=organisation,
        user=users[name],
        roles=roles,
        signing_authority=name in SIGNERS,
        now=NOW,
    )


def _owner_of(organisation: Organisation, users: dict[str, User]) -> str:
    owner = organisation.memberships.get(roles__role="owner").user
    return next(name for name, user in users.items() if user == owner)


def _lives_complicated(users: dict[str, User], seller: Organisation) -> str:
    """Declare, block, invite and remove; return the token of the seller's owner."""
    owner = actor_for_user(users["seller_owner"])
    for kind, firm in (("rival", "rival"), ("block", "blocked")):
        barrier_declare(
            actor=owner,
            kind=kind,
            registration_number=NUMBERS[firm],
            name="Somebody",
            reason="",
            now=NOW,
        )
    barrier_declare(
        actor=actor_for_user(users["buyer_owner"]),
        kind="block",
        registration_number=NUMBERS["blocked_seller"],
        name="Somebody",
        reason="",
        now=NOW,
    )
    invitation_send(
        actor=owner, email=users[INVITED].email, roles=["deal_lead"], now=timezone.now()
    )
    former = users[FORMER].memberships.get(ended_at=None)
    membership_remove(actor=owner, public_id=former.public_id, now=NOW)
    _, token = token_create(
        actor=actor_for_user(users[TOKEN_HOLDER]),
        name="Reads the market",
        scopes=TOKEN_SCOPES,
        expires_in_days=365,
        now=timezone.now(),
    )
    assert seller.memberships.filter(ended_at=None).exists()
    return token


def _founded() -> tuple[dict[str, User], dict[str, Organisation]]:
    names = [name for name in (*WHOLE_CAST, *FIRMLESS) if name != "institution_owner"]
    enrolled = people_enrol(
        people=[NewPerson(_email(name), f"Person {name}", "ko") for name in names],
        password=PASSWORD,
        now=NOW,
    )
    users = {name: enrolled[_email(name)] for name in names}
    organisations = {
        "institution": institution_bootstrap(
            name_ko="중개기관",
            name_en="Institution",
            owner_email=_email("institution_owner"),
            owner_name="Person institution_owner",
            password=PASSWORD,
            now=NOW,
        )
    }
    users["institution_owner"] = User.objects.get(email=_email("institution_owner"))
    for name, (firm, kind, _, roles) in CAST.items():
        if firm not in organisations and "owner" in roles:
            organisations[firm] = organisation_register(
                kind=kind,
                name_ko=f"회사 {firm}",
                name_en=f"Firm {firm}",
                registration_number=NUMBERS[firm],
                founder=users[name],
                now=NOW,
            )
    return users, organisations


def _email(name: str) -> str:
    return f"{name.replace('_', '.')}@people.example"
