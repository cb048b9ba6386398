"""A passkey signs in alone, stands in as second step, and is kept by nobody but its person."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from tests.factories.passkeys import SoftPasskey
from tests.services.config.sign_in_browser import PASSWORD, Browser, error_codes, mails_to

pytestmark = pytest.mark.django_db

ANN = "ann@people.example"
KEYS = "account/authenticators/webauthn"


@pytest.fixture
def ann() -> Browser:
    browser = Browser()
    browser.signed_up(ANN)
    assert browser.post("auth/reauthenticate", password=PASSWORD).status_code == 200
    return browser


def creation(browser: Browser) -> dict[str, Any]:
    answer = browser.send("GET", f"{KEYS}?passwordless")
    assert answer.status_code == 200, answer.content
    options: dict[str, Any] = answer.json()["data"]["creation_options"]["publicKey"]
    return options


def with_passkey(browser: Browser, name: str = "Phone") -> SoftPasskey:
    """Return a passkey that was added to the person's account."""
    passkey = SoftPasskey()
    answer = browser.post(KEYS, name=name, credential=passkey.made(creation(browser)))
    assert answer.status_code == 200, answer.content
    return passkey


def asked(browser: Browser, path: str) -> str:
    answer = browser.send("GET", path)
    assert answer.status_code == 200, answer.content
    options = answer.json()["data"]["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    return str(options["challenge"])


def test_what_is_made_belongs_to_the_site_and_is_told_by_mail(ann: Browser) -> None:
    options = creation(ann)
    assert options["rp"] == {"id": "testserver", "name": "Sealbridge"}
    assert options["user"]["name"] == ANN
    assert options["authenticatorSelection"]["userVerification"] == "required"
    with_passkey(ann)
    assert mails_to(ANN)[-1].kind == "account.passkey_added"


def test_it_signs_in_alone_and_once(ann: Browser) -> None:
    passkey = with_passkey(ann)
    other = Browser()
    credential = passkey.signed(asked(other, "auth/webauthn/login"))
    answer = other.post("auth/webauthn/login", credential=credential)
    assert answer.status_code == 200, answer.content
    assert other.is_signed_in
    thief = Browser()
    asked(thief, "auth/webauthn/login")
    answer = thief.post("auth/webauthn/login", credential=credential)
    assert (answer.status_code, error_codes(answer)) == (400, {"incorrect_code"})
    assert not thief.is_signed_in


def test_it_is_the_second_step_after_a_password(ann: Browser) -> None:
    passkey = with_passkey(ann)
    other = Browser()
    assert other.sign_in(ANN).status_code == 401
    assert not other.is_signed_in
    path = "auth/webauthn/authenticate"
    wrong = SoftPasskey().signed(asked(other, path))
    assert error_codes(other.post(path, credential=wrong)) == {"incorrect_code"}
    answer = other.post(path, credential=passkey.signed(asked(other, path)))
    assert answer.status_code == 200, answer.content
    assert other.is_signed_in


def test_an_answer_without_a_look_at_the_person_or_from_another_site_is_none(
    ann: Browser,
) -> None:
    passkey = with_passkey(ann)
    other = Browser()
    unseen = passkey.signed(asked(other, "auth/webauthn/login"), verified=False)
    assert other.post("auth/webauthn/login", credential=unseen).status_code == 400
    passkey.origin = "https://testserver.elsewhere.example"
    abroad = passkey.signed(asked(other, "auth/webauthn/login"))
    assert other.post("auth/webauthn/login", credential=abroad).status_code == 400
    assert not other.is_signed_in


def test_adding_and_removing_need_a_fresh_proof(ann: Browser) -> None:
    passkey = with_passkey(ann)
    other = Browser()
    other.sign_in(ANN)
    path = "auth/webauthn/authenticate"
    other.post(path, credential=passkey.signed(asked(other, path)))
    kept = Authenticator.objects.get(type="webauthn")
    answer = ann.send("PUT", KEYS, id=str(kept.pk), name="Laptop")
    assert answer.status_code == 200, answer.content
    kept.refresh_from_db()
    assert kept.data["name"] == "Laptop"
    stranger = Browser()
    stranger.signed_up("ben@people.example")
    stranger.post("auth/reauthenticate", password=PASSWORD)
    assert stranger.send("DELETE", KEYS, authenticators=[kept.pk]).status_code == 400
    assert Authenticator.objects.filter(pk=kept.pk).exists()
    assert ann.send("DELETE", KEYS, authenticators=[kept.pk]).status_code == 200
    assert not Authenticator.objects.exists()
    assert mails_to(ANN)[-1].kind == "account.passkey_removed"


def _bent(credential: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return credential | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"response": "no object"},
        {"response": {"clientDataJSON": "!!!", "attestationObject": "AA"}},
        {"response": {"clientDataJSON": "e30", "attestationObject": "oWNmbXRkbm9uZQ"}},
        {"clientExtensionResults": {"credProps": "rk"}},
        {"clientExtensionResults": {"credProps": {"rk": {"deep": []}}}},
        {"rawId": 7},
        {"more": "x"},
        {"id": "x" * 20_000},
    ],
)
def test_a_malformed_passkey_is_refused_and_not_kept(ann: Browser, changes: dict[str, Any]) -> None:
    credential = _bent(SoftPasskey().made(creation(ann)), **changes)
    for path in (KEYS, "auth/webauthn/login", "auth/webauthn/reauthenticate"):
        body = {"credential": credential} | ({"name": "Phone"} if path == KEYS else {})
        assert ann.post(path, **body).status_code == 400, path
    assert not Authenticator.objects.exists()
