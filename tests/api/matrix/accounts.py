"""People, firms, their checks, members and tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyrage
from django.utils import timezone

from marketplace.accounts.services import age_recipient_add
from tests.api.matrix.case import Case, both, fixed, has, known, mutation, nodes, some
from tests.api.matrix.world import (
    BUYERS,
    FIRM_OWNERS,
    INSTITUTION,
    MEMBERS,
    OWNERS,
    PERSONS,
    SELLERS,
    SIGNED_IN,
    VERIFIERS,
)
from tests.factories.people import FIRMLESS, TOKEN, WHOLE_CAST

if TYPE_CHECKING:
    from tests.api.matrix.world import World

_SELLER_OWNER = frozenset({"seller_owner"})
_KEY_ROLES = {"owner", "deal_lead", "named_engineer"}
_KEY_HOLDERS = frozenset(
    name
    for name, spec in WHOLE_CAST.items()
    if spec[1] != "coordinator_institution" and _KEY_ROLES & set(spec[3])
)
_WITH_KEYS = _KEY_HOLDERS & (SELLERS | BUYERS)
_INVITED = frozenset({"invited"})
_NEW_NUMBER = "9018100100"


def add_to(world: World, mark: str) -> None:
    """Put a key that waits for its answer before the cast."""
    identity = pyrage.x25519.Identity.generate()
    key, challenge = age_recipient_add(
        actor=world.people.actor("seller_owner"),
        label=f"Desk {mark}".strip(),
        recipient=str(identity.to_public()),
        # its challenge is open for a day by the clock of whoever answers
        now=timezone.now(),
    )
    world.ids["pending key"] = key.public_id
    answer = pyrage.decrypt(challenge.encode(), [identity]).decode().strip()
    world.ids["answer of the pending key"] = answer


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.viewer": (
        Case("oneself", SIGNED_IN, "{ it: viewer { email } }"),
        Case(
            "one's organisation",
            MEMBERS | {TOKEN},
            "{ it: viewer { organisation { id } } }",
            has("organisation"),
        ),
    ),
    "Query.myFirmCheck": (
        Case(
            "one's own",
            OWNERS,
            "{ it: myFirmCheck { id } }",
        ),
    ),
    "Query.firmCheckUsualDays": (
        Case("it", PERSONS, "{ it: firmCheckUsualDays }", lambda it: it is not None),
    ),
    "Query.firmChecks": (
        Case("what waits", VERIFIERS, "{ it: firmChecks { nodes { id } } }", nodes(1)),
    ),
    "Query.firmCheck": (
        Case(
            "what waits",
            VERIFIERS | {"unverified_sme"},
            "query($id: ID!) { it: firmCheck(id: $id) { documents { id } } }",
            some("documents"),
            known(id="check"),
        ),
        Case(
            "the seller's",
            VERIFIERS | _SELLER_OWNER,
            "query($id: ID!) { it: firmCheck(id: $id) { state } }",
            bool,
            known(id="seller's check"),
        ),
    ),
    "Query.members": (Case("colleagues", MEMBERS, "{ it: members { email } }"),),
    "Query.invitations": (Case("sent", _SELLER_OWNER, "{ it: invitations { email } }"),),
    "Query.barriers": (
        Case("declared", _SELLER_OWNER | {"buyer_owner"}, "{ it: barriers { name } }"),
    ),
    "Query.affiliates": (Case("declared", _SELLER_OWNER, "{ it: affiliates { name } }"),),
    "Query.apiTokens": (Case("one's own", _SELLER_OWNER, "{ it: apiTokens { name } }"),),
    "Query.ageRecipients": (
        Case("one's own firm's", _WITH_KEYS, "{ it: ageRecipients { label } }"),
    ),
    "Query.dutySeparation": (
        Case("it", INSTITUTION, "{ it: dutySeparation { reviewAfterCheckRelaxed } }"),
    ),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.registerOrganisation": (
        mutation(
            "registerOrganisation",
            frozenset(FIRMLESS),
            "input: OrganisationInput!",
            fixed(
                input={
                    "kind": "SME",
                    "nameKo": "새 회사",
                    "nameEn": "New firm",
                    "registrationNumber": _NEW_NUMBER,
                }
            ),
        ),
    ),
    "Mutation.updateProfile": (
        mutation(
            "updateProfile",
            PERSONS,
            "name: String!, language: Language!",
            fixed(name="Another name", language="EN"),
        ),
    ),
    "Mutation.renameOrganisation": (
        mutation(
            "renameOrganisation",
            frozenset({"unverified_owner"}),
            "nameKo: String!, nameEn: String!",
            fixed(nameKo="다른 이름", nameEn="Another"),
        ),
    ),
    "Mutation.removeFirmDocument": (
        mutation(
            "removeFirmDocument",
            frozenset({"unverified_owner"}),
            "id: ID!",
            known(id="draft document"),
        ),
    ),
    "Mutation.submitFirmCheck": (
        mutation(
            "submitFirmCheck", frozenset({"unverified_owner"}), "note: String", fixed(note="")
        ),
    ),
    "Mutation.decideFirmCheck": (
        mutation(
            "decideFirmCheck",
            VERIFIERS,
            "id: ID!, confirmed: Boolean!",
            both(known(id="check"), fixed(confirmed=True)),
        ),
    ),
    "Mutation.revokeFirmCheck": (
        mutation(
            "revokeFirmCheck",
            VERIFIERS,
            "id: ID!, reasonText: String!",
            both(known(id="seller's check"), fixed(reasonText="Closed")),
        ),
    ),
    "Mutation.inviteMember": (
        mutation(
            "inviteMember",
            OWNERS,
            "email: String!, roles: [Role!]!",
            fixed(email="new@people.example", roles=[]),
        ),
    ),
    "Mutation.revokeInvitation": (
        mutation("revokeInvitation", _SELLER_OWNER, "id: ID!", known(id="invitation")),
    ),
    "Mutation.acceptInvitation": (
        mutation("acceptInvitation", _INVITED, "id: ID!", known(id="invitation")),
    ),
    "Mutation.declineInvitation": (
        mutation("declineInvitation", _INVITED, "id: ID!", known(id="invitation")),
    ),
    "Mutation.setMemberRoles": (
        mutation(
            "setMemberRoles",
            _SELLER_OWNER,
            "id: ID!, revision: Int!, roles: [Role!]!, signingAuthority: Boolean!",
            both(
                known(id="seller_engineer"),
                fixed(revision=1, roles=["DEAL_LEAD"], signingAuthority=False),
            ),
        ),
    ),
    "Mutation.nameOwner": (
        mutation("nameOwner", _SELLER_OWNER, "id: ID!", known(id="seller_engineer")),
    ),
    "Mutation.setSigningAuthority": (
        mutation(
            "setSigningAuthority",
            _SELLER_OWNER,
            "membershipId: ID!, maySign: Boolean!",
            both(known(membershipId="seller_engineer"), fixed(maySign=True)),
        ),
    ),
    "Mutation.removeMember": (
        mutation("removeMember", _SELLER_OWNER, "id: ID!", known(id="seller_engineer")),
    ),
    "Mutation.leaveOrganisation": (
        # the only owner stays
        mutation("leaveOrganisation", MEMBERS - OWNERS, "", fixed()),
    ),
    "Mutation.declareBarrier": (
        mutation(
            "declareBarrier",
            FIRM_OWNERS,
            "kind: BarrierKind!, registrationNumber: String!, name: String!",
            fixed(kind="RIVAL", registrationNumber=_NEW_NUMBER, name="Somebody"),
        ),
    ),
    "Mutation.liftBarrier": (
        mutation("liftBarrier", _SELLER_OWNER, "id: ID!", known(id="barrier")),
    ),
    "Mutation.declareAffiliate": (
        mutation(
            "declareAffiliate",
            FIRM_OWNERS,
            "registrationNumber: String!, name: String!",
            fixed(registrationNumber=_NEW_NUMBER, name="Sister"),
        ),
    ),
    "Mutation.removeAffiliate": (
        mutation("removeAffiliate", _SELLER_OWNER, "id: ID!", known(id="affiliate")),
    ),
    "Mutation.createApiToken": (
        mutation(
            "createApiToken",
            MEMBERS,
            "name: String!, scopes: [ApiScope!]!, expiresInDays: Int!",
            fixed(name="Reader", scopes=["MARKET_READ"], expiresInDays=30),
        ),
    ),
    "Mutation.revokeApiToken": (
        mutation("revokeApiToken", _SELLER_OWNER, "id: ID!", known(id="token")),
    ),
    "Mutation.addAgeRecipient": (
        mutation(
            "addAgeRecipient",
            _KEY_HOLDERS,
            "label: String!, recipient: String!",
            fixed(
                label="Desk",
                recipient="age14mtm8qnp30yykp43q00fkh92tlpdqterppe7t8dwupj4lsukxuqqn5udl6",
            ),
        ),
    ),
    "Mutation.confirmAgeRecipient": (
        mutation(
            "confirmAgeRecipient",
            _SELLER_OWNER,
            "id: ID!, answer: String!",
            known(id="pending key", answer="answer of the pending key"),
        ),
    ),
    "Mutation.retireAgeRecipient": (
        mutation("retireAgeRecipient", _SELLER_OWNER, "id: ID!", known(id="pending key")),
    ),
    "Mutation.relaxDutySeparation": (
        mutation(
            "relaxDutySeparation",
            frozenset({"institution_owner"}),
            "relaxed: Boolean!",
            fixed(relaxed=True),
        ),
    ),
}
