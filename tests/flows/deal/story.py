"""The whole deal, step by step, as seven people live it; each step is one function."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.flows.deal import papers
from tests.flows.deal.person import Person, age_opened, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.demo_server import RunningServer

CAST = (
    "seller_owner",
    "seller_engineer",
    "buyer_deal_lead",
    "buyer_engineer",
    "reviewer",
    "case_coordinator",
    "treasurer",
)
SIGNERS = ("seller_owner", "buyer_deal_lead")
TRANSFER = "transfer { id url parts partBytes size }"


@dataclass
class Deal:
    """Everybody, the tools, and what came to be so far; `ids` are public ids."""

    people: dict[str, Person]
    folder: Path
    age: Path
    age_keygen: Path
    ids: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Path] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        people: dict[str, Person] = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        return people[name]


def everybody(server: RunningServer, folder: Path, age: Path, age_keygen: Path) -> Deal:
    """Sign everybody in; who is going to sign has a second step, who opens files a key."""
    deal = Deal({who: Person(server, who) for who in CAST}, folder, age, age_keygen)
    for who in SIGNERS:
        deal.people[who].second_step()
    for who in ("seller_owner", "buyer_engineer"):
        deal.keys[who] = deal.people[who].age_key(folder, age_keygen, age)
    return deal


def sealed(deal: Deal) -> None:
    """The owner deposits three files and seals them; the log takes it up, a certificate is made."""
    owner = deal.seller_owner
    made = owner.act(
        "createDeposit", "deposit { id revision }", requestId=_fresh(), input=papers.DEPOSIT
    )["deposit"]
    deal.ids["deposit"] = made["id"]
    for name, (media_type, content) in papers.FILES.items():
        added = owner.act(
            "addDepositFile",
            f"fileId deposit {{ revision }} {TRANSFER}",
            depositId=made["id"],
            revision=_deposit(deal)["revision"],
            name=name,
            mediaType=media_type,
            size=str(len(content)),
        )
        deal.files[name] = added["fileId"]
        owner.upload(added["transfer"], content)
    owner.act("sealDeposit", depositId=made["id"], revision=_deposit(deal)["revision"])
    until(lambda: len(_deposit(deal)["certificates"]) == 2)
    for language in ("KO", "EN"):
        opened = owner.act("openCertificate", TRANSFER, depositId=made["id"], language=language)
        [pdf] = owner.download(opened["transfer"])
        assert pdf.startswith(b"%PDF-")
        assert _deposit(deal)["number"].encode() not in pdf[:20]
        (deal.folder / f"certificate.{language}.pdf").write_bytes(pdf)


def opened_by_its_owner(deal: Deal) -> None:
    """The owner fetches the ciphertext; `age -d` and the own key give the very files back."""
    for name, (_, content) in papers.FILES.items():
        opened = deal.seller_owner.act("openDepositFile", TRANSFER, fileId=deal.files[name])
        parts = deal.seller_owner.download(opened["transfer"])
        assert content not in b"".join(parts)
        assert age_opened(deal.age, deal.keys["seller_owner"], *parts) == content
    assert deal.seller_engineer.refused("openDepositFile", fileId=deal.files[papers.DRAWING])
    for who in ("buyer_deal_lead", "buyer_engineer", "case_coordinator", "reviewer"):
        code = deal.people[who].refused("openDepositFile", fileId=deal.files[papers.DRAWING])
        assert code in {"not_found", "not_allowed"}, who


def published(deal: Deal) -> None:
    """A first wording lets something slip and is found out; a clean one is published."""
    owner = deal.seller_owner
    made = owner.act(
        "createTechnology",
        "technology { id revision }",
        requestId=_fresh(),
        input=papers.offer(papers.LEAKING),
    )["technology"]
    deal.ids["technology"] = made["id"]
    owner.act("attachDeposit", depositId=deal.ids["deposit"], technologyId=made["id"])
    owner.act("requestLeakCheck", technologyId=made["id"], revision=made["revision"])
    report = until(lambda: _report(deal, "FOUND"))
    assert report["found"] > 0
    saved = owner.act(
        "saveTechnology",
        "technology { revision }",
        id=made["id"],
        revision=made["revision"],
        input=papers.offer(papers.CLEAN),
    )["technology"]
    owner.act("submitTechnology", id=made["id"], revision=saved["revision"])
    until(lambda: _report(deal, "PASSED"))
    scores = [
        {"criterion": each, "score": 5}
        for each in ("CLARITY", "BENEFIT", "PROOF", "CONFIDENTIALITY")
    ]
    query = "query($id: ID!) { it: technology(id: $id) { state revision card { sealed } } }"
    waiting = deal.reviewer.read(query, id=made["id"])
    deal.reviewer.act(
        "reviewTechnology",
        id=made["id"],
        revision=waiting["revision"],
        decision="APPROVED",
        scores=scores,
    )
    assert deal.buyer_deal_lead.read(query, id=made["id"])["card"]["sealed"] is True


def matched(deal: Deal) -> None:
    """The buyer asks for a match, the seller accepts, and a coordinator takes the case."""
    lead, owner = deal.buyer_deal_lead, deal.seller_owner
    demand = lead.act(
        "createDemand", "demand { id revision }", requestId=_fresh(), input=papers.DEMAND
    )["demand"]
    lead.act("publishDemand", id=demand["id"], revision=demand["revision"])
    match = lead.act(
        "requestMatch",
        "match { id revision }",
        requestId=_fresh(),
        demandId=demand["id"],
        technologyId=deal.ids["technology"],
        note="We build packs.",
    )["match"]
    deal.ids["match"] = match["id"]
    done = owner.act("acceptMatch", "match { state }", id=match["id"], revision=match["revision"])
    assert done["match"]["state"] == "MATCHED"
    known = "query($id: ID!) { it: match(id: $id) { caseId } }"
    assert deal.case_coordinator.read(known, id=match["id"])["caseId"]


def under_nda(deal: Deal) -> None:
    """The NDA lists the drawing and names one engineer; both sides sign with a fresh code."""
    lead, owner = deal.buyer_deal_lead, deal.seller_owner
    drafted = owner.act(
        "draftNda",
        "nda { id revision }",
        matchId=deal.ids["match"],
        templateCode="technical_data",
        language="KO",
        purpose="To judge whether the sheet fits the buyer's packs",
        months=12,
        annexFileIds=[deal.files[papers.DRAWING]],
    )["nda"]
    deal.ids["nda"] = drafted["id"]
    members = lead.read("{ it: members { id email } }")
    engineer = deal.buyer_engineer.email
    deal.ids["engineer"] = next(one["id"] for one in members if one["email"] == engineer)
    named = lead.act(
        "setNdaHolders",
        "nda { revision }",
        ndaId=drafted["id"],
        revision=drafted["revision"],
        membershipIds=[deal.ids["engineer"]],
    )["nda"]
    offered = owner.act(
        "offerNda", "nda { revision }", id=drafted["id"], revision=named["revision"]
    )
    revision = offered["nda"]["revision"]
    assert deal.seller_engineer.refused(
        "signNda", id=drafted["id"], revision=revision, title="Engineer"
    )
    for who in SIGNERS:
        signed = deal.people[who].act(
            "signNda", "nda { state revision }", id=drafted["id"], revision=revision, title="대표"
        )["nda"]
        revision = signed["revision"]
    assert signed["state"] == "SIGNED"
    query = "query($id: ID!) { it: nda(id: $id) { hasDocument } }"
    until(lambda: lead.read(query, id=drafted["id"])["hasDocument"])
    opened = lead.act("openNdaDocument", TRANSFER, id=drafted["id"])
    [pdf] = lead.download(opened["transfer"])
    assert pdf.startswith(b"%PDF-")


def talking(deal: Deal) -> None:
    """The room opens by itself; what is said reaches whoever listens on a socket, at once."""
    query = "query($id: ID!) { it: roomOf(matchId: $id) { id state } }"
    room = until(lambda: deal.seller_owner.read(query, id=deal.ids["match"]))
    deal.ids["room"] = room["id"]
    listening = deal.buyer_engineer.follows(
        """subscription($id: ID!) { roomEvents(roomId: $id) {
            lastNumber events { number kind text } } }""",
        id=room["id"],
    )
    deal.seller_owner.act(
        "postMessage",
        roomId=room["id"],
        requestId=_fresh(),
        text="어느 도면이 필요하신가요?",
        visibility="EVERYONE",
    )
    said = listening.until(
        lambda batch: any(event["text"] == "어느 도면이 필요하신가요?" for event in batch["events"])
    )
    assert said["lastNumber"] >= 1
    deal.ids["last number"] = str(said["lastNumber"])
    listening.close()
    for who in ("seller_engineer", "buyer_deal_lead", "case_coordinator"):
        assert deal.people[who].read(query, id=deal.ids["match"])["state"] == "OPEN"
    assert deal.treasurer.session.graphql(query, id=deal.ids["match"])["data"] in (
        None,
        {"it": None},
    )


def asked_and_granted(deal: Deal) -> None:
    """The buyer asks in writing for one document; the seller grants it, to be looked at only."""
    lead, owner = deal.buyer_deal_lead, deal.seller_owner
    everything = papers.data_request("All drawings and everything else")
    wanted = "request { id revision }"
    drafted = lead.act("draftRequest", wanted, roomId=deal.ids["room"], input=everything)
    assert lead.refused("issueRequest", **drafted["request"]) == "name_each_item"
    saved = lead.act("saveRequest", wanted, input=papers.data_request(), **drafted["request"])
    issued = lead.act("issueRequest", "request { items { id revision } }", **saved["request"])
    [item] = issued["request"]["items"]
    deal.ids |= {"request": saved["request"]["id"], "item": item["id"]}
    drawing = {"depositFileId": deal.files[papers.DRAWING], "firstPage": 1}
    granted = owner.act(
        "grantItem",
        "request { state items { files { id } } }",
        itemId=item["id"],
        revision=item["revision"],
        files=[drawing],
        viewOnly=True,
        holderIds=[deal.ids["engineer"]],
    )["request"]
    assert granted["state"] == "ANSWERED"
    [file] = granted["items"][0]["files"]
    deal.ids["granted"] = file["id"]


def read_as_pages(deal: Deal) -> None:
    """The named engineer sees marked pages and gets no file; nobody else sees anything."""
    engineer = deal.buyer_engineer
    opened = engineer.act_when(
        "document_preparing", "openDocument", TRANSFER, grantedFileId=deal.ids["granted"]
    )
    pages = engineer.download(opened["transfer"])
    assert len(pages) == 1
    assert pages[0].startswith(b"\xff\xd8\xff")
    assert b"Aerogel" not in pages[0]
    (deal.folder / "page.jpg").write_bytes(pages[0])
    assert engineer.refused("openDocument", grantedFileId=deal.ids["granted"], download=True)
    for who in ("buyer_deal_lead", "case_coordinator", "reviewer", "treasurer"):
        assert deal.people[who].refused("openDocument", grantedFileId=deal.ids["granted"]), who
    # the link is the engineer's alone
    status, _ = deal.buyer_deal_lead.bytes("GET", f"{opened['transfer']['url']}/parts/0")
    assert status == 404


def _deposit(deal: Deal) -> Any:
    query = """query($id: ID!) { it: deposit(id: $id) {
        number revision state certificates { language } } }"""
    return deal.seller_owner.read(query, id=deal.ids["deposit"])


def _report(deal: Deal, state: str) -> Any:
    query = "query($id: ID!) { it: leakReport(technologyId: $id) { state found } }"
    report = deal.seller_owner.read(query, id=deal.ids["technology"])
    return report if report and report["state"] == state else None


def _fresh() -> str:
    return secrets.token_hex(8)
