"""What a technical-data request says: its fields, their limits, and when nothing is missing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

import rfc8785

from contracts.rooms.states import (
    DeliveryMethod,
    OwnershipAfter,
    PresentOwner,
    RequestPurpose,
    ReturnMethod,
)
from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import choice_checked, text_cleaned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contracts.rooms.forms import RequestForm
    from contracts.rooms.models import RequestItem, TechnicalDataRequest

_KOREA: Final = timezone(timedelta(hours=9))
ITEMS_STORED_MAX: Final = 30
_ITEM_WORDS_MAX, _ITEM_PURPOSE_MAX = 300, 500
# column: (name in the API, largest number of characters, whether it may have several lines)
_TEXTS: Final = {
    "title": ("title", 200, False),
    "purpose_words": ("purposeWords", 1000, True),
    "justification": ("justification", 2000, True),
    "secrecy": ("secrecy", 1000, True),
    "consideration": ("consideration", 1000, True),
    "payment_method": ("paymentMethod", 500, True),
}
_CHOICES: Final = {
    "purpose": ("purpose", RequestPurpose.values),
    "present_owner": ("presentOwner", PresentOwner.values),
    "ownership_after": ("ownershipAfter", OwnershipAfter.values),
    "delivery_method": ("deliveryMethod", DeliveryMethod.values),
    "return_method": ("returnMethod", ReturnMethod.values),
}
_DATES: Final = {
    "delivery_on": "deliveryOn",
    "use_from": "useFrom",
    "use_until": "useUntil",
    "return_on": "returnOn",
}
_NAMES: Final = {
    **{column: spec[0] for column, spec in _TEXTS.items()},
    **{column: spec[0] for column, spec in _CHOICES.items()},
    **_DATES,
    "is_joint_development": "isJointDevelopment",
}


@dataclass(frozen=True, slots=True)
class ItemContent:
    """One thing asked for, and what for."""

    words: str
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContent:
    """What a request says, field by field as the statutes name them; a draft may have gaps.

    Attributes:
        title: Name and scope of the technical data.
        purpose: What it is asked for, one of those that the form in force allows.
        purpose_words: The purpose in own words.
        justification: Why the request is justified.
        secrecy: What is to be kept secret, and how.
        present_owner: Who owns it now.
        is_joint_development: Whether both firms developed it.
        ownership_after: Who owns it after it was shown.
        consideration: What is given for it.
        payment_method: How and when that is paid.
        delivery_on, delivery_method: When and how it is handed over.
        use_from, use_until: In which days it may be used.
        return_on, return_method: When and how it is returned or destroyed.
        items: What is asked for, one by one.
    """

    title: str = ""
    purpose: str = ""
    purpose_words: str = ""
    justification: str = ""
    secrecy: str = ""
    present_owner: str = ""
    is_joint_development: bool | None = None
    ownership_after: str = ""
    consideration: str = ""
    payment_method: str = ""
    delivery_on: date | None = None
    delivery_method: str = ""
    use_from: date | None = None
    use_until: date | None = None
    return_on: date | None = None
    return_method: str = ""
    items: tuple[ItemContent, ...] = ()


def content_columns(content: RequestContent) -> dict[str, Any]:
    """Return the columns of a draft, each cleaned.

    Raises:
        InvalidInputError: A text is too long, a value is none of those offered, or use would end
            before it begins.
    """
    columns: dict[str, Any] = {"is_joint_development": content.is_joint_development}
    for column, (field, most, multiline) in _TEXTS.items():
        columns[column] = text_cleaned(
            getattr(content, column), field=field, max_length=most, multiline=multiline
        )
    for column, (field, allowed) in _CHOICES.items():
        columns[column] = choice_checked(getattr(content, column), allowed=allowed, field=field)
    for column in _DATES:
        columns[column] = getattr(content, column)
    _days_in_order(columns["use_from"], columns["use_until"], field="useUntil")
    return columns


def items_cleaned(items: Sequence[ItemContent]) -> list[ItemContent]:
    """Return the items cleaned, in their order.

    Raises:
        InvalidInputError: There are too many, one is empty, or a text is too long.
    """
    if len(items) > ITEMS_STORED_MAX:
        raise InvalidInputError(
            f"Ask for at most {ITEMS_STORED_MAX} things in one request.",
            field="items",
            code="too_many",
            params={"max": str(ITEMS_STORED_MAX)},
        )
    cleaned = []
    for item in items:
        words = text_cleaned(item.words, field="items", max_length=_ITEM_WORDS_MAX, multiline=False)
        if not words:
            raise InvalidInputError("Name each item.", field="items", code="required")
        purpose = text_cleaned(item.purpose, field="items", max_length=_ITEM_PURPOSE_MAX)
        cleaned.append(ItemContent(words, purpose))
    return cleaned


def missing_of(request: TechnicalDataRequest, items: Sequence[RequestItem]) -> list[str]:
    """Return the names in the API of what still has to be filled in before it can be issued."""
    missing = [name for column, name in _NAMES.items() if getattr(request, column) in {"", None}]
    if not items or any(not item.purpose for item in items):
        missing.append("items")
    return missing


def issuable_checked(
    request: TechnicalDataRequest, items: Sequence[RequestItem], *, form: RequestForm, today: date
) -> None:
    """Refuse to issue what has gaps, asks for everything at once, or names days that are over.

    Raises:
        InvalidInputError: Names the field; code `name_each_item` where an item asks for all.
    """
    for item in items:
        if form.asks_for_everything(item.words):
            raise InvalidInputError(
                "Name each document or drawing by itself; asking for everything is not allowed.",
                field="items",
                code="name_each_item",
                params={"position": str(item.position)},
            )
    for name in missing_of(request, items):
        message = "Fill this in before you ask."
        if name == "items":
            message = "Name at least one thing, and for each what it is needed for."
        raise InvalidInputError(message, field=name, code="required")
    if len(items) > form.items_max:
        raise InvalidInputError(
            f"Ask for at most {form.items_max} things in one request.",
            field="items",
            code="too_many",
            params={"max": str(form.items_max)},
        )
    if request.purpose not in form.purposes:
        raise InvalidInputError(
            "Choose a purpose that the form allows.", field="purpose", code="not_a_choice"
        )
    _days_in_order(today, request.delivery_on, field="deliveryOn")
    _days_in_order(today, request.use_until, field="useUntil")
    _days_in_order(request.use_until, request.return_on, field="returnOn")


def form_sha256(request: TechnicalDataRequest, items: Sequence[RequestItem]) -> str:
    """Return the SHA-256 of everything the request says."""
    return hashlib.sha256(form_text(request, items)).hexdigest()


def form_text(request: TechnicalDataRequest, items: Sequence[RequestItem]) -> bytes:
    """Return everything the request says, as canonical JSON of RFC 8785."""
    words: Mapping[str, Any] = {
        "request": request.public_id,
        "form": request.form_version,
        **{name: _plain(getattr(request, column)) for column, name in _NAMES.items()},
        "items": [
            {"id": item.public_id, "words": item.words, "purpose": item.purpose} for item in items
        ],
    }
    return rfc8785.dumps(words)


def day_in_korea(moment: datetime) -> date:
    """Return the day in Korea at a moment."""
    return moment.astimezone(_KOREA).date()


def begins(day: date) -> datetime:
    """Return the first moment of a day in Korea."""
    return datetime.combine(day, time.min, _KOREA).astimezone(UTC)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _days_in_order(first: date | None, last: date | None, *, field: str) -> None:
    if first is not None and last is not None and last < first:
        raise InvalidInputError("This day comes too early.", field=field, code="too_early")
