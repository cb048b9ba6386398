"""What mails say: how many, until when and where to look, and never about what or whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from marketplace.core.languages import Language
from marketplace.evidence.selectors import checkpoint_latest
from marketplace.notifications.korea import KOREA, is_end_of_day

if TYPE_CHECKING:
    from datetime import datetime

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The subject and the body of a mail."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What waits for a person.

    Attributes:
        asks: How many notices ask for an act.
        news: How many only tell.
        due_at: The earliest deadline of those that ask, or None.
    """

    asks: int
    news: int
    due_at: datetime | None = None


def notice_words(counts: Counts, *, language: str) -> Words:
    """Return what a mail says of the notices that wait."""
    if language == Language.EN:
        return _notice_en(counts)
    return _notice_ko(counts)


def invitation_words(*, language: str, expires_at: datetime) -> Words:
    """Return what a mail says of an invitation; it names no firm."""
    until = moment_words(expires_at, language=language)
    address = _address("/sign-up")
    if language == Language.EN:
        return Words(
            "[Sealbridge] An invitation waits for you",
            "Somebody invited you to act for an organisation on Sealbridge.\n"
            f"The invitation waits until {until}.\n\n"
            "Sign up with this mail address, or sign in if you have an account already, and "
            f"you will see it:\n{address}\n\n"
            "If you do not know what this is about, there is nothing you need to do.",
        )
    return Words(
        "[Sealbridge] 초대가 기다리고 있습니다",
        "Sealbridge에서 함께 일하자는 초대가 도착했습니다.\n"
        f"초대는 {until}까지 유효합니다.\n\n"
        "이 메일 주소로 가입하거나, 이미 계정이 있으면 로그인하면 초대를 볼 수 있습니다.\n"
        f"{address}\n\n"
        "무슨 초대인지 모르겠다면 아무것도 하지 않아도 됩니다.",
    )


def moment_words(moment: datetime, *, language: str) -> str:
    """Return a time in Korea as a reader of the language writes it; the end of a day is the day."""
    local = moment.astimezone(KOREA)
    is_day = is_end_of_day(moment)
    if language == Language.EN:
        day = f"{local.day} {_MONTHS[local.month - 1]}"
        return day if is_day else f"{day}, {local:%H:%M} (Korea)"
    day = f"{local.month}월 {local.day}일"
    return day if is_day else f"{day} {local:%H:%M}"


def with_checkpoint(body: str, *, language: str) -> str:
    """Return the body with the newest checkpoint of the log at its foot.

    Who keeps their mails can show later that the log was not rewritten.
    """
    newest = checkpoint_latest()
    if newest is None:
        return body
    origin, size, root = newest.note.split("\n", 3)[:3]
    if language == Language.EN:
        title = "Checkpoint of the records (name, size, root hash)"
    else:
        title = "거래기록 확정 시점 (이름, 크기, 루트 해시)"
    return f"{body}\n\n--\n{title}\n{origin}\n{size}\n{root}\n"


def _notice_ko(counts: Counts) -> Words:
    until = f", {moment_words(counts.due_at, language='ko')}까지" if counts.due_at else ""
    asked = f"확인할 요청 {counts.asks}건{until}"
    news = f"새 소식 {counts.news}건"
    lines = [line for line, count in ((asked, counts.asks), (news, counts.news)) if count]
    return Words(
        f"[Sealbridge] {lines[0]}",
        "\n".join(lines)
        + f"\n\n내용은 로그인한 뒤에 볼 수 있습니다.\n{_address('/notifications')}\n\n"
        f"알림 메일 설정: {_address('/account/notifications')}",
    )


def _notice_en(counts: Counts) -> Words:
    until = f", by {moment_words(counts.due_at, language='en')}" if counts.due_at else ""
    asked = f"{counts.asks} {'request' if counts.asks == 1 else 'requests'} to answer{until}"
    news = f"{counts.news} {'piece' if counts.news == 1 else 'pieces'} of news"
    lines = [line for line, count in ((asked, counts.asks), (news, counts.news)) if count]
    return Words(
        f"[Sealbridge] {lines[0]}",
        "\n".join(lines) + f"\n\nSign in to read them.\n{_address('/notifications')}\n\n"
        f"Which mails you get: {_address('/account/notifications')}",
    )


def _address(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
