"""What a depositor writes about a deposit, as one value, cleaned and bounded."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.escrow.models import FILE_NAME_MAX
from marketplace.escrow.states import DepositKind

CONTRIBUTORS_MAX: Final = 30
_TITLE_MAX, _OUTLINE_MAX, _NAME_MAX, _ADDRESS_MAX = 200, 4000, 120, 300
_CONTRIBUTOR_MAX, _PART_MAX, _MEDIA_TYPE_MAX = 80, 200, 100
_EARLIEST: Final = dt.date(1900, 1, 1)
_KOREA: Final = dt.timezone(dt.timedelta(hours=9))
# what no file system of the people who will open it takes in a name
_NOT_IN_NAMES: Final = frozenset('/\\:*?"<>|')
_MEDIA_TYPE_EXTRA: Final = frozenset("!#$&-^_.+/")
_REQUIRED: Final = ("title", "kind", "made_on", "outline", "depositor_name", "depositor_address")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorWords:
    """Somebody who made part of what is deposited."""

    name: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositWords:
    """What a depositor writes; fields may be empty until the deposit is sealed."""

    title: str = ""
    kind: str = ""
    made_on: dt.date | None = None
    outline: str = ""
    depositor_name: str = ""
    depositor_address: str = ""
    contributors: tuple[ContributorWords, ...] = ()


def words_checked(words: DepositWords, *, now: dt.datetime) -> DepositWords:
    """Return the words cleaned.

    Raises:
        InvalidInputError: One is too long, no choice, repeated, or the day is still to come.
    """
    if words.made_on is not None and not _EARLIEST <= words.made_on <= day_in_korea(now):
        raise InvalidInputError(
            "Enter the day on which it was finished; it cannot lie in the future.",
            field="madeOn",
            code="not_a_past_day",
        )
    return replace(
        words,
        title=_line(words.title, "title", _TITLE_MAX),
        kind=choice_checked(words.kind, allowed=DepositKind.values, field="kind"),
        outline=text_cleaned(words.outline, field="outline", max_length=_OUTLINE_MAX),
        depositor_name=_line(words.depositor_name, "depositorName", _NAME_MAX),
        depositor_address=_line(words.depositor_address, "depositorAddress", _ADDRESS_MAX),
        contributors=_contributors_checked(words.contributors),
    )


def words_completed(words: DepositWords) -> None:
    """Refuse to seal while something is missing.

    Raises:
        InvalidInputError: Code `incomplete`, with the first field that is empty.
    """
    for name in _REQUIRED:
        if not getattr(words, name):
            head, *tail = name.split("_")
            field = head + "".join(part.capitalize() for part in tail)
            raise InvalidInputError("Fill in this field first.", field=field, code="incomplete")


def file_name_checked(name: str) -> str:
    """Return the name under which a file is kept, as its owner will find it again.

    Raises:
        InvalidInputError: It is missing, too long, or no system could write it (`file_name`).
    """
    text = _line(name, "name", FILE_NAME_MAX)
    if not text:
        raise InvalidInputError("Give the file a name.", field="name", code="required")
    if text.startswith(".") or text.endswith(".") or not _NOT_IN_NAMES.isdisjoint(text):
        raise InvalidInputError(
            'Use a plain file name, without / \\ : * ? " < > | and without a dot at its ends.',
            field="name",
            code="file_name",
        )
    return text


def media_type_checked(value: str) -> str:
    """Return the media type in lower case, or the general one where none was given.

    Raises:
        InvalidInputError: It is none.
    """
    text = _line(value, "mediaType", _MEDIA_TYPE_MAX).lower() or "application/octet-stream"
    is_plain = text.isascii() and all(c.isalnum() or c in _MEDIA_TYPE_EXTRA for c in text)
    if not is_plain or text.count("/") != 1 or not all(text.split("/")):
        raise InvalidInputError(
            "Send a media type such as application/pdf.", field="mediaType", code="not_a_choice"
        )
    return text


def name_key(name: str) -> str:
    """Return what two names share that one folder cannot hold beside each other."""
    return unicodedata.normalize("NFKC", name).casefold()


def day_in_korea(now: dt.datetime) -> dt.date:
    """Return the day that it is in Korea."""
    return now.astimezone(_KOREA).date()


def _contributors_checked(given: tuple[ContributorWords, ...]) -> tuple[ContributorWords, ...]:
    if len(given) > CONTRIBUTORS_MAX:
        raise InvalidInputError(
            f"Name at most {CONTRIBUTORS_MAX} people.",
            field="contributors",
            code="too_many",
            params={"max": str(CONTRIBUTORS_MAX)},
        )
    checked = tuple(
        ContributorWords(
            name=_line(one.name, "contributors", _CONTRIBUTOR_MAX),
            part=_line(one.part, "contributors", _PART_MAX),
        )
        for one in given
    )
    if not all(one.name for one in checked):
        raise InvalidInputError("Name each person.", field="contributors", code="required")
    return checked


def _line(text: str, field: str, max_length: int) -> str:
    return text_cleaned(text, field=field, max_length=max_length, multiline=False)
