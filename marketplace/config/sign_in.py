"""Sign-in by allauth's headless endpoints, and what a sign-out does to open sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.account.views import LoginView, SessionView
from allauth.headless.base.views import ConfigView
from allauth.headless.constants import Client
from django.http import HttpResponseBadRequest

from marketplace.accounts.actors import session_name
from marketplace.core.live import publish

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

config_view = ConfigView.as_api_view(client=Client.BROWSER)
_login_view = LoginView.as_api_view(client=Client.BROWSER)
_session_view = SessionView.as_api_view(client=Client.BROWSER)


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Accounts are made by an organisation or by `bootstrap`, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that a visitor cannot make an account."""
        return False


def login_view(request: HttpRequest) -> HttpResponseBase:
    """Sign in, if the body can be read at all.

    The reader behind it passes on half characters, which no hash takes, and gives up by an
    exception on brackets without end.
    """
    if request.method == "POST":
        try:
            orjson.loads(request.body)
        except orjson.JSONDecodeError:
            return HttpResponseBadRequest()
    response: HttpResponseBase = _login_view(request)
    return response


def session_view(request: HttpRequest) -> HttpResponseBase:
    """Return who is signed in, or sign out; a sign-out closes the session's sockets."""
    ended = session_name(request.session.session_key) if request.method == "DELETE" else None
    response: HttpResponseBase = _session_view(request)
    if ended and not request.user.is_authenticated:
        publish(f"session.{ended}", {})
    return response
