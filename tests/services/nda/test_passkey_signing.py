"""A passkey signs the hash of the very statement, once, in time, for its own person alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.utils import websafe_decode

from contracts.nda.drawing import document_drawn
from contracts.nda.models import SignaturePreparation
from contracts.nda.selectors import DOCUMENT_TYPE
from contracts.nda.services import nda_sign, nda_signature_prepare
from contracts.nda.signing import PreparedSignature, SignedPreparation, signatures_of
from marketplace.core.errors import MarketplaceError, NotAllowedError, StaleStateError
from tests.factories.ndas import nda_made, nda_signed_by
from tests.factories.passkeys import SoftPasskey
from tests.factories.people import NOW
from tests.services.nda.acting import fresh, refused

if TYPE_CHECKING:
    from contracts.nda.models import Nda
    from tests.factories.people import People

OPTIONS = {"user": {"id": "AA"}, "challenge": "AA"}


def passkey_of(people: People, who: str) -> SoftPasskey:
    """Return a passkey that a person has added."""
    passkey = SoftPasskey()
    Authenticator.objects.create(
        user=people.users[who],
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Phone", "credential": passkey.made(OPTIONS)},
    )
    return passkey


def prepared(
    people: People, nda: Nda, who: str = "seller_owner", **changes: Any
) -> PreparedSignature:
    given: dict[str, Any] = {"revision": nda.revision, "title": "Director", "now": NOW} | changes
    return nda_signature_prepare(actor=people.actor(who), nda=fresh(nda), **given)


def challenge_of(one: PreparedSignature) -> bytes:
    return websafe_decode(str(one.options["challenge"]))


def sign(
    people: People,
    nda: Nda,
    one: PreparedSignature,
    passkey: SoftPasskey,
    *,
    who: str = "seller_owner",
    title: str = "Director",
    now: dt.datetime = NOW,
    challenge: bytes | None = None,
    verified: bool = True,
) -> Any:
    answer = passkey.answer(challenge or challenge_of(one), verified=verified)
    signed = SignedPreparation(preparation_id=one.preparation.public_id, answer=answer)
    return nda_sign(
        actor=people.actor(who),
        nda=fresh(nda),
        revision=nda.revision,
        title=title,
        now=now,
        signed=signed,
    )


def test_it_signs_what_anybody_can_check_again(people: People) -> None:
    nda = nda_made(people, "offered")
    passkey = passkey_of(people, "seller_owner")
    one = prepared(people, nda)
    text = one.preparation.statement
    assert challenge_of(one) == hashlib.sha256(text.encode()).digest()
    signature = sign(people, nda, one, passkey)
    assert (signature.method, signature.statement) == ("passkey", text)
    said = json.loads(text)
    assert (said["method"], said["document"]["sha256"]) == ("passkey", nda.document_sha256)
    kept = json.loads(signature.assertion)
    client = websafe_decode(kept["client_data_json"])
    assert websafe_decode(json.loads(client)["challenge"]) == challenge_of(one)
    over = websafe_decode(kept["authenticator_data"]) + hashlib.sha256(client).digest()
    passkey.key.public_key().verify(
        websafe_decode(kept["signature"]), over, ec.ECDSA(hashes.SHA256())
    )
    recorded = signature.entry.body or ""
    assert '"method":"passkey"' in recorded
    assert hashlib.sha256(signature.assertion.encode()).hexdigest() in recorded
    nda.refresh_from_db()
    nda_signed_by(people, nda, "buyer_deal_lead")
    nda.refresh_from_db()
    drawn = document_drawn(nda, signatures_of(DOCUMENT_TYPE, nda.public_id))
    assert b"assertion-seller.json" in drawn
    assert b"assertion-buyer.json" not in drawn


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("late", "preparation_over"),
        ("other title", "preparation_over"),
        ("other person", "preparation_over"),
        ("other hash", "passkey_refused"),
        ("other key", "passkey_refused"),
        ("other site", "passkey_refused"),
        ("person not seen", "passkey_refused"),
    ],
)
def test_nothing_else_is_a_signature(people: People, case: str, code: str) -> None:
    nda = nda_made(people, "offered")
    passkey = passkey_of(people, "seller_owner")
    one = prepared(people, nda)
    changes: dict[str, dict[str, Any]] = {
        "late": {"now": NOW + dt.timedelta(minutes=5)},
        "other title": {"title": "President"},
        "other person": {"who": "buyer_deal_lead"},
        "other hash": {"challenge": hashlib.sha256(b"another text").digest()},
        "person not seen": {"verified": False},
    }
    given = changes.get(case, {})
    if case == "other key":
        passkey = SoftPasskey()
    if case == "other site":
        passkey.origin = "https://elsewhere.example"
    error = refused(MarketplaceError, lambda: sign(people, nda, one, passkey, **given))
    assert error.code == code
    assert SignaturePreparation.objects.get().used_at is None


def test_a_statement_is_prepared_for_signers_with_a_passkey_and_signed_once(
    people: People,
) -> None:
    nda = nda_made(people, "offered")
    error = refused(MarketplaceError, lambda: prepared(people, nda))
    assert error.code == "no_passkey"
    passkey = passkey_of(people, "seller_owner")
    refused(NotAllowedError, lambda: prepared(people, nda, "seller_deal_lead"))
    refused(StaleStateError, lambda: prepared(people, nda, revision=nda.revision + 1))
    first, second = prepared(people, nda), prepared(people, nda)
    error = refused(MarketplaceError, lambda: sign(people, nda, first, passkey))
    assert error.code == "preparation_over"
    sign(people, nda, second, passkey)
    nda.refresh_from_db()
    refused(StaleStateError, lambda: sign(people, nda, second, passkey))
    refused(StaleStateError, lambda: prepared(people, nda))
