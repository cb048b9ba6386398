"""The end of a deal: payments held and paid out, the deposit released, all of it proved."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

from tests.demo_server import ROOT, demo_environment
from tests.flows.deal import papers
from tests.flows.deal.person import age_opened, sha256, until
from tests.flows.deal.story import TRANSFER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.demo_server import RunningServer
    from tests.flows.deal.story import Deal
    from tests.stripe_fake import StripeFake

_PLAN = """query($id: ID!) { it: paymentsOf(matchId: $id) {
    contractId revision access objectionUntil providers
    payments { id kind state revision amountMinor opensDeposit payUrl } } }"""
_RELEASES = "{ it: releases { nodes { technologyId state files { id name sha256 } } } }"


def planned(deal: Deal) -> None:
    """The signed contract makes the plan of its payments."""
    plan = until(lambda: _plan(deal))
    assert [each["amountMinor"] for each in plan["payments"]] == ["60000000", "40000000"]
    assert [each["opensDeposit"] for each in plan["payments"]] == [True, False]
    assert plan["access"] == "CLOSED"


def held_by_bank(deal: Deal, *, position: int = 0) -> None:
    """The buyer pays by bank; the seller says that it came, and the treasurer, who runs no case."""
    payment = _act(deal, "buyer_deal_lead", "instructPayment", position, provider="BANK")
    assert payment["state"] == "INSTRUCTED"
    assert payment["reference"]
    for who in ("buyer_deal_lead", "treasurer"):
        refused = _refused(deal, who, "confirmReceipt", position)
        assert refused in {"not_allowed", "not_found"}, refused
    _act(deal, "seller_owner", "confirmReceipt", position)
    assert _refused(deal, "case_coordinator", "confirmPayment", position) == "not_allowed"
    _act(deal, "treasurer", "confirmPayment", position)
    until(lambda: _payment(deal, position)["state"] == "HELD")


def held_by_stripe(deal: Deal, server: RunningServer, stripe: StripeFake, position: int) -> None:
    """The buyer pays on Stripe's page; its events come late, doubled and in the wrong order."""
    _act(deal, "buyer_deal_lead", "instructPayment", position, provider="STRIPE")
    url = until(lambda: _payment(deal, position)["payUrl"])
    page = next(each for each in stripe.state.sessions.values() if each["url"] == url)
    before = len(stripe.state.events)
    stripe.state.pay(page)
    events = stripe.state.events[before:]
    webhook = f"{server.base_url}/webhooks/stripe"
    payload, _ = stripe.signed(events[0])
    assert deal.treasurer.bytes("POST", "/webhooks/stripe", payload)[0] == 400
    for event in [*reversed(events), *events]:
        assert stripe.deliver(event, webhook) == 200
    until(lambda: _payment(deal, position)["state"] == "HELD")


def objection_time_over(deal: Deal, server: RunningServer) -> None:
    """Nothing opens before the time for objection is over; its end is moved in the database."""
    plan = until(lambda: _plan(deal, access="WAITING"))
    assert plan["objectionUntil"]
    assert _releases(deal) == []
    moved = subprocess.run(
        [sys.executable, "-m", "tests.flows.deal.data", "objection_time_over"],
        cwd=ROOT,
        env=demo_environment(server.home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert moved.returncode == 0, moved.stderr
    until(lambda: _plan(deal, access="OPEN"))
    query = "query($id: ID!) { it: technology(id: $id) { stage } }"
    for who, stage in (("buyer_engineer", "S5"), ("buyer_deal_lead", "S2")):
        seen = deal.people[who].read(query, id=deal.ids["technology"])
        assert seen["stage"] == stage, (who, seen)


def released_and_opened(deal: Deal) -> None:
    """The engineer fetches the released deposit and opens it with `age`: the very files."""
    engineer = deal.buyer_engineer
    [release] = until(lambda: [one for one in _releases(deal) if one["state"] == "READY"])
    assert {each["name"] for each in release["files"]} == set(papers.FILES)
    for file in release["files"]:
        opened = engineer.act("openReleasedFile", TRANSFER, id=file["id"])
        parts = engineer.download(opened["transfer"])
        content = age_opened(deal.age, deal.keys["buyer_engineer"], *parts)
        assert content == papers.FILES[file["name"]][1]
        assert sha256(content) == file["sha256"]
    for who in ("case_coordinator", "treasurer", "reviewer"):
        assert deal.people[who].refused("openReleasedFile", id=release["files"][0]["id"]), who


def paid_out(deal: Deal) -> None:
    """What was held goes to the seller once the delivery is recorded and accepted."""
    for position in (0, 1):
        assert _refused(deal, "buyer_deal_lead", "recordDelivery", position, words="No")
        _act(deal, "seller_owner", "recordDelivery", position, words="Delivered as listed")
        assert _refused(deal, "seller_owner", "acceptDelivery", position)
        _act(deal, "buyer_deal_lead", "acceptDelivery", position)
        until(lambda at=position: _payment(deal, at)["state"] == "RELEASED")  # type: ignore[misc]


def proved(deal: Deal, who: str, folder: Path, verifier: Path) -> set[str]:
    """Take a pack away and find every entry of it with the Go program; return their kinds."""
    person = deal.people[who]
    person.act("requestEvidencePack", matchId=deal.ids["match"])
    query = "query($id: ID!) { it: evidencePacks(matchId: $id) { id state sha256 entryCount } }"
    pack: Any = until(
        lambda: next(
            (each for each in person.read(query, id=deal.ids["match"]) if each["state"] == "READY"),
            None,
        )
    )
    opened = person.act("openEvidencePack", TRANSFER, id=pack["id"])
    content = b"".join(person.download(opened["transfer"]))
    assert sha256(content) == pack["sha256"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    manifest: Any = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    vkey = (folder / "log" / "vkey.txt").read_text(encoding="utf-8").strip()
    entries = manifest["entries"]
    assert len(entries) == pack["entryCount"]
    for row in entries:
        proof, leaf = folder / f"{row['file']}.tlog-proof", folder / f"{row['file']}.leaf"
        done = subprocess.run(
            [verifier, vkey, proof, leaf.read_text(encoding="utf-8")],
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, (row["kind"], done.stderr)
    return {row["kind"] for row in entries}


def _releases(deal: Deal) -> list[Any]:
    """Return what was released of the deal's technology, as the buyer's engineer reads it."""
    found = deal.buyer_engineer.read(_RELEASES)["nodes"]
    return [one for one in found if one["technologyId"] == deal.ids["technology"]]


def _plan(deal: Deal, access: str = "") -> Any:
    plan = deal.buyer_deal_lead.read(_PLAN, id=deal.ids["match"])
    return plan if plan and access in {"", plan["access"]} else None


def _payment(deal: Deal, position: int) -> Any:
    return _plan(deal)["payments"][position]


def _act(deal: Deal, who: str, mutation: str, position: int, **given: Any) -> Any:
    payment = _payment(deal, position)
    return deal.people[who].act(
        mutation,
        "payment { state reference payUrl }",
        id=payment["id"],
        revision=payment["revision"],
        **given,
    )["payment"]


def _refused(deal: Deal, who: str, mutation: str, position: int, **given: Any) -> str:
    payment = _payment(deal, position)
    return deal.people[who].refused(
        mutation, id=payment["id"], revision=payment["revision"], **given
    )
