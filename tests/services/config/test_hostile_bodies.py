"""Whatever is sent to an endpoint of accounts is answered below 500."""

from __future__ import annotations

import pytest
from django.test import Client

from marketplace.accounts.models import User
from marketplace.config.urls import _ACCOUNT_VIEWS
from tests.services.config.sign_in_browser import Browser

pytestmark = pytest.mark.django_db

BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"x"',
    b"1e999",
    b"\xff\xfe",
    b'{"email": "\\ud800"}',
    b'{"password": "\\ud800", "email": "a@people.example"}',
    b"[" * 100_000,
    b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    b'{"email": {"a": 1}, "password": [[1]], "code": {}, "key": []}',
    b'{"email": 1, "password": 2, "code": 3, "key": 4, "sessions": 5}',
    b'{"email": "a\\u0000@people.example", "password": "\\u0000", "code": "\\u0000"}',
    b'{"sessions": [99999999999999999999]}',
    b'{"sessions": [-1]}',
    b'{"sessions": [9223372036854775807]}',
    b'{"sessions": ["x", null, {}]}',
    b'{"sessions": [true]}',
    b'{"email": "' + b"a" * 500_000 + b'"}',
    b'{"email": "' + b"a" * 900 + b'@people.example", "password": "p", "key": "k", "code": "c"}',
    rb'{"email": "\u00e9@people.example", "code": "\u0661\u0662\u0663\u0664\u0665\u0666"}',
    rb'{"key": "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18", "password": "x"}',
    b'{"primary": "maybe", "email": "x"}',
    b'{"name": null, "language": null, "email": null, "password": null, "key": null}',
]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.mark.parametrize("path", sorted(_ACCOUNT_VIEWS))
def test_no_body_breaks_an_endpoint(path: str) -> None:
    signed_in = Browser()
    signed_in.signed_up("ann@people.example")
    pending = Browser()
    pending.sign_up("new@people.example")
    resetting = Browser()
    resetting.post("auth/password/request", email="ann@people.example")
    for browser in (Browser(), pending, resetting, signed_in):
        # a sign-out among these is not what is tried here
        methods = [m for m in METHODS if (path, m) != ("auth/session", "DELETE")]
        for method in methods:
            for body in BODIES if method == "POST" else BODIES[::5]:
                answer = browser.raw(method, path, body)
                assert answer.status_code < 500, (method, path, body[:60])
    assert User.objects.count() == 2


def test_what_cannot_be_read_is_a_bad_request() -> None:
    for body in (b"{", b"[]", b'{"email": "\\ud800"}', b"[" * 100_000):
        answer = Browser().raw("POST", "auth/login", body)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["code"] == "invalid_json"


def test_a_page_that_does_not_prove_to_be_ours_gets_words_it_can_show() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/_allauth/browser/v1/auth/login", {"email": "a"}, content_type="application/json"
    )
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "foreign_form"


def test_any_port_of_our_host_may_send_its_own_form() -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost:9123"})
    client.get("/_allauth/browser/v1/config")
    answer = client.post(
        "/_allauth/browser/v1/auth/login",
        {"email": "nobody@people.example", "password": "x"},
        content_type="application/json",
        headers={
            "Origin": "http://localhost:9123",
            "X-CSRFToken": client.cookies["csrftoken"].value,
        },
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "email_password_mismatch"
