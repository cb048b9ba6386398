"""Passwords, addresses, second steps and sessions: changed only by who proves to be the person."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.usersessions.models import UserSession

from marketplace.accounts.actors import actor_for_session_key, session_name
from marketplace.accounts.models import User
from tests.services.config.sign_in_browser import (
    NEW_PASSWORD,
    PASSWORD,
    Browser,
    code_sent,
    error_codes,
    mails_to,
)

pytestmark = pytest.mark.django_db

ANN = "ann@people.example"


@pytest.fixture
def ann() -> Browser:
    browser = Browser()
    browser.signed_up(ANN)
    return browser


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the groups that something was published to."""
    groups: list[str] = []

    def publish(group: str, _event: Any) -> None:
        groups.append(group)

    monkeypatch.setattr("marketplace.config.sign_in.adapters.publish", publish)
    monkeypatch.setattr("marketplace.config.sign_in.views.publish", publish)
    return groups


# --- passwords -------------------------------------------------------------------------------


def test_a_reset_by_code_ends_every_other_session(ann: Browser, published: list[str]) -> None:
    before = session_name(ann.client.cookies["sessionid"].value)
    browser = Browser()
    assert browser.post("auth/password/request", email=ANN).status_code == 401
    mail = mails_to(ANN)[-1]
    assert mail.kind == "account.reset_code"
    answer = browser.post("auth/password/reset", key="00000000", password=NEW_PASSWORD)
    assert (answer.status_code, error_codes(answer)) == (400, {"incorrect_code"})
    browser.post("auth/password/reset", key=code_sent(ANN), password=NEW_PASSWORD)
    assert mails_to(ANN)[-1].kind == "account.password_reset"
    assert not ann.is_signed_in
    assert published == [f"session.{before}"]
    assert Browser().sign_in(ANN).status_code == 400
    assert Browser().sign_in(ANN, NEW_PASSWORD).status_code == 200


def test_a_reset_code_is_used_up_by_use_and_by_three_wrong_ones(ann: Browser) -> None:
    browser = Browser()
    browser.post("auth/password/request", email=ANN)
    code = code_sent(ANN)
    browser.post("auth/password/reset", key=code, password=NEW_PASSWORD)
    answer = browser.post("auth/password/reset", key=code, password=PASSWORD)
    assert answer.status_code == 409
    browser.post("auth/password/request", email=ANN)
    code = code_sent(ANN)
    for _ in range(3):
        browser.post("auth/password/reset", key="00000000", password=PASSWORD)
    assert browser.post("auth/password/reset", key=code, password=PASSWORD).status_code == 409
    assert User.objects.get(email=ANN).check_password(NEW_PASSWORD)


@pytest.mark.parametrize("password", [NEW_PASSWORD, "short"])
def test_a_reset_tells_nobody_who_has_an_account(ann: Browser, password: str) -> None:
    known, unknown = Browser(), Browser()
    told = known.post("auth/password/request", email=ANN)
    other = unknown.post("auth/password/request", email="nobody@people.example")
    assert (told.status_code, told.json()) == (other.status_code, other.json())
    for key in ("00000000", "x", ""):
        told = known.post("auth/password/reset", key=key, password=password)
        other = unknown.post("auth/password/reset", key=key, password=password)
        assert (told.status_code, told.json()) == (other.status_code, other.json())
    assert mails_to("nobody@people.example")[-1].kind == "account.unknown"


def test_codes_are_not_guessed_by_reading(ann: Browser) -> None:
    known, unknown = Browser(), Browser()
    known.post("auth/password/request", email=ANN)
    unknown.post("auth/password/request", email="nobody@people.example")
    for browser in (known, unknown):
        asked = [
            browser.client.get(
                "/_allauth/browser/v1/auth/password/reset",
                headers={"X-Password-Reset-Key": "00000000"},
            ).status_code
            for _ in range(4)
        ]
        assert asked == [405] * 4
    # and so no attempt of the known one was used up
    assert known.post("auth/password/reset", key=code_sent(ANN), password=NEW_PASSWORD)
    assert Browser().sign_in(ANN, NEW_PASSWORD).status_code == 200
    new = Browser()
    new.sign_up("new@people.example")
    answer = new.client.get(
        "/_allauth/browser/v1/auth/email/verify",
        headers={"X-Email-Verification-Key": "00000000"},
    )
    assert answer.status_code == 405


def test_a_sign_in_tells_nobody_who_has_an_account(ann: Browser) -> None:
    known = Browser().sign_in(ANN, "wrong sentence")
    unknown = Browser().sign_in("nobody@people.example", "wrong sentence")
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert error_codes(known) == {"email_password_mismatch"}


def test_a_changed_password_keeps_this_session_and_ends_the_others(
    ann: Browser, published: list[str]
) -> None:
    other = Browser()
    other.sign_in(ANN)
    ended = session_name(other.client.cookies["sessionid"].value)
    answer = ann.post(
        "account/password/change", current_password="wrong", new_password=NEW_PASSWORD
    )
    assert error_codes(answer) == {"enter_current_password"}
    assert not published
    answer = ann.post(
        "account/password/change", current_password=PASSWORD, new_password=NEW_PASSWORD
    )
    assert answer.status_code == 200
    assert ann.is_signed_in
    assert not other.is_signed_in
    assert published == [f"session.{ended}"]
    assert mails_to(ANN)[-1].kind == "account.password_changed"


# --- addresses -------------------------------------------------------------------------------


def test_an_address_changes_by_a_code_to_the_new_one_and_warns_the_old_one(ann: Browser) -> None:
    assert ann.post("account/email", email="new@people.example").status_code == 401
    assert ann.post("auth/reauthenticate", password=PASSWORD).status_code == 200
    assert ann.post("account/email", email="new@people.example").status_code == 200
    assert mails_to("new@people.example")[-1].kind == "account.address_code"
    assert User.objects.get().email == ANN
    answer = ann.post("auth/email/verify", key="00000000")
    assert error_codes(answer) == {"incorrect_code"}
    assert ann.post("auth/email/verify", key=code_sent("new@people.example")).status_code == 200
    assert User.objects.get().email == "new@people.example"
    warning = mails_to(ANN)[-1]
    assert (warning.kind, warning.language) == ("account.address_changed", "ko")
    assert "new@people.example" not in warning.body
    assert Browser().sign_in(ANN).status_code == 400
    assert Browser().sign_in("new@people.example").status_code == 200


def test_an_address_of_somebody_else_is_not_told_and_not_taken(ann: Browser) -> None:
    Browser().signed_up("bob@people.example")
    ann.post("auth/reauthenticate", password=PASSWORD)
    free = ann.post("account/email", email="free@people.example")
    taken = ann.post("account/email", email="bob@people.example")
    assert taken.status_code == free.status_code == 200
    # only who reads Bob's mails could have typed it
    answer = ann.post("auth/email/verify", key=code_sent("bob@people.example"))
    assert error_codes(answer) == {"email_taken"}
    assert set(User.objects.values_list("email", flat=True)) == {ANN, "bob@people.example"}


# --- sessions --------------------------------------------------------------------------------


def test_sessions_are_listed_and_ended_with_their_sockets(
    ann: Browser, published: list[str]
) -> None:
    other = Browser(user_agent="Other/1.0")
    other.sign_in(ANN)
    key = other.client.cookies["sessionid"].value
    listed = ann.send("GET", "auth/sessions").json()["data"]
    assert sorted(row["is_current"] for row in listed) == [False, True]
    ended = next(row for row in listed if not row["is_current"])
    assert ended["user_agent"] == "Other/1.0"
    assert actor_for_session_key(key).is_signed_in
    answer = ann.send("DELETE", "auth/sessions", sessions=[ended["id"]])
    assert answer.status_code == 200
    assert published == [f"session.{session_name(key)}"]
    assert not actor_for_session_key(key).is_signed_in
    assert not other.is_signed_in
    assert ann.is_signed_in


def test_nobody_ends_or_sees_the_session_of_somebody_else(ann: Browser) -> None:
    bob = Browser()
    user = bob.signed_up("bob@people.example")
    session = UserSession.objects.get(user=user)
    answer = ann.send("DELETE", "auth/sessions", sessions=[session.pk])
    assert answer.status_code == 400
    assert bob.is_signed_in
    assert len(ann.send("GET", "auth/sessions").json()["data"]) == 1


def test_a_session_ends_when_it_is_idle_and_for_good_after_its_longest_age(
    ann: Browser, settings: Any
) -> None:
    key = ann.client.cookies["sessionid"].value
    assert actor_for_session_key(key).is_signed_in
    session = ann.client.session
    age = session.get_expiry_age()
    assert settings.SESSION_COOKIE_AGE - 5 <= age <= settings.SESSION_COOKIE_AGE
    session["began"] = int(time.time()) - settings.SESSION_LONGEST_AGE + 60
    session.save()
    assert session.get_expiry_age() <= 60
    assert ann.is_signed_in
    session["began"] = int(time.time()) - settings.SESSION_LONGEST_AGE - 1
    session.save()
    assert not ann.is_signed_in
    assert not actor_for_session_key(key).is_signed_in


def test_use_moves_the_end_of_a_session_now_and_then(ann: Browser) -> None:
    session = ann.client.session
    session["seen"] = int(time.time()) - 3600
    session.save()
    UserSession.objects.update(last_seen_at="2026-01-01T00:00:00Z")
    assert ann.is_signed_in
    seen = ann.client.session["seen"]
    assert time.time() - seen < 60
    assert UserSession.objects.get().last_seen_at.year != 2026 or (
        UserSession.objects.get().last_seen_at.month != 1
    )
    assert ann.is_signed_in
    assert ann.client.session["seen"] == seen
