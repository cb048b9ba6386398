"""The endpoints of accounts: allauth's, each behind a check of its body and a rate limit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import orjson
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from allauth.headless.account import views as account
from allauth.headless.base.views import APIView, ConfigView
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from allauth.headless.usersessions.views import SessionsView
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import JsonResponse
from django.utils import timezone

from marketplace.accounts.actors import session_name
from marketplace.config.sign_in.attempts import name_of
from marketplace.config.sign_in.credentials import answer_fits, registration_fits
from marketplace.config.sign_in.inputs import PasswordResetInput
from marketplace.core import rate_limits
from marketplace.core.client_address import client_address
from marketplace.core.live import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponseBase

    View = Callable[[HttpRequest], HttpResponseBase]

_LONGEST_TEXT: Final = 1000
_MOST_VALUES: Final = 20
_MOST_IDS: Final = 100
_LARGEST_ID: Final = 2**63 - 1
_MOST_PASSKEYS: Final = 20
_RETRY_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a request to change something counts as.

    Attributes:
        rule: A rule by network address.
        mails: Whether it makes a mail go out, to the address in the body or the session.
        by_person: A rule by the person signed in.
        reading: Whether asking counts as well, because it begins something.
        fits: What a body that is posted has to be, where that is no flat object.
    """

    rule: str = "account.address"
    mails: bool = False
    by_person: str | None = None
    reading: bool = False
    fits: Callable[[Mapping[str, Any]], bool] | None = None


def _endpoint(view: type[APIView], counted: _Counted | None = None) -> View:
    """Return the view of an allauth endpoint with our checks before it."""
    inner = view.as_api_view(client=Client.BROWSER)
    rules = counted or _Counted()

    @wraps(inner)
    def endpoint(request: HttpRequest) -> HttpResponseBase:
        is_reading = request.method in {"GET", "HEAD"}
        body = {} if is_reading else _body(request, rules)
        if body is None:
            return _wrong_body()
        if rules.reading or not is_reading:
            try:
                _count(request, rules, body)
            except rate_limits.RateLimitedError as error:
                return _too_often(error)
        response: HttpResponseBase = inner(request)
        if response.status_code == 429 and "Retry-After" not in response.headers:
            response.headers["Retry-After"] = str(_RETRY_SECONDS)
        return response

    return endpoint


def _body(request: HttpRequest, rules: _Counted) -> Mapping[str, Any] | None:
    """Return the flat object in the body, or a passkey, or None when it is anything else.

    What reads it behind us passes on half characters, which no hash takes, gives up by an
    exception on brackets without end, and writes an object into a field of text.
    """
    if not request.body:
        return {}
    try:
        body = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(body, dict) or len(body) > _MOST_VALUES:
        return None
    if rules.fits is not None and request.method == "POST":
        return body if rules.fits(body) else None
    return body if all(_is_plain(value) for value in body.values()) else None


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= _LONGEST_TEXT
    if isinstance(value, list):
        return len(value) <= _MOST_IDS and all(_is_id(item) for item in value)
    return value is None or isinstance(value, bool)


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_ID


def _count(request: HttpRequest, rules: _Counted, body: Mapping[str, Any]) -> None:
    now = timezone.now()
    address = client_address(request)
    rate_limits.count(rules.rule, address, now=now)
    if rules.by_person and request.user.is_authenticated:
        rate_limits.count(rules.by_person, str(request.user.pk), now=now)
    if rules.mails:
        rate_limits.count("mail.address", address, now=now)
        mailbox = body.get("email")
        if isinstance(mailbox, str):
            rate_limits.count("mail.pair", f"{address} {name_of(mailbox)}", now=now)
            rate_limits.count("mail.mailbox", name_of(mailbox), now=now)


def _wrong_body() -> JsonResponse:
    return _failed(400, "invalid_json", "Send one flat JSON object with short texts.")


def _too_often(error: rate_limits.RateLimitedError) -> JsonResponse:
    response = _failed(429, error.code, error.message, seconds=str(error.seconds))
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _failed(status: int, code: str, message: str, **params: str) -> JsonResponse:
    error = {"code": code, "message": message, **({"params": params} if params else {})}
    response = JsonResponse({"status": status, "errors": [error]}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


# A code is typed by POST alone. Asked by GET, allauth counts the wrong codes of known addresses and
# no others, which would tell who has an account, and no rate would count them at all.
_ONLY_TYPED: Final = ("post", "options")


class _ResetPasswordView(account.ResetPasswordView):
    input_class = PasswordResetInput
    http_method_names = _ONLY_TYPED


class _VerifyEmailView(account.VerifyEmailView):
    http_method_names = _ONLY_TYPED


_typed_code = _Counted("code.address")
config = _endpoint(ConfigView)
login = _endpoint(account.LoginView, _Counted("sign_in.address"))
sign_up = _endpoint(account.SignupView, _Counted("sign_up.address", mails=True))
verify_email = _endpoint(_VerifyEmailView, _typed_code)
resend_code = _endpoint(
    account.ResendEmailVerificationCodeView, _Counted("code.address", mails=True)
)
request_reset = _endpoint(account.RequestPasswordResetView, _Counted("code.address", mails=True))
reset_password = _endpoint(_ResetPasswordView, _typed_code)
change_password = _endpoint(
    account.ChangePasswordView, _Counted("sign_in.address", by_person="password.account")
)
reauthenticate = _endpoint(account.ReauthenticateView, _Counted("sign_in.address"))
manage_email = _endpoint(account.ManageEmailView, _Counted("code.address", mails=True))
authenticators = _endpoint(mfa.AuthenticatorsView)
totp = _endpoint(mfa.ManageTOTPView, _Counted("code.address", by_person="password.account"))
recovery_codes = _endpoint(mfa.ManageRecoveryCodesView)
sessions = _endpoint(SessionsView)
_passkeys = _endpoint(
    mfa.ManageWebAuthnView,
    _Counted("code.address", by_person="password.account", fits=registration_fits),
)
_passkey_answer = _Counted("sign_in.address", reading=True, fits=answer_fits)
passkey_login = _endpoint(mfa.LoginWebAuthnView, _passkey_answer)
passkey_second_step = _endpoint(mfa.AuthenticateWebAuthnView, _passkey_answer)
passkey_again = _endpoint(mfa.ReauthenticateWebAuthnView, _passkey_answer)
_session = _endpoint(account.SessionView)
_second_step = _endpoint(mfa.AuthenticateView, _typed_code)
_second_step_again = _endpoint(mfa.ReauthenticateView, _typed_code)


def session(request: HttpRequest) -> HttpResponseBase:
    """Return who is signed in, or sign out; a sign-out closes the session's sockets."""
    ended = session_name(request.session.session_key) if request.method == "DELETE" else None
    response = _session(request)
    if ended and not request.user.is_authenticated:
        publish(f"session.{ended}", {})
    return response


def passkeys(request: HttpRequest) -> HttpResponseBase:
    """Add, rename or remove passkeys; nobody needs more than a few."""
    if request.method in {"GET", "POST"} and request.user.is_authenticated:
        kept = Authenticator.objects.filter(
            user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN
        )
        if kept.count() >= _MOST_PASSKEYS:
            return _failed(409, "too_many_passkeys", "Remove a passkey first.")
    return _passkeys(request)


def second_step(request: HttpRequest) -> HttpResponseBase:
    """Take the second step of a sign-in; a recovery code opens one session, never two."""
    pending = request.session.get(LOGIN_SESSION_KEY)
    text = pending.get("user_pk") if isinstance(pending, dict) else None
    return _one_at_a_time(_second_step, request, url_str_to_user_pk(text) if text else None)


def second_step_again(request: HttpRequest) -> HttpResponseBase:
    """Prove again who one is by a second factor."""
    return _one_at_a_time(_second_step_again, request, request.user.pk)


def _one_at_a_time(view: View, request: HttpRequest, user_id: Any) -> HttpResponseBase:
    if user_id is None or request.method != "POST":
        return view(request)
    with transaction.atomic():
        # a used code is noted in the same row that is read; two readers at once would both pass
        list(Authenticator.objects.filter(user_id=user_id).select_for_update().values_list("pk"))
        return view(request)
