"""Who asks too often waits, and nobody makes somebody else wait."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from marketplace.core import rate_limits
from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.client_address import client_address, socket_address
from marketplace.core.rate_limits import RateLimitedError, operation_counted
from tests.factories.people import NOW, PASSWORD, People, people_made
from tests.services.config.sign_in_browser import Browser, error_codes, mails_to

pytestmark = pytest.mark.django_db

WRITE = 'mutation { updateProfile(name: "Ann", language: KO) { errors { code params { value } } } }'


@pytest.fixture(autouse=True)
def emptied() -> None:
    """Begin each test with empty windows."""
    rate_limits._in_memory.cache_clear()


@pytest.fixture
def cast() -> People:
    return people_made()


def _waited(limit: str, actor: Actor = ANONYMOUS, address: str = "") -> int | None:
    try:
        operation_counted(limit, actor=actor, address=address, now=NOW)
    except RateLimitedError as error:
        return error.seconds
    return None


def test_accounts_addresses_and_visitors_are_counted_apart(settings: Any) -> None:
    settings.RATE_LIMITS = {
        "search.account": "2/minute",
        "search.address": "5/minute",
        "search.visitor": "1/minute",
    }
    ann, bob = Actor(user_id=1), Actor(user_id=2)
    assert [_waited("search", ann, "192.0.2.1") for _ in range(2)] == [None, None]
    assert 1 <= (_waited("search", ann, "192.0.2.1") or 0) <= 60
    # a colleague behind the same address goes on, until the address has had enough
    assert [_waited("search", bob, "192.0.2.1") for _ in range(2)] == [None, None]
    assert _waited("search", Actor(user_id=3), "192.0.2.1") is None
    assert _waited("search", Actor(user_id=4), "192.0.2.1")
    assert _waited("search", Actor(user_id=4), "192.0.2.2") is None
    assert _waited("search", ANONYMOUS, "192.0.2.9") is None
    assert _waited("search", ANONYMOUS, "192.0.2.9")
    assert _waited("write", ann, "192.0.2.1") is None


def test_a_full_window_says_when_it_opens(settings: Any) -> None:
    settings.RATE_LIMITS = {"toy": "1/hour"}
    rate_limits.count("toy", "x", now=NOW)
    with pytest.raises(RateLimitedError) as caught:
        rate_limits.check("toy", "x", now=NOW)
    assert caught.value.code == "rate_limited"
    assert caught.value.params == {"seconds": str(caught.value.seconds)}
    rate_limits.forget("toy", "x")
    rate_limits.check("toy", "x", now=NOW)


def test_without_its_store_a_process_still_counts_by_itself(settings: Any) -> None:
    settings.RATE_LIMITS = {"toy": "1/hour"}
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    rate_limits.count("toy", "x", now=NOW)
    with pytest.raises(RateLimitedError):
        rate_limits.count("toy", "x", now=NOW)


def test_a_mutation_too_many_writes_nothing_and_says_how_long(cast: People, settings: Any) -> None:
    settings.RATE_LIMITS = {"write.account": "1/minute"}
    client = Client()
    client.force_login(cast.users["seller_owner"])
    answers = [
        client.post("/graphql", {"query": WRITE}, content_type="application/json").json()
        for _ in range(2)
    ]
    first, second = (answer["data"]["updateProfile"]["errors"] for answer in answers)
    assert first == []
    assert second[0]["code"] == "rate_limited"
    assert 1 <= int(second[0]["params"][0]["value"]) <= 60


def test_a_search_too_many_is_refused_with_its_seconds(cast: People, settings: Any) -> None:
    settings.RATE_LIMITS = {"search.visitor": "1/minute"}
    query = '{ marketSearch(text: "battery") { __typename } }'
    client = Client()
    answers = [
        client.post("/graphql", {"query": query}, content_type="application/json").json()
        for _ in range(2)
    ]
    extensions = answers[1]["errors"][0]["extensions"]
    assert extensions["code"] == "RATE_LIMITED"
    assert 1 <= int(extensions["params"]["seconds"]) <= 60


# --- signing in ------------------------------------------------------------------------------

PAIR = {
    "sign_in_failed.pair": "3/5minute",
    "sign_in_failed.address": "6/5minute",
    "sign_in_failed.account": "50/hour",
}


def test_a_stranger_locks_nobody_out(cast: People, settings: Any) -> None:
    settings.RATE_LIMITS = PAIR
    email = cast.users["seller_owner"].email
    stranger, owner = Browser(), Browser()
    stranger.client.defaults["REMOTE_ADDR"] = "192.0.2.66"
    owner.client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    for _ in range(3):
        assert error_codes(stranger.sign_in(email, "wrong")) == {"email_password_mismatch"}
    # even the right password does not help from there
    assert error_codes(stranger.sign_in(email, PASSWORD)) == {"too_many_login_attempts"}
    assert owner.sign_in(email, PASSWORD).status_code == 200


def test_one_address_does_not_try_many_accounts(cast: People, settings: Any) -> None:
    settings.RATE_LIMITS = PAIR
    stranger = Browser()
    stranger.client.defaults["REMOTE_ADDR"] = "192.0.2.66"
    codes = [error_codes(stranger.sign_in(f"{n}@people.example", "wrong")).pop() for n in range(7)]
    assert codes == ["email_password_mismatch"] * 6 + ["too_many_login_attempts"]


def test_many_addresses_at_one_account_meet_a_high_cap(cast: People, settings: Any) -> None:
    settings.RATE_LIMITS = PAIR | {"sign_in_failed.account": "5/hour"}
    email = cast.users["seller_owner"].email
    codes: list[str] = []
    for n in range(6):
        browser = Browser()
        browser.client.defaults["REMOTE_ADDR"] = f"192.0.2.{n}"
        codes += error_codes(browser.sign_in(email, "wrong"))
    assert codes == ["email_password_mismatch"] * 5 + ["too_many_login_attempts"]


def test_right_passwords_are_not_counted(cast: People, settings: Any) -> None:
    settings.RATE_LIMITS = PAIR
    for _ in range(8):
        browser = Browser()
        assert browser.sign_in(cast.users["seller_owner"].email, PASSWORD).status_code == 200


def test_too_many_answers_are_429_with_the_seconds(settings: Any) -> None:
    settings.RATE_LIMITS = {"sign_in.address": "1/minute"}
    Browser().sign_in("nobody@people.example")
    answer = Browser().sign_in("nobody@people.example")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    error = answer.json()["errors"][0]
    assert error["code"] == "rate_limited"
    assert error["params"]["seconds"] == answer.headers["Retry-After"]


def test_nobody_fills_somebody_elses_mailbox(settings: Any) -> None:
    settings.RATE_LIMITS = {"mail.pair": "2/hour", "mail.mailbox": "3/hour"}
    statuses = []
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.3"):
        browser = Browser()
        browser.client.defaults["REMOTE_ADDR"] = address
        answer = browser.post("auth/password/request", email="Victim@people.example")
        statuses.append(answer.status_code)
    assert statuses == [401, 401, 429, 401, 429]
    assert len(mails_to("victim@people.example")) == 3


def test_guesses_of_a_second_step_are_counted(settings: Any) -> None:
    settings.RATE_LIMITS = {"code.address": "2/hour"}
    browser = Browser()
    statuses = [browser.post("auth/2fa/authenticate", code="1").status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


# --- whose address ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        (False, "198.51.100.1", "192.0.2.1"),
        (True, "198.51.100.1", "198.51.100.1"),
        (True, "203.0.113.5, 198.51.100.1", "198.51.100.1"),
        (True, "", "192.0.2.1"),
        (True, "nonsense", "0.0.0.0"),
        (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (True, "::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_the_address_is_the_last_hop_behind_a_proxy_and_nothing_else(
    trusted: bool, forwarded: str, address: str, settings: Any, rf: Any
) -> None:
    settings.TRUST_PROXY = trusted
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address
    scope = {
        "client": ("192.0.2.1", 1234),
        "headers": [(b"x-forwarded-for", forwarded.encode())],
    }
    assert socket_address(scope) == address
