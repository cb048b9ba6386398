"""A person signs up by a code typed in, and nobody learns who else has an account."""

from __future__ import annotations

import pytest

from marketplace.accounts.models import User
from tests.services.config.sign_in_browser import (
    PASSWORD,
    Browser,
    code_sent,
    error_codes,
    mails_to,
)

pytestmark = pytest.mark.django_db


def test_a_code_typed_in_ends_a_sign_up() -> None:
    browser = Browser()
    answer = browser.sign_up("New@People.example")
    assert answer.status_code == 401
    assert {"id": "verify_email", "is_pending": True} in answer.json()["data"]["flows"]
    assert not browser.is_signed_in
    answer = browser.post("auth/email/verify", key=code_sent("new@people.example"))
    assert answer.status_code == 200
    user = User.objects.get(email="new@people.example")
    assert answer.json()["data"]["user"]["id"] == user.public_id
    assert (user.name, user.language) == ("김하늘", "ko")
    assert browser.is_signed_in


def test_the_mail_says_in_the_persons_language_what_the_code_is_for() -> None:
    Browser().sign_up("ko@people.example")
    Browser().sign_up("en@people.example", language="en", name="Sky")
    ko, en = mails_to("ko@people.example")[0], mails_to("en@people.example")[0]
    assert (ko.subject, en.subject) == ("[Sealbridge] 확인 코드", "[Sealbridge] Your code")
    assert "15분" in ko.body
    assert "15 minutes" in en.body
    assert "Tell nobody" in en.body
    assert (ko.kind, ko.language, en.language) == ("account.sign_up_code", "ko", "en")


def test_a_wrong_code_and_a_used_one_open_nothing() -> None:
    browser = Browser()
    browser.sign_up("new@people.example")
    code = code_sent("new@people.example")
    wrong = f"{(int(code) + 1) % 10**8:08}"
    answer = browser.post("auth/email/verify", key=wrong)
    assert (answer.status_code, error_codes(answer)) == (400, {"incorrect_code"})
    assert not browser.is_signed_in
    # another browser has no part in this
    assert Browser().post("auth/email/verify", key=code).status_code == 409
    assert browser.post("auth/email/verify", key=code).status_code == 200
    assert browser.post("auth/email/verify", key=code).status_code == 409


def test_three_wrong_codes_end_the_attempt() -> None:
    browser = Browser()
    browser.sign_up("new@people.example")
    code = code_sent("new@people.example")
    wrong = f"{(int(code) + 1) % 10**8:08}"
    for _ in range(3):
        assert browser.post("auth/email/verify", key=wrong).status_code == 400
    assert browser.post("auth/email/verify", key=code).status_code == 409
    assert not browser.is_signed_in
    # whoever knows the password gets a new one
    assert browser.sign_in("new@people.example").status_code == 401
    assert code_sent("new@people.example") != code
    answer = browser.post("auth/email/verify", key=code_sent("new@people.example"))
    assert answer.status_code == 200


def test_a_code_can_be_sent_again_three_times() -> None:
    browser = Browser()
    browser.sign_up("new@people.example")
    codes = {code_sent("new@people.example")}
    for _ in range(3):
        assert browser.post("auth/email/verify/resend").status_code == 200
        codes.add(code_sent("new@people.example"))
    assert browser.post("auth/email/verify/resend").status_code == 409
    assert len(codes) == 4
    answer = browser.post("auth/email/verify", key=code_sent("new@people.example"))
    assert answer.status_code == 200


def test_an_address_with_an_account_answers_like_one_without() -> None:
    Browser().signed_up("known@people.example")
    told = Browser().sign_up("known@people.example")
    unknown = Browser().sign_up("unknown@people.example")
    assert (told.status_code, told.json()) == (unknown.status_code, unknown.json())
    assert User.objects.filter(email="known@people.example").count() == 1
    assert mails_to("known@people.example")[-1].kind == "account.exists"
    # nor does a code that cannot be right
    for email in ("known@people.example", "other@people.example"):
        browser = Browser()
        browser.sign_up(email)
        answer = browser.post("auth/email/verify", key="0")
        assert (answer.status_code, error_codes(answer)) == (400, {"incorrect_code"})


def test_an_account_does_not_take_another_persons_name_or_password() -> None:
    Browser().signed_up("known@people.example")
    Browser().sign_up("known@people.example", name="Somebody else", password="not their sentence")
    user = User.objects.get(email="known@people.example")
    assert user.name == "김하늘"
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("values", "param", "code"),
    [
        ({"password": "short"}, "password", "password_too_short"),
        ({"password": "password1234"}, "password", "password_too_common"),
        ({"password": "918273645546372819"}, "password", "password_entirely_numeric"),
        ({"name": "  "}, "name", "required"),
        ({"name": "\u200b"}, "name", "hidden_characters"),
        ({"language": "fr"}, "language", "invalid_choice"),
        ({"email": "nobody"}, "email", "invalid"),
    ],
)
def test_what_is_wrong_is_named(values: dict[str, str], param: str, code: str) -> None:
    answer = Browser().sign_up(**{"email": "new@people.example"} | values)
    assert answer.status_code == 400
    assert (param, code) in {(e.get("param"), e["code"]) for e in answer.json()["errors"]}
    assert not User.objects.exists()
    assert not mails_to("new@people.example")


def test_signing_in_waits_for_the_address_to_be_verified() -> None:
    Browser().sign_up("new@people.example")
    browser = Browser()
    answer = browser.sign_in("new@people.example")
    assert answer.status_code == 401
    assert not browser.is_signed_in
    assert browser.sign_in("new@people.example", "wrong sentence").status_code == 400
