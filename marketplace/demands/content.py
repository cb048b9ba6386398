"""What a demand says: its fields, their limits, and when it is complete enough to publish."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import rfc8785

from marketplace.core.errors import InvalidInputError
from marketplace.core.texts import (
    choices_checked,
    languages_checked,
    number_checked,
    text_cleaned,
)
from marketplace.taxonomy.choices import TRL_MAX, TRL_MIN, Industry, TransferMode

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_LIMITS = {"title": 120, "need": 4000, "outcomes": 3000, "constraints": 2000}
EXCLUSIONS_MAX = 2000
BUDGET_MAX = 10**15
DEADLINE_MAX = dt.date(2100, 12, 31)
_NEEDED_TEXTS = ("title", "need")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandWords:
    """The demand's words in one language."""

    language: str
    title: str = ""
    need: str = ""
    outcomes: str = ""
    constraints: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandContent:
    """A whole demand; budgets are minor units of `currency`, `exclusions` stay with the firm."""

    industries: tuple[str, ...] = ()
    trl_min: int | None = None
    trl_max: int | None = None
    transfer_modes: tuple[str, ...] = ()
    budget_min: int | None = None
    budget_max: int | None = None
    currency: str = ""
    deadline: dt.date | None = None
    exclusions: str = ""
    texts: tuple[DemandWords, ...] = ()


def demand_checked(content: DemandContent) -> DemandContent:
    """Return the demand cleaned for storing as a draft; fields may still be empty.

    Raises:
        InvalidInputError: A field is wrong; its name is `trlMin` or, in a text, `ko.title`.
    """
    languages_checked([text.language for text in content.texts], field="texts")
    checked = replace(
        content,
        industries=choices_checked(content.industries, allowed=Industry.values, field="industries"),
        trl_min=number_checked(content.trl_min, field="trlMin", smallest=TRL_MIN, largest=TRL_MAX),
        trl_max=number_checked(content.trl_max, field="trlMax", smallest=TRL_MIN, largest=TRL_MAX),
        transfer_modes=choices_checked(
            content.transfer_modes, allowed=TransferMode.values, field="transferModes"
        ),
        budget_min=number_checked(
            content.budget_min, field="budgetMin", smallest=0, largest=BUDGET_MAX
        ),
        budget_max=number_checked(
            content.budget_max, field="budgetMax", smallest=0, largest=BUDGET_MAX
        ),
        exclusions=text_cleaned(content.exclusions, field="exclusions", max_length=EXCLUSIONS_MAX),
        texts=tuple(_words_checked(text) for text in content.texts),
    )
    _ordered(checked.trl_min, checked.trl_max, field="trlMax")
    _ordered(checked.budget_min, checked.budget_max, field="budgetMax")
    _currency_checked(checked)
    if checked.deadline is not None and checked.deadline > DEADLINE_MAX:
        raise InvalidInputError(
            f"Choose a deadline up to {DEADLINE_MAX:%Y-%m-%d}.",
            field="deadline",
            code="out_of_range",
            params={"max": f"{DEADLINE_MAX:%Y-%m-%d}"},
        )
    return checked


def demand_missing(content: DemandContent) -> list[str]:
    """Return the names of the fields that readers need and that are empty."""
    missing = [
        name
        for name, value in (
            ("industries", content.industries),
            ("transferModes", content.transfer_modes),
            ("texts", content.texts),
        )
        if not value
    ]
    return missing + [
        f"{text.language}.{name}"
        for text in content.texts
        for name in _NEEDED_TEXTS
        if not getattr(text, name)
    ]


def demand_completed(content: DemandContent, *, today: dt.date) -> None:
    """Refuse a demand that lacks what readers need, or whose deadline is over.

    Raises:
        InvalidInputError: Code `incomplete`, with `params["fields"]`, or `in_the_past`.
    """
    if missing := demand_missing(content):
        raise InvalidInputError(
            "Fill in the missing fields before you publish.",
            field=missing[0],
            code="incomplete",
            params={"fields": ", ".join(missing)},
        )
    if content.deadline is not None and content.deadline <= today:
        raise InvalidInputError(
            "Choose a deadline after today.", field="deadline", code="in_the_past"
        )


def demand_phrases(content: DemandContent) -> Iterator[tuple[str, str]]:
    """Give every free text that goes public as (field, text); a field is named like `ko.title`."""
    for text in content.texts:
        for name in TEXT_LIMITS:
            if words := getattr(text, name):
                yield f"{text.language}.{name}", words


def demand_sha256(content: DemandContent) -> str:
    """Return the hex SHA-256 of the demand as canonical JSON (RFC 8785)."""
    document: dict[str, Any] = asdict(content)
    document["deadline"] = content.deadline.isoformat() if content.deadline else None
    # canonical JSON holds no integers beyond 2**53, so money travels as text
    for name in ("budget_min", "budget_max"):
        document[name] = None if document[name] is None else str(document[name])
    for name in ("industries", "transfer_modes"):
        document[name] = list(document[name])
    document["texts"] = sorted(document["texts"], key=lambda text: str(text["language"]))
    return hashlib.sha256(rfc8785.dumps(document)).hexdigest()


def _words_checked(text: DemandWords) -> DemandWords:
    cleaned = {
        name: text_cleaned(
            getattr(text, name),
            field=f"{text.language}.{name}",
            max_length=limit,
            multiline=name != "title",
        )
        for name, limit in TEXT_LIMITS.items()
    }
    return DemandWords(language=text.language, **cleaned)


def _ordered(smaller: int | None, larger: int | None, *, field: str) -> None:
    if smaller is not None and larger is not None and smaller > larger:
        raise InvalidInputError(
            "The upper end lies below the lower end.", field=field, code="wrong_order"
        )


def _currency_checked(content: DemandContent) -> None:
    has_budget = content.budget_min is not None or content.budget_max is not None
    if content.currency and not re.fullmatch(r"[A-Z]{3}", content.currency):
        raise InvalidInputError("Use a currency code such as KRW.", field="currency")
    if has_budget and not content.currency:
        raise InvalidInputError(
            "Choose the currency of the budget.", field="currency", code="required"
        )
