"""Terms go back and forth as versions; only the two sides act, and only in order."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from contracts.deals import services
from contracts.deals.models import Milestone, TermSheet, TermVersion
from contracts.deals.selectors.sheets import sheet_model_for, term_sheet_for, term_sheet_of
from contracts.rooms.models import Room
from contracts.rooms.services import rooms_recheck
from marketplace.accounts.services import barrier_declare, firm_check_revoke
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.evidence.models import Entry
from matching.models import Match
from matching.services import match_end
from tests.factories.deals import milestone, terms, terms_made
from tests.factories.deposits import deposit_made
from tests.factories.market import match_made
from tests.factories.ndas import nda_made
from tests.factories.people import ACTORS, NOW, NUMBERS
from tests.services.deals.acting import LATER, LEADS, SHEET_ACTS, everything, kinds, refused

if TYPE_CHECKING:
    from tests.factories.people import People

SIDES = {"seller": "seller_deal_lead", "buyer": "buyer_owner"}
IN_ORDER = {
    ("open", "seller", "counter"),
    ("open", "buyer", "counter"),
    ("open", "buyer", "accept"),
    ("open", "seller", "withdraw"),
    ("open", "buyer", "withdraw"),
    ("countered", "seller", "counter"),
    ("countered", "buyer", "counter"),
    ("countered", "seller", "accept"),
    ("countered", "seller", "withdraw"),
    ("countered", "buyer", "withdraw"),
    ("agreed", "seller", "draft"),
    ("agreed", "buyer", "draft"),
    ("agreed", "seller", "withdraw"),
    ("agreed", "buyer", "withdraw"),
}


def test_terms_go_back_and_forth_until_the_other_side_accepts(people: People) -> None:
    sheet = terms_made(people, "open", mark="kingfisher")
    lead, seller = people.actor("buyer_deal_lead"), people.actor("seller_owner")
    other = terms("kingfisher", upfront=1_234_567)
    services.terms_counter(actor=lead, sheet=sheet, revision=1, content=other, now=LATER)
    row = term_sheet_for(actor=seller, public_id=sheet.public_id)
    assert [version.side for version in row.versions] == ["seller", "buyer"]
    assert row.turn == "seller"
    assert row.acts == {"counter", "accept", "withdraw"}
    services.terms_accept(actor=seller, sheet=sheet, revision=2, now=LATER)
    assert sheet.state == "agreed"
    assert kinds(sheet) == ["terms.offered", "terms.countered", "terms.accepted"]
    last = TermVersion.objects.get(sheet=sheet, number=2)
    assert last.upfront_minor == 1_234_567
    assert Milestone.objects.filter(version=last).count() == 2


def test_the_log_knows_neither_words_nor_amounts(people: People) -> None:
    sheet = terms_made(people, "agreed", mark="kingfisher")
    entries = Entry.objects.filter(subjects__type="terms", subjects__ref=sheet.public_id)
    firms = {sheet.seller_id, sheet.buyer_id, sheet.institution_id}
    for entry in entries:
        assert "kingfisher" not in (entry.body or "")
        assert "60000000" not in (entry.body or "")
        assert set(entry.audience.values_list("organisation_id", flat=True)) == firms
        subjects = dict(entry.subjects.values_list("type", "ref"))
        assert subjects["match"] == sheet.match.public_id
    version = TermVersion.objects.get(sheet=sheet)
    first = json.loads(entries.order_by("pk")[0].body or "")
    assert first["data"]["terms_sha256"] == version.content_sha256


@pytest.mark.parametrize("state", ["open", "countered", "agreed", "withdrawn"])
def test_each_act_only_in_its_state_and_from_its_side(people: People, state: str) -> None:
    sheet = terms_made(people, state)
    for side, who in SIDES.items():
        row = term_sheet_for(actor=people.actor(who), public_id=sheet.public_id)
        assert row.acts == {act for at, by, act in IN_ORDER if (at, by) == (state, side)}
        for act, perform in SHEET_ACTS.items():
            fresh = TermSheet.objects.select_related("match__technology").get(pk=sheet.pk)
            if (state, side, act) not in IN_ORDER:
                refused(StaleStateError, partial(perform, people, who, fresh))
                continue
            with transaction.atomic():
                perform(people, who, fresh)
                transaction.set_rollback(True)


def test_who_may_do_what_with_terms_and_who_may_read_them(people: People) -> None:
    sheet = terms_made(people, "open", mark="kingfisher")
    match = sheet.match
    readers, before = {*LEADS, "case_coordinator"}, everything()
    for who in ACTORS:
        actor = people.actor(who)
        row = term_sheet_of(actor=actor, match_id=match.public_id)
        assert (row is not None) == (who in readers), who
        if who in readers:
            assert sheet_model_for(actor=actor, public_id=sheet.public_id) == sheet
        else:
            with pytest.raises(NotFoundError):
                sheet_model_for(actor=actor, public_id=sheet.public_id)
        if who in LEADS:
            continue
        of_firm = actor.organisation_id in {match.seller_id, match.buyer_id}
        error = NotAllowedError if of_firm else NotFoundError
        for perform in SHEET_ACTS.values():
            with pytest.raises(error):
                perform(people, who, sheet)
        with pytest.raises(error):
            services.terms_offer(actor=actor, match=match, content=terms(), now=LATER)
    assert everything() == before


def test_a_stale_page_changes_nothing(people: People) -> None:
    sheet = terms_made(people, "countered")
    seller = people.actor("seller_owner")
    for act in (services.terms_accept, services.terms_withdraw):
        refused(StaleStateError, partial(act, actor=seller, sheet=sheet, revision=1, now=LATER))
        sheet.refresh_from_db()
    refused(
        StaleStateError,
        partial(
            services.terms_counter,
            actor=seller,
            sheet=sheet,
            revision=1,
            content=terms(),
            now=LATER,
        ),
    )
    fresh = TermSheet.objects.get(pk=sheet.pk)
    services.terms_accept(actor=seller, sheet=fresh, revision=2, now=LATER)
    draft = partial(services.contract_draft, actor=seller, sheet=fresh, language="en", now=LATER)
    refused(StaleStateError, partial(draft, revision=2))


def test_terms_are_offered_once_and_anew_only_after_a_withdrawal(people: People) -> None:
    sheet = terms_made(people, "agreed")
    lead = people.actor("buyer_deal_lead")
    offer = partial(services.terms_offer, actor=lead, match=sheet.match, content=terms(), now=LATER)
    refused(StaleStateError, offer)
    services.terms_withdraw(actor=lead, sheet=sheet, revision=2, now=LATER)
    again = offer()
    assert again.pk != sheet.pk
    assert again.last_side == "buyer"
    newest = term_sheet_of(actor=lead, match_id=sheet.match.public_id)
    assert newest is not None
    assert newest.sheet == again


def test_no_terms_without_an_open_room(people: People) -> None:
    seller = people.actor("seller_owner")
    bare = match_made(people, "matched", key="bare")
    refused(
        StaleStateError,
        partial(services.terms_offer, actor=seller, match=bare, content=terms(), now=LATER),
    )
    sheet = terms_made(people, "open")
    Room.objects.filter(match=sheet.match).update(state="paused")
    row = term_sheet_for(actor=people.actor("buyer_deal_lead"), public_id=sheet.public_id)
    assert row.acts == {"withdraw"}
    for act in ("counter", "accept"):
        refused(StaleStateError, partial(SHEET_ACTS[act], people, "buyer_deal_lead", sheet))


def test_a_firm_that_lost_its_check_or_is_kept_out_may_only_step_back(people: People) -> None:
    sheet = terms_made(people, "open")
    barrier_declare(
        actor=people.actor("seller_owner"),
        kind="block",
        registration_number=NUMBERS["buyer"],
        name="Buyer",
        reason="",
        now=LATER,
    )
    refused(StaleStateError, partial(SHEET_ACTS["accept"], people, "buyer_deal_lead", sheet))
    check = people.organisations["buyer"].firm_checks.latest("pk")
    firm_check_revoke(
        actor=people.actor("verifier"), check=check, reason_text="Closed down", now=LATER
    )
    refused(NotAllowedError, partial(SHEET_ACTS["accept"], people, "buyer_deal_lead", sheet))
    SHEET_ACTS["withdraw"](people, "buyer_deal_lead", sheet)
    assert sheet.state == "withdrawn"


def test_a_milestone_delivers_only_data_that_the_annex_lists(people: People) -> None:
    listed, other = deposit_made(people, "attached", key="annex").files.order_by("pk")[:2]
    match = match_made(people, "matched", technology=None, key="annex")
    Match.objects.filter(pk=match.pk).update(technology=listed.deposit.technology)
    match.refresh_from_db()
    nda = nda_made(people, "signed", match=match, files=[listed.public_id])
    rooms_recheck(nda_ids=[nda.public_id], now=NOW)
    seller = people.actor("seller_owner")
    for documents, delivery in (((other.public_id,), "The test report"), ((), "The drawings")):
        asked = milestone(documents=documents, delivery=delivery)
        error = refused(
            InvalidInputError,
            partial(
                services.terms_offer,
                actor=seller,
                match=match,
                content=terms(milestones=(asked,)),
                now=LATER,
            ),
        )
        assert isinstance(error, InvalidInputError)
        assert (error.code, error.field) == ("undeclared_data", "milestones.0.documents")
    fine = milestone(documents=(listed.public_id,), delivery="The drawing of the annex")
    sheet = services.terms_offer(
        actor=seller, match=match, content=terms(milestones=(fine,)), now=LATER
    )
    assert Milestone.objects.get(version__sheet=sheet).documents == [listed.public_id]


def test_versions_have_an_end(people: People) -> None:
    sheet = terms_made(people, "open")
    TermSheet.objects.filter(pk=sheet.pk).update(versions_count=50)
    sheet.refresh_from_db()
    error = refused(
        MarketplaceError, partial(SHEET_ACTS["counter"], people, "buyer_deal_lead", sheet)
    )
    assert isinstance(error, MarketplaceError)
    assert error.code == "too_many_versions"


def test_terms_end_with_their_match(people: People) -> None:
    sheet = terms_made(people, "open")
    match = sheet.match
    services.deals_of_ended_close(match_ids=[match.public_id], now=LATER)
    sheet.refresh_from_db()
    assert sheet.state == "open"
    match_end(
        actor=people.actor("buyer_deal_lead"),
        match=Match.objects.get(pk=match.pk),
        revision=match.revision,
        words="Plans changed",
        now=LATER,
    )
    refused(StaleStateError, partial(SHEET_ACTS["accept"], people, "buyer_deal_lead", sheet))
    for _ in range(2):
        services.deals_of_ended_close(match_ids=[match.public_id], now=LATER)
    sheet.refresh_from_db()
    assert sheet.state == "withdrawn"
    assert kinds(sheet) == ["terms.offered", "terms.withdrawn"]
