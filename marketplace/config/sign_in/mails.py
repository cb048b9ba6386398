"""The words of the mails about an account, in both languages, and their way into the queue.

A code is typed in and no link changes anything, so that a scanner that follows links, or a
forwarded mail, can do nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.core.graphql.edge import language_wanted
from marketplace.core.languages import Language
from marketplace.notifications.services import mail_queue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    body: str


_NOBODY_ASKS = {
    Language.KO: "이 코드는 누구에게도 알려 주지 마세요. Sealbridge는 코드를 묻지 않습니다.",
    Language.EN: "Tell nobody this code. Sealbridge will never ask you for it.",
}
_NOT_YOU = {
    Language.KO: "본인이 요청하지 않았다면 이 메일은 무시하셔도 됩니다.",
    Language.EN: "If this was not you, ignore this mail.",
}
_NOT_YOU_ACT = {
    Language.KO: (
        "본인이 한 일이 아니라면 바로 비밀번호를 다시 설정해 주세요: {site}/reset-password"
    ),
    Language.EN: "If this was not you, reset your password at once: {site}/reset-password",
}


def _both(ko: _Words, en: _Words) -> dict[str, _Words]:
    return {Language.KO: ko, Language.EN: en}


def _code(ko: str, en: str) -> dict[str, _Words]:
    return _both(
        _Words(
            "확인 코드",
            f"{ko}\n\n    {{code}}\n\n코드는 {{minutes}}분 동안 쓸 수 있습니다. "
            f"{_NOBODY_ASKS[Language.KO]}\n\n{_NOT_YOU[Language.KO]}",
        ),
        _Words(
            "Your code",
            f"{en}\n\n    {{code}}\n\nThe code lasts {{minutes}} minutes. "
            f"{_NOBODY_ASKS[Language.EN]}\n\n{_NOT_YOU[Language.EN]}",
        ),
    )


def _warning(ko_subject: str, ko: str, en_subject: str, en: str) -> dict[str, _Words]:
    return _both(
        _Words(ko_subject, f"{ko}\n\n{_NOT_YOU_ACT[Language.KO]}"),
        _Words(en_subject, f"{en}\n\n{_NOT_YOU_ACT[Language.EN]}"),
    )


_MAILS: Final[dict[str, tuple[str, dict[str, _Words]]]] = {
    # allauth's name of the mail: our kind, the words
    "account/email/email_confirmation_signup": (
        "account.sign_up_code",
        _code(
            "Sealbridge 가입을 마치려면 화면에 이 코드를 입력해 주세요.",
            "Type this code on the page to finish signing up to Sealbridge.",
        ),
    ),
    "account/email/email_confirmation": (
        "account.address_code",
        _code(
            "이 메일 주소를 확인하려면 화면에 이 코드를 입력해 주세요.",
            "Type this code on the page to confirm this address.",
        ),
    ),
    "account/email/password_reset_code": (
        "account.reset_code",
        _code(
            "새 비밀번호를 설정하려면 화면에 이 코드를 입력해 주세요.",
            "Type this code on the page to set a new password.",
        ),
    ),
    "account/email/account_already_exists": (
        "account.exists",
        _both(
            _Words(
                "이미 가입된 주소입니다",
                "이 메일 주소로 가입을 시도했지만 이미 계정이 있습니다. 로그인해 주세요.\n"
                "비밀번호를 잊었다면 다시 설정할 수 있습니다: {site}/reset-password\n\n"
                f"{_NOT_YOU[Language.KO]}",
            ),
            _Words(
                "You have an account already",
                "Somebody tried to sign up with this address, which has an account already. "
                "Sign in instead.\n"
                "If you forgot the password, set a new one: {site}/reset-password\n\n"
                f"{_NOT_YOU[Language.EN]}",
            ),
        ),
    ),
    "account/email/unknown_account": (
        "account.unknown",
        _both(
            _Words(
                "이 주소로 된 계정이 없습니다",
                "비밀번호 재설정이 요청되었지만 이 메일 주소로 된 계정이 없습니다. "
                "다른 주소로 가입했을 수 있습니다.\n\n"
                f"{_NOT_YOU[Language.KO]}",
            ),
            _Words(
                "There is no account with this address",
                "Somebody asked for a new password, but there is no account with this address. "
                "You may have signed up with another one.\n\n"
                f"{_NOT_YOU[Language.EN]}",
            ),
        ),
    ),
    "account/email/email_changed": (
        "account.address_changed",
        _warning(
            "메일 주소가 바뀌었습니다",
            "계정의 메일 주소가 바뀌었습니다. 이제 이 주소로는 로그인할 수 없습니다.",
            "Your address was changed",
            "The address of your account was changed. This one no longer signs you in.",
        ),
    ),
    "account/email/password_changed": (
        "account.password_changed",
        _warning(
            "비밀번호가 바뀌었습니다",
            "계정의 비밀번호가 바뀌었고, 다른 기기에서는 로그아웃되었습니다.",
            "Your password was changed",
            "The password of your account was changed, and other devices were signed out.",
        ),
    ),
    "account/email/password_reset": (
        "account.password_reset",
        _warning(
            "비밀번호를 다시 설정했습니다",
            "계정의 비밀번호가 다시 설정되었고, 모든 기기에서 로그아웃되었습니다.",
            "Your password was reset",
            "The password of your account was reset, and all devices were signed out.",
        ),
    ),
    "mfa/email/totp_activated": (
        "account.second_step_on",
        _warning(
            "2단계 인증을 켰습니다",
            "계정에 인증 앱을 쓰는 2단계 인증이 켜졌습니다.",
            "Two-step sign-in is on",
            "Two-step sign-in by an authenticator app was turned on for your account.",
        ),
    ),
    "mfa/email/totp_deactivated": (
        "account.second_step_off",
        _warning(
            "2단계 인증을 껐습니다",
            "계정의 2단계 인증이 꺼졌습니다.",
            "Two-step sign-in is off",
            "Two-step sign-in was turned off for your account.",
        ),
    ),
    "mfa/email/webauthn_added": (
        "account.passkey_added",
        _warning(
            "패스키를 등록했습니다",
            "계정에 패스키가 등록되었습니다. 이 패스키로 로그인하고 서명할 수 있습니다.",
            "A passkey was added",
            "A passkey was added to your account; it signs in and signs documents.",
        ),
    ),
    "mfa/email/webauthn_removed": (
        "account.passkey_removed",
        _warning(
            "패스키를 지웠습니다",
            "계정에서 패스키가 지워졌습니다. "
            "이 패스키로는 더 이상 로그인이나 서명을 할 수 없습니다.",
            "A passkey was removed",
            "A passkey was removed from your account; it no longer signs in or signs documents.",
        ),
    ),
    "mfa/email/recovery_codes_generated": (
        "account.recovery_codes",
        _warning(
            "복구 코드를 새로 만들었습니다",
            "복구 코드가 새로 만들어졌고, 예전 코드는 더 이상 쓸 수 없습니다.",
            "New recovery codes",
            "New recovery codes were made for your account; the old ones no longer work.",
        ),
    ),
}


def account_mail_queue(
    name: str, *, address: str, context: Mapping[str, Any], request: HttpRequest
) -> None:
    """Queue one of the mails about an account.

    Args:
        name: What allauth calls it.
        address: Where it goes.
        context: May hold `code`, and `user` whose account it is.
        request: In whose language a mail to an address without account is written.

    Raises:
        KeyError: We have no words for it; a mail in somebody else's words is never sent.
    """
    kind, words = _MAILS[name]
    user = context.get("user") or User.objects.filter(email=address.lower()).first()
    language = (
        user.language if user else language_wanted(request.headers.get("Accept-Language")).value
    )
    chosen = words[language]
    values = {
        "code": context.get("code", ""),
        "minutes": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT // 60,
        "site": settings.PUBLIC_URL,
    }
    mail_queue(
        address=address,
        user_id=user.pk if user else None,
        kind=kind,
        language=language,
        subject=f"[Sealbridge] {chosen.subject}",
        body=f"{chosen.body.format(**values)}\n\nSealbridge\n{settings.PUBLIC_URL}\n",
        now=timezone.now(),
    )
