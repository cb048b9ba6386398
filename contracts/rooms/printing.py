"""A technical-data request on paper: the written form, and inside it what was asked."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from contracts.rooms.content import day_in_korea, form_text
from contracts.rooms.form_words import CHOICES, WORDS
from contracts.rooms.states import ItemState
from marketplace.core.pdf import Attachment, pdf_made
from marketplace.notifications.korea import KOREA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from contracts.rooms.models import RequestItem, TechnicalDataRequest
    from marketplace.accounts.models import Membership, Organisation

_TEMPLATE: Final = Path(__file__).parent / "request.typ"
_ROWS: Final = (
    "title",
    "purpose",
    "purpose_words",
    "justification",
    "secrecy",
    "present_owner",
    "is_joint_development",
    "ownership_after",
    "consideration",
    "payment_method",
    "delivery_on",
    "delivery_method",
    "use",
    "return_on",
    "return_method",
)


def request_pdf(
    request: TechnicalDataRequest, items: Sequence[RequestItem], *, language: str
) -> bytes:
    """Return an issued request as a PDF; what was asked for lies inside it as canonical JSON.

    Args:
        request: The request, with its room's firms and who sealed it.
        items: Its items in their order.
        language: The language of the printed words; what people wrote stays as it is.
    """
    said = form_text(request, items)
    inside = Attachment("request.json", said, "application/json", "What the request says")
    return pdf_made(
        _TEMPLATE,
        _data(request, items, language, hashlib.sha256(said).hexdigest()),
        attachments=[inside],
        made_at=request.withdrawn_at or request.answered_at or request.issued_at,
    )


def _data(
    request: TechnicalDataRequest, items: Sequence[RequestItem], language: str, sha256: str
) -> Mapping[str, Any]:
    words = WORDS[language]
    withdrawn = request.withdrawn_at
    room = request.room
    return {
        "title": words["heading"],
        "language": language,
        "words": words,
        "withdrawn": words["withdrawn"].format(day=day_in_korea(withdrawn)) if withdrawn else None,
        "rows": [[words[name], _value(request, name, language)] for name in _ROWS],
        "items": [_item(item, language) for item in items],
        "buyer": _seal("buyer", room.buyer, request.issued_by, request.issued_at, language),
        "seller": _seal("seller", room.seller, request.answered_by, request.answered_at, language),
        "number": request.public_id,
        "form": request.form_version,
        "kept": str(request.retention_until),
        "sha256": sha256,
    }


def _value(request: TechnicalDataRequest, name: str, language: str) -> str:
    if name == "use":
        return f"{request.use_from} \N{EN DASH} {request.use_until}"
    value = str(getattr(request, name))
    return CHOICES[language].get(name, {}).get(value, value)


def _item(item: RequestItem, language: str) -> Mapping[str, str | None]:
    words, choices = WORDS[language], CHOICES[language]
    state = choices["state"][item.state]
    decided = item.revoked_at or item.decided_at
    reason = None
    if item.state == ItemState.REFUSED:
        named = choices["refusal_reason"][item.refusal_reason]
        reason = f"{named}: {item.refusal_words}" if item.refusal_words else named
    return {
        "words": item.words,
        "purpose": words["item_purpose"].format(purpose=item.purpose) if item.purpose else None,
        "decision": (
            words["decision"].format(state=state, day=day_in_korea(decided)) if decided else state
        ),
        "reason": reason,
    }


def _seal(
    side: str,
    firm: Organisation,
    member: Membership | None,
    moment: datetime | None,
    language: str,
) -> Mapping[str, str]:
    words = WORDS[language]
    names = (firm.name_ko, firm.name_en) if language == "ko" else (firm.name_en, firm.name_ko)
    return {
        "side": words[side],
        "firm": names[0] or names[1],
        "name": member.user.name if member else words["open"],
        "at": f"{moment.astimezone(KOREA):%Y-%m-%d %H:%M:%S} (UTC+9)" if moment else "",
    }
