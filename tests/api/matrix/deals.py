"""Terms and contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contracts.deals.services import contract_documents_make
from matching.services import cases_hand_over
from tests.api.matrix.case import Case, both, fixed, known, mutation
from tests.api.matrix.nda import wants_a_passkey
from tests.api.matrix.world import COORDINATOR, SELLER_WRITERS
from tests.factories.deals import contract_made, room_opened, terms_made
from tests.factories.ndas import membership_id
from tests.factories.people import NOW

if TYPE_CHECKING:
    from matching.models import Match
    from tests.api.matrix.world import World
    from tests.factories.people import People

_BUYER_LEADS = frozenset({"buyer_owner", "buyer_deal_lead"})
_LEADS = SELLER_WRITERS | _BUYER_LEADS
# founders have it, and in the cast the lead of the buyer
_SIGNERS = frozenset({"seller_owner", "buyer_owner", "buyer_deal_lead"})
_READERS = _LEADS | COORDINATOR

TERMS = ("open", "agreed")
CONTRACTS = ("draft", "offered", "signed")
ADDED_MATCHES = 1 + len(TERMS) + len(CONTRACTS)
"""Each is between a published technology and a published demand of its own."""


def add_to(world: World, mark: str) -> None:
    """Put terms and contracts before the cast, and a room without any."""
    people = world.people
    bare = coordinated(people, room_opened(people, key="world-deals", mark=mark))
    world.ids["match without terms"] = bare.public_id
    for state in TERMS:
        sheet = terms_made(people, state, key="world", mark=mark)
        coordinated(people, sheet.match)
        world.ids[f"terms {state}"] = sheet.public_id
        world.ids[f"match with terms {state}"] = sheet.match.public_id
    for state in CONTRACTS:
        contract = contract_made(people, state, key="world", mark=mark)
        coordinated(people, contract.match)
        world.ids[f"contract {state}"] = contract.public_id
        world.ids[f"match with contract {state}"] = contract.match.public_id
    contract_documents_make(contract_ids=[world.ids["contract signed"]], now=NOW)


def coordinated(people: People, match: Match) -> Match:
    """Give the case to the coordinator of all the others."""
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


_SHEET = """query($id: ID!) { it: termSheetOf(matchId: $id) {
    id state versions { field territory note upfrontMinor contentSha256 salt
        milestones { title delivery amountMinor } } } }"""
_DEAL_TERMS = """query($id: ID!) { it: dealTerms(matchId: $id) {
    canOffer sheet { id } contracts { id } files { id commitment name } } }"""
_CONTRACT = """query($id: ID!) { it: contract(id: $id) {
    id text clauses { text reason } signatures { name statement } refusalWords } }"""
_CONTRACT_OF = "query($id: ID!) { it: contractOf(matchId: $id) { text documentSha256 } }"

QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.termSheetOf": (
        Case("open terms", _READERS, _SHEET, bool, known(id="match with terms open")),
        Case("agreed terms", _READERS, _SHEET, bool, known(id="match with terms agreed")),
        Case("none yet", frozenset(), _SHEET, bool, known(id="match without terms")),
    ),
    "Query.dealTerms": (
        Case("before the first", _READERS, _DEAL_TERMS, bool, known(id="match without terms")),
        Case("with a contract", _READERS, _DEAL_TERMS, bool, known(id="match with contract draft")),
    ),
    "Query.contract": (
        Case("a draft", _READERS, _CONTRACT, bool, known(id="contract draft")),
        Case("a signed one", _READERS, _CONTRACT, bool, known(id="contract signed")),
    ),
    "Query.contractOf": (
        Case(
            "an offered one", _READERS, _CONTRACT_OF, bool, known(id="match with contract offered")
        ),
        Case("none yet", frozenset(), _CONTRACT_OF, bool, known(id="match with terms agreed")),
    ),
}

_TERMS = {
    "mode": "LICENCE",
    "field": "Packs",
    "territory": "Korea",
    "exclusivity": "SOLE",
    "currency": "KRW",
    "upfrontMinor": "1000",
}


def _act(name: str, thing: str, allowed: frozenset[str], types: str = "", **given: object) -> Case:
    """Return the case of an act on terms or a contract as it was first seen."""
    revisions = {"open": 1, "agreed": 2, "draft": 1, "offered": 2, "signed": 4}
    return mutation(
        name,
        allowed,
        f"id: ID!, revision: Int!{types}",
        both(known(id=thing), fixed(revision=revisions[thing.split()[1]], **given)),
        title=f"of {thing}",
    )


def _wants_a_code(it: Any) -> bool:
    """Tell whether only a fresh code of the second step was missing."""
    return bool(it) and [error["code"] for error in it["errors"]] == ["reauthenticate"]


def _signing() -> Case:
    asked = _act("signContract", "contract offered", _SIGNERS, ", title: String!", title="Director")
    return Case(asked.name, asked.allowed, asked.query, _wants_a_code, asked.variables)


def _preparing() -> Case:
    asked = _act(
        "prepareContractSignature",
        "contract offered",
        _SIGNERS,
        ", title: String!",
        title="Director",
    )
    return Case(asked.name, asked.allowed, asked.query, wants_a_passkey, asked.variables)


MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.offerTerms": (
        mutation(
            "offerTerms",
            _LEADS,
            "matchId: ID!, terms: TermsInput!",
            both(known(matchId="match without terms"), fixed(terms=_TERMS)),
        ),
    ),
    "Mutation.counterTerms": (
        _act("counterTerms", "terms open", _LEADS, ", terms: TermsInput!", terms=_TERMS),
    ),
    "Mutation.acceptTerms": (_act("acceptTerms", "terms open", _BUYER_LEADS),),
    "Mutation.withdrawTerms": (
        _act("withdrawTerms", "terms open", _LEADS),
        _act("withdrawTerms", "terms agreed", _LEADS),
    ),
    "Mutation.draftContract": (
        mutation(
            "draftContract",
            _LEADS,
            "termSheetId: ID!, revision: Int!, language: Language!",
            both(known(termSheetId="terms agreed"), fixed(revision=2, language="KO")),
        ),
    ),
    "Mutation.setClause": (
        mutation(
            "setClause",
            _LEADS,
            "contractId: ID!, revision: Int!, code: String!, included: Boolean!, reason: String",
            both(
                known(contractId="contract draft"),
                fixed(revision=1, code="escrow", included=False, reason="Own deposit"),
            ),
        ),
    ),
    "Mutation.offerContract": (_act("offerContract", "contract draft", _LEADS),),
    "Mutation.prepareContractSignature": (_preparing(),),
    "Mutation.signContract": (_signing(),),
    "Mutation.refuseContract": (
        _act(
            "refuseContract",
            "contract offered",
            _LEADS,
            ", reason: ContractRefusal!",
            reason="TERMS",
        ),
    ),
    "Mutation.withdrawContract": (
        _act("withdrawContract", "contract draft", _LEADS),
        _act("withdrawContract", "contract offered", SELLER_WRITERS),
    ),
    "Mutation.openContract": (
        mutation("openContract", _READERS, "id: ID!", known(id="contract signed")),
    ),
}
