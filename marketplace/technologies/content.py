"""What an offer says: its fields, their limits, and when it is complete enough to submit."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import rfc8785

from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import (
    choice_checked,
    choices_checked,
    languages_checked,
    number_checked,
    text_cleaned,
)
from marketplace.taxonomy.choices import (
    TRL_MAX,
    TRL_MIN,
    Industry,
    IpStatus,
    PartnerType,
    Region,
    TransferMode,
)
from marketplace.taxonomy.codes import ipc_codes_checked, ksic_codes_checked

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR_MIN, YEAR_MAX = 1970, 2100
KEYWORDS_MAX, KEYWORD_LENGTH = 12, 40

CARD_LIMITS = {"area": 80, "problem": 400}
SUMMARY_LIMITS = {
    "title": 120,
    "summary": 600,
    "description": 3000,
    "advantages": 2000,
    "specification": 2000,
    "comparison": 2000,
    "proof_available": 2000,
    "field_of_use": 2000,
    "partner_sought": 2000,
    "withheld": 2000,
}
_ONE_LINE = frozenset({"area", "title"})
# fields that versions older than them lack: empty, they stay out of the hash
_LATER_COLUMNS = ("ipc_codes", "ksic_codes", "partner_types", "regions")
_NEEDED_TEXTS = ("area", "problem", "title", "summary", "advantages", "withheld")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferText:
    """The offer's words in one language: `area` and `problem` are the anonymous card."""

    language: str
    area: str = ""
    problem: str = ""
    title: str = ""
    summary: str = ""
    description: str = ""
    advantages: str = ""
    specification: str = ""
    comparison: str = ""
    proof_available: str = ""
    field_of_use: str = ""
    partner_sought: str = ""
    keywords: tuple[str, ...] = ()
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferContent:
    """A whole offer; `industry` and `ip_status` are empty until chosen."""

    industry: str = ""
    trl: int | None = None
    transfer_modes: tuple[str, ...] = ()
    year: int | None = None
    ip_status: str = ""
    ipc_codes: tuple[str, ...] = ()
    ksic_codes: tuple[str, ...] = ()
    partner_types: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    texts: tuple[OfferText, ...] = ()


def offer_checked(content: OfferContent) -> OfferContent:
    """Return the offer cleaned for storing as a draft; fields may still be empty.

    Raises:
        InvalidInputError: A field is wrong; its name is `trl` or, in a text, `ko.title`.
    """
    languages_checked([text.language for text in content.texts], field="texts")
    return replace(
        content,
        industry=choice_checked(content.industry, allowed=Industry.values, field="industry"),
        trl=number_checked(content.trl, field="trl", smallest=TRL_MIN, largest=TRL_MAX),
        transfer_modes=choices_checked(
            content.transfer_modes, allowed=TransferMode.values, field="transferModes"
        ),
        year=number_checked(content.year, field="year", smallest=YEAR_MIN, largest=YEAR_MAX),
        ip_status=choice_checked(content.ip_status, allowed=IpStatus.values, field="ipStatus"),
        ipc_codes=ipc_codes_checked(content.ipc_codes, field="ipcCodes"),
        ksic_codes=ksic_codes_checked(content.ksic_codes, field="ksicCodes"),
        partner_types=choices_checked(
            content.partner_types, allowed=PartnerType.values, field="partnerTypes"
        ),
        regions=choices_checked(content.regions, allowed=Region.values, field="regions"),
        texts=tuple(_text_checked(text) for text in content.texts),
    )


def offer_missing(content: OfferContent) -> list[str]:
    """Return the names of the fields that readers of the market need and that are empty."""
    missing = [
        name
        for name, value in (
            ("industry", content.industry),
            ("trl", content.trl),
            ("transferModes", content.transfer_modes),
            ("ipStatus", content.ip_status),
            ("texts", content.texts),
        )
        if not value
    ]
    return missing + [
        f"{text.language}.{api_name(name)}"
        for text in content.texts
        for name in _NEEDED_TEXTS
        if not getattr(text, name)
    ]


def offer_completed(content: OfferContent) -> None:
    """Refuse an offer that lacks what readers of the market need.

    Raises:
        InvalidInputError: Code `incomplete`; `params["fields"]` names what is missing.
    """
    if missing := offer_missing(content):
        raise InvalidInputError(
            "Fill in the missing fields before you submit.",
            field=missing[0],
            code="incomplete",
            params={"fields": ", ".join(missing)},
        )


def offer_phrases(content: OfferContent) -> Iterator[tuple[str, str]]:
    """Give every free text that goes public as (field, text); a field is named like `ko.title`."""
    for text in content.texts:
        for name in text_columns():
            value = getattr(text, name)
            words = ", ".join(value) if isinstance(value, tuple) else value
            if words:
                yield f"{text.language}.{api_name(name)}", words


def offer_sha256(content: OfferContent) -> str:
    """Return the hex SHA-256 of the offer as canonical JSON (RFC 8785)."""
    document: dict[str, Any] = asdict(content)
    for name in _LATER_COLUMNS:
        if not document[name]:
            del document[name]
    document["texts"] = sorted(document["texts"], key=lambda text: str(text["language"]))
    return hashlib.sha256(rfc8785.dumps(_plain(document))).hexdigest()


def api_name(name: str) -> str:
    """Return a field's name as the API spells it."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def text_columns() -> tuple[str, ...]:
    """Return the names of the text fields, language aside."""
    return tuple(field.name for field in fields(OfferText) if field.name != "language")


def _text_checked(text: OfferText) -> OfferText:
    cleaned = {
        name: text_cleaned(
            getattr(text, name),
            field=f"{text.language}.{api_name(name)}",
            max_length=limit,
            multiline=name not in _ONE_LINE,
        )
        for name, limit in (CARD_LIMITS | SUMMARY_LIMITS).items()
    }
    return OfferText(language=text.language, keywords=_keywords_checked(text), **cleaned)


def _keywords_checked(text: OfferText) -> tuple[str, ...]:
    field = f"{text.language}.keywords"
    words = [
        text_cleaned(word, field=field, max_length=KEYWORD_LENGTH, multiline=False)
        for word in text.keywords
    ]
    unique = tuple(dict.fromkeys(word for word in words if word))
    if len(unique) > KEYWORDS_MAX:
        raise InvalidInputError(
            f"Give at most {KEYWORDS_MAX} keywords.",
            field=field,
            code="too_many",
            params={"max": str(KEYWORDS_MAX)},
        )
    return unique


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
