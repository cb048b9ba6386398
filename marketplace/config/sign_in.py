"""Sign-in by allauth's headless endpoints, and what a sign-out does to open sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.http import HttpRequest


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Accounts are made by an organisation or by `bootstrap`, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return that a visitor cannot make an account."""
        return False
