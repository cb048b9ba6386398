"""From the first terms to the contract that both sides signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.deal import papers
from tests.flows.deal.person import sha256, until
from tests.flows.deal.story import SIGNERS, TRANSFER

if TYPE_CHECKING:
    from tests.flows.deal.story import Deal


def agreed(deal: Deal) -> None:
    """Terms go to and fro; a payment that hangs on unlisted data is refused; both agree."""
    lead, owner = deal.buyer_deal_lead, deal.seller_owner
    drawing, other = deal.files[papers.DRAWING], deal.files["parameters.csv"]
    match = deal.ids["match"]
    unlisted = papers.terms(other, 50_000_000)
    assert lead.refused("offerTerms", matchId=match, terms=unlisted) == "undeclared_data"
    wanted = "termSheet { id revision }"
    sheet = lead.act("offerTerms", wanted, matchId=match, terms=papers.terms(drawing, 50_000_000))[
        "termSheet"
    ]
    assert lead.refused("acceptTerms", **sheet) == "stale_state"
    sheet = owner.act("counterTerms", wanted, terms=papers.terms(drawing, 60_000_000), **sheet)[
        "termSheet"
    ]
    sheet = lead.act("acceptTerms", wanted, **sheet)["termSheet"]
    deal.ids["terms"], deal.ids["terms revision"] = sheet["id"], str(sheet["revision"])


def signed(deal: Deal) -> None:
    """The contract protects by default; both sign it, and it comes as a document."""
    lead, owner = deal.buyer_deal_lead, deal.seller_owner
    contract = owner.act(
        "draftContract",
        "contract { id revision clauses { code included protective } }",
        termSheetId=deal.ids["terms"],
        revision=int(deal.ids["terms revision"]),
        language="KO",
    )["contract"]
    deal.ids["contract"] = contract["id"]
    assert all(clause["included"] for clause in contract["clauses"])
    taken = {"contractId": contract["id"], "revision": contract["revision"], "code": "escrow"}
    assert lead.refused("setClause", included=False, **taken) == "required"
    revision = owner.act(
        "offerContract", "contract { revision }", id=contract["id"], revision=contract["revision"]
    )["contract"]["revision"]
    for who in SIGNERS:
        done = deal.people[who].act(
            "signContract",
            "contract { state revision text documentSha256 }",
            id=contract["id"],
            revision=revision,
            title="대표",
        )["contract"]
        revision = done["revision"]
    assert done["state"] == "SIGNED"
    assert sha256(done["text"].encode()) == done["documentSha256"]
    assert "기술임치" in done["text"]
    query = "query($id: ID!) { it: contract(id: $id) { hasDocument } }"
    until(lambda: deal.case_coordinator.read(query, id=contract["id"])["hasDocument"])
    opened = lead.act("openContract", TRANSFER, id=contract["id"])
    [pdf] = lead.download(opened["transfer"])
    assert pdf.startswith(b"%PDF-")
    for who in ("seller_engineer", "buyer_engineer", "reviewer", "treasurer"):
        assert deal.people[who].refused("openContract", id=contract["id"]), who
