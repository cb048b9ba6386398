"""What mails say: how many, until when and where to look, and never about what or whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings

from marketplace.core.languages import Language
from marketplace.evidence.selectors import checkpoint_latest
from marketplace.notifications.korea import KOREA, is_end_of_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from marketplace.notifications.telling import Line, Waiting

_MOST_LINES: Final = 12
_PREFERENCES: Final = "/account/notifications"

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The subject and the body of a mail."""

    subject: str
    body: str


def notice_words(waiting: Waiting, *, language: str) -> Words:
    """Return what a mail says of what waits: how much, until when, and where each is done."""
    is_english = language == Language.EN
    head = _heads_en if is_english else _heads_ko
    asked, news = head(waiting)
    parts = [
        "\n".join([title, *_lines(lines, is_english=is_english)])
        for title, lines in ((asked, waiting.asks), (news, waiting.news))
        if lines
    ]
    if is_english:
        foot = f"Sign in to read them.\nWhich mails you get: {_address(_PREFERENCES)}"
    else:
        foot = f"내용은 로그인한 뒤에 볼 수 있습니다.\n알림 메일 설정: {_address(_PREFERENCES)}"
    subject = asked if waiting.asks else news
    return Words(f"[Sealbridge] {subject}", "\n\n".join([*parts, foot]))


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


def _heads_ko(waiting: Waiting) -> tuple[str, str]:
    until = f", {moment_words(waiting.due_at, language='ko')}까지" if waiting.due_at else ""
    return f"확인할 요청 {_count(waiting.asks)}건{until}", f"새 소식 {_count(waiting.news)}건"


def _heads_en(waiting: Waiting) -> tuple[str, str]:
    until = f", by {moment_words(waiting.due_at, language='en')}" if waiting.due_at else ""
    asks, news = _count(waiting.asks), _count(waiting.news)
    return (
        f"{asks} {'request' if asks == 1 else 'requests'} to answer{until}",
        f"{news} {'piece' if news == 1 else 'pieces'} of news",
    )


def _count(lines: Sequence[Line]) -> int:
    return sum(line.count for line in lines)


def _lines(lines: Sequence[Line], *, is_english: bool) -> list[str]:
    """Return a line for each place with its address; of very many the page of notices tells."""
    told = [
        f"- {_line_words(line, is_english=is_english)}\n{_address(line.path)}"
        for line in lines[:_MOST_LINES]
    ]
    rest = _count(lines[_MOST_LINES:])
    if rest:
        more = f"{rest} more" if is_english else f"그 밖에 {rest}건"
        told.append(f"- {more}\n{_address('/notifications')}")
    return told


def _line_words(line: Line, *, is_english: bool) -> str:
    words = line.words(is_english=is_english)
    if line.count > 1:
        words += f" ({line.count})" if is_english else f" {line.count}건"
    if line.due_at is None:
        return words
    if is_english:
        return f"{words}, by {moment_words(line.due_at, language='en')}"
    return f"{words}, {moment_words(line.due_at, language='ko')}까지"


def _address(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
