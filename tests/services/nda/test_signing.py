"""Both signatures, by people who may and just proved who they are, open results to the holders."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING

from contracts.nda.models import Nda
from contracts.nda.selectors import (
    DOCUMENT_TYPE,
    holders_of,
    is_holder,
    standing_nda,
)
from contracts.nda.services import nda_sign
from contracts.nda.services.agreeing import months_later
from contracts.nda.signing import signatures_of
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.ladder.stages import Stage
from tests.factories.ndas import (
    MONTHS,
    nda_made,
    nda_signed_by,
)
from tests.factories.people import NOW
from tests.services.nda.acting import LATER, act, fresh, kinds, refused, stage

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from tests.factories.people import People


def test_both_signatures_open_results_to_the_holders_alone(people: People) -> None:
    nda = nda_made(people, "half_signed")
    assert stage(people, "buyer_engineer", nda) == Stage.S2
    assert standing_nda(nda.match_id, LATER) is None
    nda_signed_by(people, nda, "buyer_deal_lead", NOW)
    nda.refresh_from_db()
    assert nda.expires_at is not None
    assert (nda.state, nda.expires_at) == ("signed", months_later(NOW, MONTHS))
    assert stage(people, "buyer_engineer", nda) == Stage.S3
    assert {stage(people, who, nda) for who in ("buyer_deal_lead", "buyer_scout")} == {Stage.S2}
    assert stage(people, "buyer_engineer", nda, nda.expires_at) == Stage.S2
    assert standing_nda(nda.match_id, LATER) == nda
    assert standing_nda(nda.match_id, nda.expires_at) is None
    assert [holder.membership.user for holder in holders_of(nda)] == [
        people.users["buyer_engineer"]
    ]
    assert is_holder(people.actor("buyer_engineer"), nda)
    assert not is_holder(people.actor("buyer_deal_lead"), nda)
    assert kinds(nda)[-3:] == ["nda.signature_given", "nda.signature_given", "nda.signed"]


def test_a_statement_says_what_was_signed_and_hashes_to_the_record(people: People) -> None:
    nda = nda_made(people, "signed")
    signatures = signatures_of(DOCUMENT_TYPE, nda.public_id)
    assert [one.side for one in signatures] == ["seller", "buyer"]
    for one in signatures:
        assert hashlib.sha256(one.statement.encode()).hexdigest() == one.statement_sha256
        said = json.loads(one.statement)
        assert said["document"] == {
            "type": "nda",
            "id": nda.public_id,
            "sha256": nda.document_sha256,
        }
        assert said["signer"]["membership"] == one.membership.public_id
        assert one.statement_sha256 in (one.entry.body or "")
        # the log names nobody
        assert one.name not in (one.entry.body or "")


def _sign(people: People, nda: Nda, actor: Actor, title: str = "Director") -> object:
    return nda_sign(actor=actor, nda=fresh(nda), revision=nda.revision, title=title, now=NOW)


def test_a_signature_needs_authority_a_fresh_code_and_a_title(people: People) -> None:
    nda = nda_made(people, "offered")
    stale = people.signer("seller_owner", NOW - dt.timedelta(minutes=11))
    for actor in (stale, people.actor("seller_owner")):
        error = refused(MarketplaceError, partial(_sign, people, nda, actor))
        assert error.code == "reauthenticate"
    refused(NotAllowedError, lambda: _sign(people, nda, people.signer("seller_deal_lead")))
    refused(NotFoundError, lambda: _sign(people, nda, people.signer("outsider_owner")))
    error = refused(
        InvalidInputError, lambda: _sign(people, nda, people.signer("seller_owner"), " ")
    )
    assert error.field == "title"
    assert nda.lapses_at is not None
    refused(StaleStateError, partial(act, "sign", people, "seller_owner", nda, nda.lapses_at))
    old = nda.revision
    nda_signed_by(people, nda, "seller_owner")
    # a page of before the other's signature is old
    nda.revision = old
    refused(StaleStateError, lambda: _sign(people, nda, people.signer("buyer_owner")))
