"""What terms say: their fields, their limits, and what a milestone may ask for."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import rfc8785

from contracts.deals.states import Exclusivity
from contracts.deals.undeclared import asks_for_everything, data_named
from marketplace.core.errors import InvalidInputError
from marketplace.core.money import Currency, amount_checked
from marketplace.core.opaque import is_opaque_id
from marketplace.core.texts import choice_checked, number_checked, text_cleaned
from marketplace.taxonomy.choices import TransferMode

if TYPE_CHECKING:
    from collections.abc import Collection

TEXT_LIMITS: Final = {"field": 500, "territory": 300, "note": 2000}
TITLE_MAX, DELIVERY_MAX = 200, 1000
MONTHS_MAX, BASIS_POINTS = 600, 10_000
MILESTONES_MAX, DOCUMENTS_MAX = 12, 50
DUE_MAX: Final = dt.date(2100, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneContent:
    """A payment and what is delivered for it.

    Attributes:
        amount: Minor units of the terms' currency.
        due_on: Last day in Korea for the delivery.
        delivery: What is delivered, in words.
        documents: Public ids of files of the NDA's annex that are delivered.
        deposit_release: Whether the sealed deposit as a whole is.
    """

    title: str = ""
    amount: int = 0
    due_on: dt.date | None = None
    delivery: str = ""
    documents: tuple[str, ...] = ()
    deposit_release: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsContent:
    """Whole terms; amounts are minor units, royalty is hundredths of a per cent of net sales."""

    mode: str = ""
    field: str = ""
    territory: str = ""
    exclusivity: str = ""
    months: int | None = None
    currency: str = ""
    upfront: int = 0
    royalty_basis_points: int = 0
    note: str = ""
    milestones: tuple[MilestoneContent, ...] = ()


def terms_checked(
    content: TermsContent, *, declared: Collection[str], today: dt.date
) -> TermsContent:
    """Return the terms cleaned for storing.

    Args:
        content: What was given.
        declared: Public ids of the files that the NDA's annex lists.
        today: The day in Korea.

    Raises:
        InvalidInputError: A field is wrong or missing; a milestone's is named like
            `milestones.0.delivery`.
    """
    checked = replace(
        content,
        mode=_chosen(content.mode, TransferMode.values, "mode"),
        field=_needed(content.field, "field", TEXT_LIMITS["field"]),
        territory=_needed(content.territory, "territory", TEXT_LIMITS["territory"]),
        exclusivity=_chosen(content.exclusivity, Exclusivity.values, "exclusivity"),
        months=number_checked(content.months, field="months", smallest=1, largest=MONTHS_MAX),
        currency=_chosen(content.currency, Currency.values, "currency"),
        upfront=amount_checked(content.upfront, field="upfrontMinor", smallest=0),
        royalty_basis_points=number_checked(
            content.royalty_basis_points,
            field="royaltyBasisPoints",
            smallest=0,
            largest=BASIS_POINTS,
        )
        or 0,
        note=text_cleaned(content.note, field="note", max_length=TEXT_LIMITS["note"]),
    )
    if len(checked.milestones) > MILESTONES_MAX:
        raise InvalidInputError(
            f"Give at most {MILESTONES_MAX} milestones.",
            field="milestones",
            code="too_many",
            params={"max": str(MILESTONES_MAX)},
        )
    milestones = tuple(
        _milestone_checked(milestone, number, declared=declared, today=today)
        for number, milestone in enumerate(checked.milestones)
    )
    _payable(checked.upfront, milestones)
    return replace(checked, milestones=milestones)


def terms_sha256(content: TermsContent, *, salt: bytes) -> str:
    """Return the hex SHA-256 of the salt and the terms as canonical JSON (RFC 8785)."""
    document: dict[str, Any] = asdict(content)
    # canonical JSON holds no integers beyond 2**53, so money travels as text
    document["upfront"] = str(content.upfront)
    document["milestones"] = [
        {
            **asdict(milestone),
            "amount": str(milestone.amount),
            "due_on": milestone.due_on.isoformat() if milestone.due_on else None,
            "documents": list(milestone.documents),
        }
        for milestone in content.milestones
    ]
    return hashlib.sha256(salt + rfc8785.dumps(document)).hexdigest()


def _milestone_checked(
    milestone: MilestoneContent, number: int, *, declared: Collection[str], today: dt.date
) -> MilestoneContent:
    at = f"milestones.{number}"
    checked = replace(
        milestone,
        title=_needed(milestone.title, f"{at}.title", TITLE_MAX, multiline=False),
        amount=amount_checked(milestone.amount, field=f"{at}.amountMinor"),
        due_on=_due_checked(milestone.due_on, f"{at}.dueOn", today),
        delivery=_needed(milestone.delivery, f"{at}.delivery", DELIVERY_MAX),
        documents=_documents_checked(milestone.documents, f"{at}.documents", declared),
    )
    _asks_for_listed_data(checked, at)
    return checked


def _asks_for_listed_data(milestone: MilestoneContent, at: str) -> None:
    """Refuse a payment that hangs on technical data nobody has listed."""
    for name, words in (("title", milestone.title), ("delivery", milestone.delivery)):
        if asks_for_everything(words):
            raise InvalidInputError(
                'Name each thing that is delivered; "all" and "everything" name nothing.',
                field=f"{at}.{name}",
                code="name_each_item",
            )
        listed = milestone.documents or milestone.deposit_release
        if not listed and (named := data_named(words)):
            raise InvalidInputError(
                "A payment may not depend on technical data that the NDA's annex does not list. "
                "Name the documents of the annex, or the sealed deposit.",
                field=f"{at}.documents",
                code="undeclared_data",
                params={"word": named},
            )


def _documents_checked(
    documents: tuple[str, ...], field: str, declared: Collection[str]
) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(documents))
    if len(given) > DOCUMENTS_MAX:
        raise InvalidInputError(
            f"Name at most {DOCUMENTS_MAX} documents.",
            field=field,
            code="too_many",
            params={"max": str(DOCUMENTS_MAX)},
        )
    if not all(is_opaque_id(public_id) and public_id in declared for public_id in given):
        raise InvalidInputError(
            "Name only documents that the NDA's annex lists.", field=field, code="undeclared_data"
        )
    return given


def _payable(upfront: int, milestones: tuple[MilestoneContent, ...]) -> None:
    """Refuse terms under which nothing could be held before the technology is released."""
    total = upfront + sum(milestone.amount for milestone in milestones)
    if total == 0:
        raise InvalidInputError(
            "Agree a payment at the beginning or at a milestone; the technology is released only "
            "once a first payment is held.",
            field="upfrontMinor",
            code="payment_needed",
        )
    amount_checked(total, field="milestones" if milestones else "upfrontMinor")
    if sum(milestone.deposit_release for milestone in milestones) > 1:
        raise InvalidInputError(
            "The deposit is released once; name it at one milestone.",
            field="milestones",
            code="repeated",
        )


def _due_checked(due_on: dt.date | None, field: str, today: dt.date) -> dt.date:
    if due_on is None:
        raise InvalidInputError("Choose a day.", field=field, code="required")
    if due_on < today:
        raise InvalidInputError("Choose today or a later day.", field=field, code="in_the_past")
    if due_on > DUE_MAX:
        raise InvalidInputError(
            f"Choose a day up to {DUE_MAX:%Y-%m-%d}.",
            field=field,
            code="out_of_range",
            params={"max": f"{DUE_MAX:%Y-%m-%d}"},
        )
    return due_on


def _needed(value: str, field: str, max_length: int, *, multiline: bool = True) -> str:
    text = text_cleaned(value, field=field, max_length=max_length, multiline=multiline)
    if not text:
        raise InvalidInputError("Fill this in.", field=field, code="required")
    return text


def _chosen(value: str, allowed: list[str], field: str) -> str:
    choice = choice_checked(value, allowed=allowed, field=field)
    if not choice:
        raise InvalidInputError("Choose one.", field=field, code="required")
    return choice
