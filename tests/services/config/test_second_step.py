"""A second step keeps a stolen password out, and its codes open once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import connection

from tests.services.config.sign_in_browser import PASSWORD, Browser, error_codes, mails_to

pytestmark = pytest.mark.django_db

ANN = "ann@people.example"


@pytest.fixture
def ann() -> Browser:
    browser = Browser()
    browser.signed_up(ANN)
    return browser


def totp_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def with_second_step(browser: Browser) -> str:
    """Return the secret of a second step that was switched on."""
    assert browser.post("auth/reauthenticate", password=PASSWORD).status_code == 200
    answer = browser.send("GET", "account/authenticators/totp")
    assert answer.status_code == 404
    secret = answer.json()["meta"]["secret"]
    assert "issuer=Sealbridge" in answer.json()["meta"]["totp_url"]
    answer = browser.post("account/authenticators/totp", code=totp_code(secret))
    assert answer.status_code == 200, answer.content
    return str(secret)


def recovery_codes(browser: Browser) -> list[str]:
    browser.post("auth/reauthenticate", password=PASSWORD)
    answer = browser.post("account/authenticators/recovery-codes")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["data"]["unused_codes"])


@pytest.mark.django_db(transaction=True)
def test_a_second_step_is_asked_for_at_the_next_sign_in(ann: Browser) -> None:
    secret = with_second_step(ann)
    assert mails_to(ANN)[-1].kind == "account.second_step_on"
    browser = Browser()
    answer = browser.sign_in(ANN)
    assert answer.status_code == 401
    assert any(
        flow["id"] == "mfa_authenticate" and flow.get("is_pending")
        for flow in answer.json()["data"]["flows"]
    )
    assert not browser.is_signed_in
    answer = browser.post("auth/2fa/authenticate", code="000000")
    assert (answer.status_code, error_codes(answer)) == (400, {"incorrect_code"})
    assert browser.post("auth/2fa/authenticate", code=_unused(secret)).status_code == 200
    assert browser.is_signed_in


def _unused(secret: str) -> str:
    # the code of the moment was used to switch the step on, and a code opens once
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[-1])))


def test_its_secret_lies_encrypted(ann: Browser) -> None:
    secret = with_second_step(ann)
    stored = Authenticator.objects.get(type="totp").data
    assert secret not in str(stored)
    assert all(len(str(value)) > 100 for value in stored.values())


def test_switching_it_on_or_off_needs_a_fresh_password(ann: Browser) -> None:
    answer = ann.send("GET", "account/authenticators/totp")
    secret = answer.json()["meta"]["secret"]
    answer = ann.post("account/authenticators/totp", code=totp_code(secret))
    assert answer.status_code == 401
    assert not Authenticator.objects.exists()
    with_second_step(ann)
    other = Browser()
    other.sign_in(ANN)
    assert other.send("DELETE", "account/authenticators/totp").status_code == 401
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_recovery_code_opens_once(ann: Browser) -> None:
    with_second_step(ann)
    code = recovery_codes(ann)[0]
    first, second = Browser(), Browser()
    for browser in (first, second):
        browser.sign_in(ANN)
    assert first.post("auth/2fa/authenticate", code=code).status_code == 200
    answer = second.post("auth/2fa/authenticate", code=code)
    assert (answer.status_code, error_codes(answer)) == (400, {"incorrect_code"})
    assert first.is_signed_in
    assert not second.is_signed_in


@pytest.mark.django_db(transaction=True)
def test_a_recovery_code_typed_twice_at_once_opens_one_session(ann: Browser) -> None:
    with_second_step(ann)
    for code in recovery_codes(ann)[:3]:
        browsers = [Browser(), Browser()]
        for browser in browsers:
            browser.sign_in(ANN)
        start = threading.Barrier(2)

        def typed(browser: Browser, code: str = code, start: threading.Barrier = start) -> int:
            start.wait(10)
            try:
                return int(browser.post("auth/2fa/authenticate", code=code).status_code)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            statuses = sorted(pool.map(typed, browsers))
        assert statuses == [200, 400]
