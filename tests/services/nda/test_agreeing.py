"""An agreement is written, offered and signed by the right people, in order, and only so."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from contracts.nda.models import Nda, NdaHolder, Signature
from contracts.nda.selectors import (
    holders_of,
    nda_for,
    ndas_of,
)
from contracts.nda.services import nda_draft, nda_holders_set, nda_refuse, nda_save
from contracts.nda.services.agreeing import months_later
from marketplace.accounts.services import barrier_declare
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from tests.factories.market import match_made
from tests.factories.ndas import (
    NDA_STATES,
    membership_id,
    nda_content,
    nda_made,
)
from tests.factories.people import NOW, NUMBERS
from tests.services.nda.acting import LATER, act, everything, fresh, kinds, refused

if TYPE_CHECKING:
    from matching.models import Match
    from tests.factories.people import People

# who may do what in which state; everything else is refused
LEADS_OF_SELLER = {"seller_owner", "seller_deal_lead"}
LEADS_OF_BUYER = {"buyer_owner", "buyer_deal_lead"}
SIGNERS = {"seller_owner", "buyer_owner", "buyer_deal_lead"}
LEADS = LEADS_OF_SELLER | LEADS_OF_BUYER
ALLOWED: dict[str, dict[str, set[str]]] = {
    "draft": {
        "save": LEADS_OF_SELLER,
        "offer": LEADS_OF_SELLER,
        "withdraw": LEADS_OF_SELLER,
        "holders_set": LEADS_OF_BUYER,
    },
    "offered": {"sign": SIGNERS, "refuse": LEADS, "withdraw": LEADS_OF_SELLER},
    # the seller has signed
    "half_signed": {
        "sign": SIGNERS - LEADS_OF_SELLER,
        "refuse": LEADS_OF_BUYER,
        "withdraw": LEADS_OF_SELLER,
    },
    "signed": {"holder_add": LEADS_OF_BUYER, "holder_remove": LEADS_OF_BUYER, "end": LEADS},
}
ACTS = (
    "save",
    "offer",
    "withdraw",
    "holders_set",
    "sign",
    "refuse",
    "holder_add",
    "holder_remove",
    "end",
)
WHO = ("seller_owner", "seller_deal_lead", "buyer_deal_lead", "buyer_engineer")


def drafted(people: People, match: Match, who: str = "seller_owner", **given: Any) -> Nda:
    usual: dict[str, Any] = {
        "template_code": "technical_data",
        "language": "ko",
        "content": nda_content(),
        "now": NOW,
    }
    return nda_draft(actor=people.actor(who), match=match, **(usual | given))


def test_only_the_right_people_act_and_only_in_order(people: People) -> None:
    actors = {who: people.signer(who, LATER) for who in WHO}
    for state in NDA_STATES:
        nda = nda_made(people, state)
        before, allowed = everything(), ALLOWED.get(state, {})
        for name in ACTS:
            for who in set(WHO) - allowed.get(name, set()):
                with pytest.raises(MarketplaceError):
                    act(name, people, actors[who], nda)
        assert everything() == before


def test_what_may_be_done_is_done_once_and_recorded(people: People) -> None:
    for state, name, who, kind in (
        ("draft", "withdraw", "seller_deal_lead", "nda.withdrawn"),
        ("half_signed", "withdraw", "seller_owner", "nda.withdrawn"),
        ("half_signed", "refuse", "buyer_owner", "nda.refused"),
        ("signed", "end", "seller_deal_lead", "nda.ended"),
    ):
        nda = nda_made(people, state, key=f"{state}-{name}")
        act(name, people, who, nda)
        assert kinds(nda)[-1] == kind
        refused(StaleStateError, partial(act, name, people, who, nda))


def test_a_draft_is_written_anew_and_keeps_its_holders(people: People) -> None:
    nda = nda_made(people, "draft")
    act("save", people, "seller_deal_lead", nda)
    saved = fresh(nda)
    assert (saved.months, saved.revision) == (6, nda.revision + 1)
    assert len(holders_of(nda)) == 1
    assert kinds(nda)[-1] == "nda.draft_saved"
    refused(
        StaleStateError,
        lambda: nda_save(
            actor=people.actor("seller_owner"),
            nda=saved,
            revision=nda.revision,
            content=nda_content(),
            now=NOW,
        ),
    )


def test_a_draft_needs_a_match_a_text_and_sound_fields(people: People) -> None:
    match = match_made(people, "matched")
    for who in ("buyer_deal_lead", "seller_engineer", "seller_member"):
        refused(NotAllowedError, partial(drafted, people, match, who))
    refused(NotFoundError, lambda: drafted(people, match, "outsider_sme"))
    before = NOW.replace(year=2020)
    wrong: dict[str, dict[str, Any]] = {
        "templateCode": {"template_code": "none"},
        "purpose": {"content": nda_content(purpose=" ")},
        "months": {"content": nda_content(months=121)},
        "returnDays": {"content": nda_content(return_days=0)},
        "scope": {"content": nda_content(scope="x" * 1001)},
        "annexFileIds": {"content": nda_content(annex_file_ids=("nothing",))},
    }
    for field, given in wrong.items():
        error = refused(InvalidInputError, partial(drafted, people, match, **given))
        assert error.field == field
    # no text held on that day
    refused(InvalidInputError, lambda: drafted(people, match, now=before))
    nda = drafted(people, match)
    # every statutory field stands in it, whatever was left out
    terms = (nda.ownership, nda.consideration, nda.provision, nda.return_method, nda.return_days)
    assert all(terms)
    error = refused(MarketplaceError, lambda: drafted(people, match))
    assert error.code == "nda_open_already"


def test_a_match_that_is_over_or_barred_carries_no_agreement(people: People) -> None:
    ended = match_made(people, "ended")
    refused(StaleStateError, lambda: drafted(people, ended))
    nda = nda_made(people, "half_signed")
    barrier_declare(
        actor=people.actor("seller_owner"),
        kind="block",
        registration_number=NUMBERS["buyer"],
        name="Them",
        reason="",
        now=NOW,
    )
    refused(StaleStateError, lambda: act("sign", people, "buyer_deal_lead", nda))
    # whoever may go no further can still step back
    act("refuse", people, "buyer_deal_lead", nda)


def test_holders_are_members_who_may_hold_it(people: People) -> None:
    nda = nda_made(people, "draft")
    for who in ("buyer_scout", "buyer_member", "seller_engineer", "outsider_owner"):
        error = refused(
            InvalidInputError,
            partial(
                nda_holders_set,
                actor=people.actor("buyer_deal_lead"),
                nda=nda,
                revision=nda.revision,
                membership_ids=[membership_id(people, who)],
                now=NOW,
            ),
        )
        assert error.field == "membershipIds"
    nda_holders_set(
        actor=people.actor("buyer_deal_lead"),
        nda=nda,
        revision=nda.revision,
        membership_ids=[],
        now=NOW,
    )
    assert NdaHolder.objects.filter(nda=nda).count() == 0
    error = refused(MarketplaceError, lambda: act("offer", people, "seller_owner", nda))
    assert error.code == "holders_missing"


def test_the_offered_text_is_fixed_and_names_holders_and_terms(people: People) -> None:
    nda = nda_made(people, "offered", mark="MARK")
    assert nda.document_sha256 == hashlib.sha256(nda.text.encode()).hexdigest()
    for words in (
        people.users["buyer_engineer"].email,
        "Test reports and drawings of the sheet MARK",
        "To judge the barrier sheet MARK",
        "has the effect of a signature or seal",
        "Common Paper Mutual Non-Disclosure Agreement (Version 1.0",
        NUMBERS["buyer"],
        "12 months later",
    ):
        assert words in nda.text
    refused(StaleStateError, lambda: act("save", people, "seller_owner", nda))
    refused(StaleStateError, lambda: act("holders_set", people, "buyer_deal_lead", nda))


def test_what_both_signed_cannot_be_refused(people: People) -> None:
    nda = nda_made(people, "signed")
    for name in ("refuse", "withdraw", "sign"):
        for who in ("seller_owner", "buyer_deal_lead"):
            refused(MarketplaceError, partial(act, name, people, who, nda))
    assert fresh(nda).state == "signed"
    assert Signature.objects.count() == 2


def test_a_refusal_needs_a_reason(people: People) -> None:
    nda = nda_made(people, "offered")
    for reason, words, field in (("", "", "reason"), ("other", " ", "words"), ("no", "", "reason")):
        error = refused(
            InvalidInputError,
            partial(
                nda_refuse,
                actor=people.actor("buyer_owner"),
                nda=fresh(nda),
                revision=nda.revision,
                reason=reason,
                words=words,
                now=NOW,
            ),
        )
        assert error.field == field


def test_who_reads_it(people: People) -> None:
    nda = nda_made(people, "signed")
    readers = {
        who
        for who in people.users
        if ndas_of(actor=people.actor(who), match_id=nda.match.public_id)
    }
    assert readers == LEADS | {"seller_engineer", "buyer_engineer", "case_coordinator"}
    row = nda_for(actor=people.actor("buyer_engineer"), public_id=nda.public_id)
    assert (row.side, row.acts) == ("buyer", frozenset())
    with pytest.raises(NotFoundError):
        nda_for(actor=people.actor("buyer_scout"), public_id=nda.public_id)


def test_a_new_one_may_follow_one_that_is_over(people: People) -> None:
    nda = nda_made(people, "refused")
    assert drafted(people, nda.match).pk != nda.pk


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-11-22", 12, "2027-11-22"),
        ("2026-12-31", 120, "2036-12-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(start: str, months: int, end: str) -> None:
    found = months_later(dt.datetime.fromisoformat(f"{start}T09:00:00+00:00"), months)
    assert found == dt.datetime.fromisoformat(f"{end}T09:00:00+00:00")


def test_nothing_of_a_person_or_a_word_stands_in_the_record(people: People) -> None:
    nda = nda_made(people, "ended", mark="MARK")
    entries = Entry.objects.filter(subjects__ref=nda.public_id)
    bodies = "".join(entry.body or "" for entry in entries)
    for words in ("MARK", people.users["buyer_engineer"].email, "Person ", "Director"):
        assert words not in bodies
    assert not Timer.objects.filter(subject=nda.public_id, state="open").exists()
