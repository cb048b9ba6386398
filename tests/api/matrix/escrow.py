"""Deposits and what was released of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.escrow.models import Release
from marketplace.escrow.services import certificates_make, releases_encrypt
from marketplace.evidence.sequencer import sequence_once
from tests.api.matrix.case import Case, both, fixed, known, mutation, some
from tests.api.matrix.world import PERSONS, SELLER_ROLES, SELLER_WRITERS, SELLERS, SME_WRITERS
from tests.factories.deposits import age_key, deposit_made
from tests.factories.keys import age_key_made
from tests.factories.people import NOW
from tests.factories.releases import ENGINEER, lifted, released

if TYPE_CHECKING:
    from tests.api.matrix.world import World

_DEPOSIT = "query($id: ID!) { it: deposit(id: $id) { title } }"
_SEALS = "query($id: ID!) { it: technologySeals(technologyId: $id) { commitment } }"
BUYER_LEADS = frozenset({"buyer_owner", "buyer_deal_lead"})
LARGE_LEADS = BUYER_LEADS | {
    "outsider_owner",
    "outsider_large",
    "rival_owner",
    "rival_scout",
    "blocked_owner",
    "blocked_scout",
    "unverified_owner",
    "unverified_large",
}
_HOLDER = frozenset({ENGINEER})
_RECEIVERS = frozenset({"buyer_owner", "buyer_deal_lead", ENGINEER})
_OTHER_HOLDERS = frozenset({"other_holder", "removed_holder"})


def add_to(world: World, mark: str) -> None:
    """Put deposits in each state before the cast, and one released to the buyer's engineer."""
    age_key_made(world.people, "seller_owner")
    for state in ("draft", "arriving", "sealed"):
        deposit = deposit_made(world.people, state, key="world", mark=mark)
        world.ids[f"deposit {state}"] = deposit.public_id
        newest = deposit.files.order_by("-pk")[0]
        world.ids[f"file {state}"] = newest.public_id
    deposit = deposit_made(world.people, "attached", key="world", mark=mark)
    world.ids["deposit attached"] = deposit.public_id
    assert deposit.technology is not None
    world.technologies["deposit attached"] = deposit.technology.public_id
    sequence_once(NOW)
    certificates_make(deposit_ids=[deposit.public_id], now=NOW)
    release = released(world.people, deposit, [age_key()[1]])[0]
    lifted(world.people, deposit)
    releases_encrypt(release_ids=[release.public_id], now=NOW)
    assert Release.objects.get(pk=release.pk).state == "ready"
    world.ids["release"] = release.public_id
    world.ids["released file"] = release.files.order_by("pk")[0].public_id


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.deposit": (
        Case(
            "of what the buyer knew", BUYER_LEADS, _DEPOSIT, bool, known(id="deposit known before")
        ),
        Case("a draft", SELLER_ROLES, _DEPOSIT, bool, known(id="deposit draft")),
        Case("a sealed one", SELLER_ROLES, _DEPOSIT, bool, known(id="deposit sealed")),
        Case("a released one", SELLER_ROLES, _DEPOSIT, bool, known(id="deposit attached")),
    ),
    "Query.deposits": (
        Case(
            "one's own",
            SELLER_ROLES | BUYER_LEADS,
            "{ it: deposits { nodes { title } } }",
            some(),
        ),
    ),
    "Query.depositDemands": (
        Case(
            "sealed with one's own",
            BUYER_LEADS,
            "query($id: ID!) { it: depositDemands(depositId: $id) { id } }",
            bool,
            known(id="deposit known before"),
        ),
    ),
    "Query.depositReleases": (
        Case(
            "of one's own",
            SELLER_ROLES,
            "query($id: ID!) { it: depositReleases(depositId: $id) { firmNameKo } }",
            bool,
            known(id="deposit attached"),
        ),
    ),
    "Query.technologyDeposits": (
        Case(
            "of one's own",
            SELLER_ROLES,
            "query($id: ID!) { it: technologyDeposits(technologyId: $id) { title } }",
            bool,
            lambda world: {"id": world.technologies["deposit attached"]},
        ),
    ),
    "Query.technologySeals": (
        Case(
            "of one's own",
            SELLERS,
            _SEALS,
            bool,
            lambda world: {"id": world.technologies["deposit attached"]},
        ),
    ),
    "Query.vault": (
        Case("one's own place", PERSONS, "{ it: vault { activeKeys } }"),
        Case(
            "who is told the depositor",
            SELLER_WRITERS | BUYER_LEADS,
            "{ it: vault { depositorAddress } }",
            lambda it: bool(it and "가산로" in it["depositorAddress"]),
        ),
    ),
    "Query.releases": (
        Case(
            "to one's firm",
            _RECEIVERS | _OTHER_HOLDERS,
            "{ it: releases { nodes { id } } }",
            some(),
        ),
        Case(
            "its match",
            _RECEIVERS | _OTHER_HOLDERS,
            "{ it: releases { nodes { matchId } } }",
            lambda it: bool(it and it["nodes"] and it["nodes"][0]["matchId"]),
        ),
        Case(
            "its names",
            _HOLDER,
            "{ it: releases { nodes { files { name } } } }",
            lambda it: bool(it and it["nodes"] and it["nodes"][0]["files"][0]["name"]),
        ),
    ),
}


def _act(operation: str, deposit: str, types: str = "", **given: object) -> Case:
    """Return the case of a writer's act on a deposit with three files."""
    return mutation(
        operation,
        SELLER_WRITERS,
        f"depositId: ID!, revision: Int!{types}",
        both(known(depositId=f"deposit {deposit}"), fixed(revision=4, **given)),
        title=f"of a {deposit} one",
    )


MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.createDeposit": (
        mutation(
            "createDeposit",
            SME_WRITERS | LARGE_LEADS,
            "requestId: ID!, input: DepositInput!",
            fixed(requestId="new", input={"title": "Sheet"}),
        ),
    ),
    "Mutation.saveDeposit": (
        _act("saveDeposit", "draft", ", input: DepositInput!", input={"title": "Sheet"}),
    ),
    "Mutation.addDepositFile": (
        _act("addDepositFile", "draft", ", name: String!, size: BigInt!", name="new", size="5"),
    ),
    "Mutation.removeDepositFile": (
        mutation(
            "removeDepositFile",
            SELLER_WRITERS,
            "fileId: ID!, revision: Int!",
            both(known(fileId="file draft"), fixed(revision=4)),
        ),
        mutation(
            "removeDepositFile",
            SELLER_WRITERS,
            "fileId: ID!, revision: Int!",
            both(known(fileId="file arriving"), fixed(revision=5)),
            title="one on its way",
        ),
    ),
    "Mutation.sealDeposit": (_act("sealDeposit", "draft"),),
    "Mutation.discardDeposit": (_act("discardDeposit", "draft"),),
    "Mutation.attachDeposit": (
        mutation(
            "attachDeposit",
            SELLER_WRITERS,
            "depositId: ID!, technologyId: ID!",
            known(depositId="deposit sealed", technologyId="technology.published"),
        ),
    ),
    "Mutation.sealDemand": (
        mutation(
            "sealDemand",
            frozenset({"buyer_deal_lead"}),
            "depositId: ID!, demandId: ID!",
            known(depositId="deposit known before", demandId="demand.draft"),
        ),
    ),
    "Mutation.openDepositFile": (
        mutation("openDepositFile", SELLER_WRITERS, "fileId: ID!", known(fileId="file sealed")),
    ),
    "Mutation.openCertificate": (
        mutation(
            "openCertificate",
            SELLER_ROLES,
            "depositId: ID!, language: Language!",
            both(known(depositId="deposit attached"), fixed(language="KO")),
        ),
    ),
    "Mutation.openManifest": (
        mutation(
            "openManifest", SELLER_ROLES, "depositId: ID!", known(depositId="deposit attached")
        ),
    ),
    "Mutation.openReleasedFile": (
        mutation("openReleasedFile", _HOLDER, "id: ID!", known(id="released file")),
    ),
}
