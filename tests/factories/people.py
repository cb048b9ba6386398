"""One person for every place from which somebody may look at a technology."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.models import Organisation, User
from marketplace.accounts.services import (
    NewPerson,
    institution_bootstrap,
    membership_add,
    organisation_register,
    organisation_verify,
    people_enrol,
)
from marketplace.core.actor import ANONYMOUS

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"

# who: (organisation, kind, verified, roles); the first of each organisation is its founder
CAST: dict[str, tuple[str, str, bool, tuple[str, ...]]] = {
    "institution_owner": ("institution", "coordinator_institution", True, ("owner",)),
    "verifier": ("institution", "coordinator_institution", True, ("verifier",)),
    "reviewer": ("institution", "coordinator_institution", True, ("reviewer",)),
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
    "unverified_owner": ("new_buyer", "large_firm", False, ("owner",)),
    "unverified_large": ("new_buyer", "large_firm", False, ("scout", "deal_lead")),
}
NO_FIRM = "no_firm"
ACTORS = ("anonymous", NO_FIRM, *CAST)


@dataclass(frozen=True)
class People:
    """The users and organisations of the cast."""

    users: dict[str, User]
    organisations: dict[str, Organisation]

    def actor(self, name: str) -> Actor:
        """Return the actor as the database has it now."""
        return ANONYMOUS if name == "anonymous" else actor_for_user(self.users[name])


def people_made() -> People:
    """Return the whole cast, made by the services that people use."""
    users, organisations = _founded()
    for name, (firm, _, _, roles) in CAST.items():
        if users[name].memberships.exists():
            continue
        owner = next(n for n, spec in CAST.items() if spec[0] == firm and "owner" in spec[3])
        membership_add(
            actor=actor_for_user(users[owner]),
            organisation=organisations[firm],
            user=users[name],
            roles=roles,
            now=NOW,
        )
    verifier = actor_for_user(users["verifier"])
    for firm in {spec[0] for spec in CAST.values() if spec[2]} - {"institution"}:
        organisation_verify(actor=verifier, organisation=organisations[firm], now=NOW)
    for organisation in organisations.values():
        organisation.refresh_from_db()
    return People(users, organisations)


def _founded() -> tuple[dict[str, User], dict[str, Organisation]]:
    names = [name for name in (*CAST, NO_FIRM) if name != "institution_owner"]
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
                registration_number=None,
                founder=users[name],
                now=NOW,
            )
    return users, organisations


def _email(name: str) -> str:
    return f"{name.replace('_', '.')}@people.example"
