"""Where allauth asks us: mails, new people, failed attempts, secrets at rest, ended sessions."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.headless.adapter import DefaultHeadlessAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from marketplace.accounts.actors import session_name
from marketplace.config.sessions import BEGAN
from marketplace.config.sign_in import attempts
from marketplace.config.sign_in.mails import account_mail_queue
from marketplace.core.client_address import client_address
from marketplace.core.live import publish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import BaseForm
    from django.http import HttpRequest

    from marketplace.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """People sign up by themselves; their mails are rows of our queue."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client's address as every limit here counts it."""
        return client_address(request)

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """Return the person who signs up, stored with name, language and time of joining."""
        data = form.cleaned_data
        user.email = data["email"].lower()
        user.name, user.language = data["name"], data["language"]
        user.date_joined = timezone.now()
        user.set_password(data["password"])
        if commit:
            user.save()
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign the person in, in a session that ends at its longest age."""
        super().login(request, user)
        request.session[BEGAN] = int(timezone.now().timestamp())

    def set_password(self, user: User, password: str) -> None:
        """Store the new password; whoever else is signed in with the old one is signed out."""
        super().set_password(user, password)
        others = UserSession.objects.filter(user_id=user.pk).exclude(
            session_key=context.request.session.session_key or ""
        )
        SessionsAdapter().end_sessions(others)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse further guesses where there were too many.

        Raises:
            ValidationError: There were.
        """
        if not attempts.may_try(request, credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess."""
        attempts.count_failure(request, credentials.get("email", ""))

    def _rollback_login_failed_rl_usage(self) -> None:
        """Do nothing: only failures are counted here, so a success has nothing to take back."""

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        attempts.forget(request, credentials.get("email", ""))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a mail in our words."""
        account_mail_queue(template_prefix, address=email, context=context, request=_request())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Queue a warning to the person, or to the address the person just left."""
        self.send_mail(template_prefix, email or user.email, {**(context or {}), "user": user})

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the person who has an account, and take as long as making one would."""
        make_password("a password nobody has")
        self.send_mail("account/email/account_already_exists", email, {})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted under a key derived from the server's secret."""

    def get_totp_label(self, user: User) -> str:
        """Return what the authenticator app shows."""
        return user.email

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return to whom a passkey belongs; never what the request calls this server."""
        return {"id": settings.PASSKEY_DOMAIN, "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return what a browser shows beside a passkey."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.name, "name": user.email}

    def encrypt(self, text: str) -> str:
        """Return the text under the newest key."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text, encrypted under any of the keys."""
        return _keys().decrypt(encrypted_text.encode()).decode()


class SessionsAdapter(DefaultUserSessionsAdapter):
    """An ended session closes its sockets."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """End them all."""
        for session in sessions:
            session.end()
            publish(f"session.{session_name(session.session_key)}", {})


class HeadlessAdapter(DefaultHeadlessAdapter):
    """People are named by their public ids."""

    def serialize_user(self, user: User) -> dict[str, Any]:
        """Return what a page may know of whoever is signing in."""
        return {
            "id": user.public_id,
            "email": user.email,
            "display": user.name,
            "has_usable_password": user.has_usable_password(),
        }


def _request() -> HttpRequest:
    request: HttpRequest | None = context.request
    if request is None:
        raise PermissionDenied
    return request


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(secret)) for secret in secrets])


def _derived(secret: str | bytes) -> bytes:
    known = secret.encode() if isinstance(secret, str) else secret
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sealbridge second factor v1")
    return base64.urlsafe_b64encode(kdf.derive(known))
