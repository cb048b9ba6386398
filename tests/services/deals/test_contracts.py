"""From agreed terms to two signatures: fixed words, protective clauses, one document."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from contracts.deals import services
from contracts.deals.models import Contract
from contracts.deals.selectors.contracts import contract_for, contract_model_for, contract_of
from contracts.nda.signing import signatures_of
from marketplace.accounts.models import Membership
from marketplace.accounts.services import membership_signing_set
from marketplace.config.reactions import HANDLERS, TIMERS
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from marketplace.files.models import StoredFile
from marketplace.files.vault import opened_whole
from marketplace.notifications.models import Notification
from marketplace.notifications.services import entries_notify
from matching.services import match_end
from tests.factories.deals import contract_made, contract_signed_by
from tests.factories.people import ACTORS, NOW
from tests.services.deals.acting import CONTRACT_ACTS, LATER, LEADS, everything, kinds, refused

if TYPE_CHECKING:
    from pathlib import Path

    from marketplace.core.actor import Actor
    from tests.factories.people import People

SIDES = {"seller": "seller_owner", "buyer": "buyer_deal_lead"}
IN_ORDER = {
    ("draft", "seller", "clause"),
    ("draft", "buyer", "clause"),
    ("draft", "seller", "offer"),
    ("draft", "buyer", "offer"),
    ("draft", "seller", "withdraw"),
    ("draft", "buyer", "withdraw"),
    ("offered", "seller", "sign"),
    ("offered", "buyer", "sign"),
    ("offered", "seller", "refuse"),
    ("offered", "buyer", "refuse"),
    ("offered", "seller", "withdraw"),
    ("half_signed", "buyer", "sign"),
    ("half_signed", "buyer", "refuse"),
}
STATES = ("draft", "offered", "half_signed", "signed", "refused", "withdrawn", "lapsed")


@pytest.mark.parametrize("state", STATES)
def test_each_act_only_in_its_state_and_from_its_side(people: People, state: str) -> None:
    contract = contract_made(people, state)
    for side, who in SIDES.items():
        row = contract_for(actor=people.actor(who), public_id=contract.public_id, now=NOW)
        assert row.acts == {act for at, by, act in IN_ORDER if (at, by) == (state, side)}
        for act, perform in CONTRACT_ACTS.items():
            fresh = contract_model_for(actor=people.actor(who), public_id=contract.public_id)
            if (state, side, act) not in IN_ORDER:
                refused(StaleStateError, partial(perform, people, who, fresh))
                continue
            with transaction.atomic():
                perform(people, who, fresh)
                transaction.set_rollback(True)
            stale = contract_model_for(actor=people.actor(who), public_id=contract.public_id)
            stale.revision -= 1
            refused(StaleStateError, partial(perform, people, who, stale))


def test_both_sign_the_same_words_whose_hash_the_log_holds(people: People) -> None:
    contract = contract_made(people, "offered", mark="kingfisher")
    text = contract.text
    assert hashlib.sha256(text.encode()).hexdigest() == contract.document_sha256
    assert "(Technology escrow)" in text
    contract_signed_by(people, contract, "seller_owner")
    assert (contract.state, contract.signed_at) == ("offered", None)
    assert Timer.objects.filter(kind="deals.contract_expiry", state="open").count() == 1
    contract_signed_by(people, contract, "buyer_deal_lead", LATER)
    assert (contract.state, contract.signed_at) == ("signed", LATER)
    assert contract.text == text
    assert not Timer.objects.filter(kind="deals.contract_expiry", state="open").exists()
    for signature in signatures_of("contract", contract.public_id):
        statement = json.loads(signature.statement)
        assert statement["document"]["sha256"] == contract.document_sha256
        assert statement["document"]["id"] == contract.public_id
    assert kinds(contract)[2:] == [
        "contract.drafted",
        "contract.offered",
        "contract.signature_given",
        "contract.signature_given",
        "contract.signed",
    ]
    for entry in Entry.objects.filter(subjects__ref=contract.public_id):
        assert "kingfisher" not in (entry.body or "")
        assert set(entry.audience.values_list("organisation_id", flat=True)) == {
            contract.seller_id,
            contract.buyer_id,
            contract.institution_id,
        }


def test_nobody_signs_without_authority_and_a_fresh_code(people: People) -> None:
    contract = contract_made(people, "offered")

    def sign(*, actor: Actor, title: str = "Director") -> None:
        fresh = contract_model_for(actor=people.actor("seller_owner"), public_id=contract.public_id)
        services.contract_sign(actor=actor, contract=fresh, revision=2, title=title, now=LATER)

    for who in ("seller_deal_lead", "seller_engineer", "buyer_scout"):
        refused(NotAllowedError, partial(sign, actor=people.signer(who, LATER)))
    signer = people.signer("seller_owner", LATER)
    for actor in (
        people.actor("seller_owner"),
        people.signer("seller_owner", LATER - dt.timedelta(minutes=11)),
    ):
        error = refused(MarketplaceError, partial(sign, actor=actor))
        assert isinstance(error, MarketplaceError)
        assert error.code == "reauthenticate"
    refused(NotAllowedError, partial(sign, actor=replace(signer, token_id=7)))
    refused(InvalidInputError, partial(sign, actor=signer, title=" "))


def test_who_reads_contracts_and_who_acts_on_them(people: People) -> None:
    contract = contract_made(people, "offered", mark="kingfisher")
    member = Membership.objects.get(user=people.users["seller_engineer"], ended_at=None)
    readers = {*LEADS, "case_coordinator", "seller_engineer"}
    membership_signing_set(
        actor=people.actor("seller_owner"), public_id=member.public_id, may_sign=True, now=NOW
    )
    before = everything()
    for who in ACTORS:
        actor = people.actor(who)
        row = contract_of(actor=actor, match_id=contract.match.public_id, now=NOW)
        assert (row is not None) == (who in readers), who
        if who not in readers:
            with pytest.raises(NotFoundError):
                contract_model_for(actor=actor, public_id=contract.public_id)
        of_firm = actor.organisation_id in {contract.seller_id, contract.buyer_id}
        for act, perform in CONTRACT_ACTS.items():
            if not of_firm or (who not in LEADS and act in {"clause", "offer", "withdraw"}):
                with pytest.raises(NotAllowedError if of_firm else NotFoundError):
                    perform(people, who, contract)
    assert everything() == before
    contract_signed_by(people, contract, "seller_engineer")
    assert contract.seller_signed_at == NOW


def test_leaving_out_what_protects_needs_a_reason_and_tells_the_coordinator(
    people: People,
) -> None:
    contract = contract_made(people, "draft")
    lead = people.actor("buyer_deal_lead")
    leave_out = partial(
        services.contract_clause_set,
        actor=lead,
        contract=contract,
        revision=1,
        included=False,
        reason="Our own depositary",
        now=LATER,
    )
    for code, field in (("subject", "code"), ("no_such", "code")):
        error = refused(InvalidInputError, partial(leave_out, code=code))
        assert isinstance(error, InvalidInputError)
        assert error.field == field
    error = refused(InvalidInputError, partial(leave_out, code="escrow", reason=" "))
    assert isinstance(error, InvalidInputError)
    assert error.field == "reason"
    leave_out(code="escrow")
    entry = Entry.objects.get(kind="contract.clause_removed")
    subjects = dict(entry.subjects.values_list("type", "ref"))
    assert subjects["person"] == people.users["case_coordinator"].public_id
    entries_notify([entry], LATER)
    told = Notification.objects.get(kind=entry.kind, user=people.users["case_coordinator"])
    assert told.path == f"/deals/{contract.match.public_id}/contract"
    row = contract_for(actor=lead, public_id=contract.public_id, now=LATER)
    assert {each.code for each in row.clauses if not each.included} == {"escrow"}
    assert "Technology escrow: Our own depositary" in row.text
    leave_out(code="warranty", reason="", revision=2)
    plain = Entry.objects.filter(kind="contract.clause_removed").latest("pk")
    assert not plain.subjects.filter(type="person").exists()
    services.contract_clause_set(
        actor=people.actor("seller_owner"),
        contract=contract,
        revision=3,
        code="escrow",
        included=True,
        reason="",
        now=LATER,
    )
    services.contract_offer(actor=lead, contract=contract, revision=4, now=LATER)
    assert "(Technology escrow)" in contract.text
    assert "(Warranty)" not in contract.text
    assert Entry.objects.filter(kind="contract.clause_restored").count() == 1


def test_a_refusal_says_why_and_leaves_the_way_to_another_contract(people: People) -> None:
    contract = contract_made(people, "offered")
    lead = people.actor("buyer_deal_lead")
    refuse = partial(services.contract_refuse, actor=lead, contract=contract, revision=2, now=LATER)
    for reason, words in (("", "x"), ("other", " "), ("whim", "x")):
        refused(InvalidInputError, partial(refuse, reason=reason, words=words))
    refuse(reason="clauses", words="")
    assert (contract.state, contract.refused_by) == ("refused", "buyer")
    sheet = contract.sheet
    again = services.contract_draft(
        actor=lead, sheet=sheet, revision=sheet.revision, language="ko", now=LATER
    )
    assert again.pk != contract.pk
    refused(
        StaleStateError,
        partial(
            services.contract_draft,
            actor=lead,
            sheet=sheet,
            revision=sheet.revision,
            language="ko",
            now=LATER,
        ),
    )
    refused(
        StaleStateError,
        partial(
            services.terms_withdraw, actor=lead, sheet=sheet, revision=sheet.revision, now=LATER
        ),
    )


def test_time_runs_out_for_what_not_both_signed(people: People) -> None:
    contract = contract_made(people, "half_signed")
    assert contract.expires_at is not None
    timer = Timer.objects.get(kind="deals.contract_expiry", subject=contract.public_id)
    assert timer.due_at == contract.expires_at == NOW + dt.timedelta(days=14)
    expire = TIMERS[timer.kind]
    expire(subject=contract.public_id, now=contract.expires_at - dt.timedelta(seconds=1))
    contract.refresh_from_db()
    assert contract.state == "offered"
    expire(subject=contract.public_id, now=contract.expires_at)
    contract.refresh_from_db()
    assert contract.state == "lapsed"
    expire(subject=contract.public_id, now=NOW + dt.timedelta(days=15))
    signed = contract_made(people, "signed", key="other")
    expire(subject=signed.public_id, now=NOW + dt.timedelta(days=15))
    signed.refresh_from_db()
    assert signed.state == "signed"


@pytest.mark.parametrize("state", ["draft", "half_signed", "signed"])
def test_the_end_of_a_match_ends_what_not_both_signed(people: People, state: str) -> None:
    contract = contract_made(people, state)
    match = contract.match
    lead = people.actor("buyer_deal_lead")
    match_end(actor=lead, match=match, revision=match.revision, words="Plans", now=LATER)
    fresh = Contract.objects.select_related("sheet", "match__technology").get(pk=contract.pk)
    if state == "half_signed":
        refused(StaleStateError, partial(CONTRACT_ACTS["sign"], people, "buyer_deal_lead", fresh))
    for _ in range(2):
        services.deals_of_ended_close(match_ids=[match.public_id], now=LATER)
    fresh.refresh_from_db()
    fresh.sheet.refresh_from_db()
    stays = state == "signed"
    assert fresh.state == ("signed" if stays else "lapsed")
    assert fresh.sheet.state == ("agreed" if stays else "withdrawn")
    assert contract_of(actor=lead, match_id=match.public_id, now=LATER) is not None


def test_the_signed_document_is_made_once_and_holds_what_was_signed(
    people: People, tmp_path: Path
) -> None:
    contract = contract_made(people, "signed", language="ko")
    kept = StoredFile.objects.count()
    assert services.contract_documents_make(contract_ids=[contract.public_id], now=LATER) == 1
    assert services.contract_documents_make(contract_ids=[contract.public_id], now=LATER) == 0
    assert StoredFile.objects.count() == kept + 1
    contract.refresh_from_db()
    assert contract.document is not None
    pdf = opened_whole(contract.document, largest=10_000_000)
    entry = Entry.objects.get(kind="contract.document_made")
    assert hashlib.sha256(pdf).hexdigest() in (entry.body or "")
    path = tmp_path / "contract.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdfdetach", "-saveall", path.name], cwd=tmp_path, check=True)
    assert (tmp_path / "contract.txt").read_text(encoding="utf-8") == contract.text
    for signature in signatures_of("contract", contract.public_id):
        statement = (tmp_path / f"signature-{signature.side}.json").read_bytes()
        assert hashlib.sha256(statement).hexdigest() == signature.statement_sha256
    drawn = subprocess.run(
        ["pdftotext", "-layout", path.name, "-"], cwd=tmp_path, check=True, capture_output=True
    ).stdout.decode()
    assert "제4조(기술임치)" in drawn
    assert contract.document_sha256[:16] in drawn


def test_nothing_is_drawn_of_what_not_both_signed(people: People) -> None:
    contract = contract_made(people, "half_signed")
    assert services.contract_documents_make(contract_ids=[contract.public_id], now=LATER) == 0
    with pytest.raises(NotFoundError):
        services.contract_document_open(
            actor=people.actor("seller_owner"), contract=contract, now=LATER
        )


def test_the_runner_knows_what_follows_from_a_contract_and_from_an_end() -> None:
    by_name = {handler.name: handler for handler in HANDLERS}
    assert by_name["contract_documents"].kinds == {"contract.signed"}
    assert not by_name["contract_documents"].in_transaction
    assert by_name["deals"].kinds == {"match.ended"}
