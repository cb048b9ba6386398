"""Compare what a bank's statement shows with the transfer that is awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.payments.providers.bank import is_reference, reference_plain
from marketplace.core.errors import InvalidInputError

if TYPE_CHECKING:
    from contracts.payments.models import Installment


def transfer_compared(
    installment: Installment, *, reference: str | None, amount_minor: int | None
) -> None:
    """Refuse a statement's line that is about another transfer; what is not given is not compared.

    Raises:
        InvalidInputError: `reference_misread`, `reference_other` or `amount_other`.
    """
    instruction = installment.instruction
    assert instruction is not None, "what is awaited was instructed"
    if reference is not None:
        _reference_compared(reference, expected=instruction.reference)
    if amount_minor is not None and amount_minor != instruction.amount_minor:
        raise InvalidInputError(
            "This is another amount than the contract names.", field="amount", code="amount_other"
        )


def _reference_compared(seen: str, *, expected: str) -> None:
    if not seen.strip():
        raise InvalidInputError(
            "Enter the reference from the statement.", field="reference", code="required"
        )
    if not is_reference(seen):
        raise InvalidInputError(
            "One character of this reference is misread.",
            field="reference",
            code="reference_misread",
        )
    if reference_plain(seen) != reference_plain(expected):
        raise InvalidInputError(
            "This is the reference of another transfer.", field="reference", code="reference_other"
        )
