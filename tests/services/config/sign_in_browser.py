"""A browser that signs up, in and out over the endpoints that the pages use."""

from __future__ import annotations

import re
from typing import Any

import orjson
from django.test import Client

from marketplace.accounts.models import User
from marketplace.notifications.models import Mail

PASSWORD = "a long enough sentence"
NEW_PASSWORD = "another long sentence"


class Browser:
    """One browser with its cookies."""

    def __init__(self, **headers: str) -> None:
        self.client = Client(headers=headers)

    def send(self, method: str, path: str, **body: Any) -> Any:
        """Return the answer of an account endpoint."""
        return self.raw(method, path, orjson.dumps(body))

    def raw(self, method: str, path: str, body: bytes) -> Any:
        """Return the answer to a body as it is."""
        return self.client.generic(
            method, f"/_allauth/browser/v1/{path}", body, content_type="application/json"
        )

    def post(self, path: str, **body: Any) -> Any:
        """Return the answer to a POST request."""
        return self.send("POST", path, **body)

    def sign_up(self, email: str, **values: Any) -> Any:
        """Return the answer to a new person."""
        return self.post(
            "auth/signup",
            **{"email": email, "password": PASSWORD, "name": "김하늘", "language": "ko"} | values,
        )

    def signed_up(self, email: str, **values: Any) -> User:
        """Return a new person who typed the code."""
        self.sign_up(email, **values)
        answer = self.post("auth/email/verify", key=code_sent(email))
        assert answer.status_code == 200, answer.content
        return User.objects.get(email=email.lower())

    def sign_in(self, email: str, password: str = PASSWORD) -> Any:
        """Return the answer to a password."""
        return self.post("auth/login", email=email, password=password)

    @property
    def is_signed_in(self) -> bool:
        """Return whether the API knows the person."""
        answer = self.client.post(
            "/graphql", {"query": "{ viewer { email } }"}, content_type="application/json"
        )
        return answer.json()["data"]["viewer"] is not None


def mails_to(email: str) -> list[Mail]:
    """Return what was queued for an address, the newest last."""
    return list(Mail.objects.filter(address=email).order_by("pk"))


def code_sent(email: str) -> str:
    """Return the code in the newest mail."""
    found = re.search(r"^\s+(\d{8})$", mails_to(email)[-1].body, re.MULTILINE)
    assert found
    return found[1]


def error_codes(answer: Any) -> set[str]:
    """Return the codes of the errors in an answer."""
    return {error["code"] for error in answer.json().get("errors", ())}
