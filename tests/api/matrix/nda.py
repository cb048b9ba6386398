"""Agreements of secrecy: one in draft, one offered, one signed with a holder taken off its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from contracts.nda.services import nda_document_make, nda_holder_remove
from matching.models import Match
from matching.services import cases_hand_over
from tests.api.matrix.case import Case, both, fixed, known, mutation
from tests.api.matrix.world import COORDINATOR, NOBODY, SELLER_ROLES, SELLER_WRITERS
from tests.factories.market import match_made
from tests.factories.ndas import membership_id, nda_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from tests.api.matrix.world import World
    from tests.factories.people import People

HOLDERS = ("buyer_engineer", "other_holder", "removed_holder")
DRAFT, OFFERED, SIGNED = 2, 3, 7
"""Their revisions."""

_BUYER_LEADS = frozenset({"buyer_owner", "buyer_deal_lead"})
_STANDING = frozenset({"buyer_engineer", "other_holder"})
_LEADS = SELLER_WRITERS | _BUYER_LEADS
_SIGNERS = _BUYER_LEADS | {"seller_owner"}
_READERS = SELLER_ROLES | _BUYER_LEADS | _STANDING | COORDINATOR
_SMES = frozenset({"outsider_sme", "blocked_sme"})


def add_to(world: World, mark: str = "") -> None:
    """Put the agreements into the world; two of them bring a match of their own."""
    people, now = world.people, timezone.now()
    for state in ("draft", "offered"):
        match = _match(people, state)
        nda = nda_made(people, state, match=match, mark=mark, holders=HOLDERS, now=now)
        world.ids[f"nda {state}"] = nda.public_id
        world.ids[f"nda {state} match"] = match.public_id
    world.ids["match without nda"] = _match(people, "none").public_id
    matched = Match.objects.get(public_id=world.ids["match matched"])
    signed = nda_made(people, "signed", match=matched, mark=mark, holders=HOLDERS, now=now)
    removed = signed.holders.get(membership__user=people.users["removed_holder"])
    nda_holder_remove(
        actor=people.actor("buyer_owner"), nda=signed, holder_id=removed.public_id, now=now
    )
    nda_document_make(nda_id=signed.public_id, now=now)
    standing = signed.holders.get(membership__user=people.users["other_holder"])
    world.ids |= {"nda signed": signed.public_id, "nda holder": standing.public_id}
    world.ids["buyer_owner membership"] = membership_id(people, "buyer_owner")


def _match(people: People, state: str) -> Match:
    """Return a match whose case has the coordinator of all the others."""
    match = match_made(people, "matched", key=f"nda-{state}")
    coordinator = match.case.coordinator
    if coordinator is None or coordinator.user != people.users["case_coordinator"]:
        cases_hand_over(
            actor=people.actor("institution_owner"),
            cases=[match.case],
            membership_id=membership_id(people, "case_coordinator"),
            reason="Knows both",
            takes_on=True,
            now=NOW,
        )
    return match


def _one(state: str, allowed: frozenset[str], fields: str, given: Any = bool) -> Case:
    query = f"query($id: ID!) {{ it: nda(id: $id) {{ {fields} }} }}"
    return Case(f"{fields} of one {state}", allowed, query, given, known(id=f"nda {state}"))


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.nda": (
        # the draft still has the third holder on its list
        _one("draft", _READERS | {"removed_holder"}, "text"),
        _one("signed", _READERS, "text purpose holders { name email } signatures { statement }"),
        _one(
            "signed",
            NOBODY,
            "files { name depositFileId }",
            lambda it: bool(it and any(file["name"] for file in it["files"])),
        ),
    ),
    "Query.ndasOf": (
        Case(
            "of a match",
            _READERS,
            "query($id: ID!) { it: ndasOf(matchId: $id) { id text } }",
            bool,
            known(id="match matched"),
        ),
    ),
    "Query.ndaChoices": (
        Case(
            "who may hold it",
            _BUYER_LEADS,
            "query($id: ID!) { it: ndaChoices(matchId: $id) { candidates { email } } }",
            lambda it: bool(it and it["candidates"]),
            known(id="match matched"),
        ),
        Case(
            "a new one",
            SELLER_WRITERS,
            "query($id: ID!) { it: ndaChoices(matchId: $id) { canDraft } }",
            lambda it: bool(it and it["canDraft"]),
            known(id="match without nda"),
        ),
    ),
    "Query.ndaTemplates": (
        Case(
            "today's",
            SELLER_WRITERS | _SMES,
            "{ it: ndaTemplates { code language articles { heading } } }",
        ),
    ),
}


def _act(
    name: str,
    state: str,
    allowed: frozenset[str],
    types: str = "",
    *,
    key: str = "id",
    **given: Any,
) -> Case:
    """Return the case of an act on an agreement as it lies in the world."""
    revision = {"draft": DRAFT, "offered": OFFERED, "signed": SIGNED}[state]
    return mutation(
        name,
        allowed,
        f"{key}: ID!, revision: Int!{types}",
        both(known(**{key: f"nda {state}"}), fixed(revision=revision, **given)),
        title=f"of one {state}",
    )


def _may_sign(it: Any) -> bool:
    """Tell whether it was signed, or only a fresh code was missing."""
    return bool(it) and [error["code"] for error in it["errors"]] in ([], ["reauthenticate"])


def _sign() -> Case:
    query = (
        "mutation($id: ID!, $revision: Int!, $title: String!)"
        " { it: signNda(id: $id, revision: $revision, title: $title) { errors { code } } }"
    )
    given = both(known(id="nda offered"), fixed(revision=OFFERED, title="Director"))
    return Case("one offered", _SIGNERS, query, _may_sign, given)


def _prepare() -> Case:
    """Return the case of preparing a signature; nobody in this world has a passkey."""
    query = (
        "mutation($id: ID!, $revision: Int!, $title: String!) { it: "
        "prepareNdaSignature(id: $id, revision: $revision, title: $title) { errors { code } } }"
    )
    given = both(known(id="nda offered"), fixed(revision=OFFERED, title="Director"))
    return Case("one offered", _SIGNERS, query, wants_a_passkey, given)


def wants_a_passkey(it: Any) -> bool:
    """Tell whether only a passkey was missing."""
    return bool(it) and [error["code"] for error in it["errors"]] == ["no_passkey"]


MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.draftNda": (
        # each of these matches has an open one: only whoever may write one hears of that
        Case(
            "for a match that has one",
            SELLER_WRITERS,
            'mutation($id: ID!) { it: draftNda(matchId: $id, templateCode: "technical_data",'
            ' language: EN, purpose: "To judge it", months: 6) { errors { code } } }',
            lambda it: bool(it) and it["errors"][0]["code"] == "nda_open_already",
            known(id="match matched"),
        ),
    ),
    "Mutation.saveNda": (
        _act(
            "saveNda",
            "draft",
            SELLER_WRITERS,
            ", purpose: String!, months: Int!",
            purpose="To judge it",
            months=6,
        ),
        _act(
            "saveNda",
            "offered",
            NOBODY,
            ", purpose: String!, months: Int!",
            purpose="To judge it",
            months=6,
        ),
    ),
    "Mutation.setNdaHolders": (
        _act(
            "setNdaHolders",
            "draft",
            _BUYER_LEADS,
            ", membershipIds: [ID!]!",
            key="ndaId",
            membershipIds=[],
        ),
    ),
    "Mutation.offerNda": (_act("offerNda", "draft", SELLER_WRITERS),),
    "Mutation.prepareNdaSignature": (_prepare(),),
    "Mutation.signNda": (_sign(),),
    "Mutation.refuseNda": (
        _act("refuseNda", "offered", _LEADS, ", reason: NdaRefusal!", reason="TERMS"),
        _act("refuseNda", "signed", NOBODY, ", reason: NdaRefusal!", reason="TERMS"),
    ),
    "Mutation.withdrawNda": (
        _act("withdrawNda", "draft", SELLER_WRITERS),
        _act("withdrawNda", "offered", SELLER_WRITERS),
        _act("withdrawNda", "signed", NOBODY),
    ),
    "Mutation.addNdaHolder": (
        mutation(
            "addNdaHolder",
            _BUYER_LEADS,
            "ndaId: ID!, revision: Int!, membershipId: ID!",
            both(
                known(ndaId="nda signed", membershipId="buyer_owner membership"),
                fixed(revision=SIGNED),
            ),
        ),
    ),
    "Mutation.removeNdaHolder": (
        mutation(
            "removeNdaHolder",
            _BUYER_LEADS,
            "ndaId: ID!, holderId: ID!",
            known(ndaId="nda signed", holderId="nda holder"),
        ),
    ),
    "Mutation.endNda": (_act("endNda", "signed", _LEADS, ", words: String!", words="Enough"),),
    "Mutation.openNdaDocument": (
        mutation("openNdaDocument", _READERS, "id: ID!", known(id="nda signed")),
        mutation(
            "openNdaDocument", NOBODY, "id: ID!", known(id="nda offered"), title="of one offered"
        ),
    ),
}
