"""Codes of the patent and of the Korean industry classification, in one spelling each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marketplace.core.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CODES_MAX = 5
_LONGEST_TYPED = 40
# section A-H, class, subclass; then, where it is told, main group and subgroup
_IPC = re.compile(
    r"([A-H])\s*([0-9]{2})\s*([A-Z])(?:\s*([0-9]{1,4})\s*/\s*([0-9]{2,6}))?",
    re.ASCII | re.IGNORECASE,
)
_KSIC = re.compile(r"[A-U]?\s*([0-9]{5})", re.ASCII | re.IGNORECASE)


def ipc_codes_checked(codes: Sequence[str], *, field: str) -> tuple[str, ...]:
    """Return the codes spelled like `H01M 10/65`, each once, in the order given.

    Raises:
        InvalidInputError: A code has another form (`ipc_form`), or there are more than five.

    Source: WIPO, Guide to the International Patent Classification, paragraphs 49-56.
    """
    return _codes_checked(codes, field=field, spelled=_ipc_spelled)


def ksic_codes_checked(codes: Sequence[str], *, field: str) -> tuple[str, ...]:
    """Return the codes of five digits, each once, in the order given.

    Raises:
        InvalidInputError: A code has another form (`ksic_form`), or there are more than five.

    Source: Statistics Korea, Korean Standard Industrial Classification, revision 11.
    """
    return _codes_checked(codes, field=field, spelled=_ksic_spelled)


def _codes_checked(
    codes: Sequence[str], *, field: str, spelled: Callable[[str, str], str]
) -> tuple[str, ...]:
    if len(codes) > CODES_MAX:
        raise InvalidInputError(
            f"Give at most {CODES_MAX} codes.",
            field=field,
            code="too_many",
            params={"max": str(CODES_MAX)},
        )
    return tuple(dict.fromkeys(spelled(code[: _LONGEST_TYPED + 1], field) for code in codes))


def _ipc_spelled(code: str, field: str) -> str:
    match = _IPC.fullmatch(code.strip())
    if match is None or len(code) > _LONGEST_TYPED:
        raise InvalidInputError(
            "Write a patent class like H01M 10/65, or only its beginning, H01M.",
            field=field,
            code="ipc_form",
        )
    section, number, subclass, group, subgroup = match.groups()
    main = f"{section.upper()}{number}{subclass.upper()}"
    return f"{main} {int(group)}/{subgroup}" if group else main


def _ksic_spelled(code: str, field: str) -> str:
    match = _KSIC.fullmatch(code.strip())
    if match is None or len(code) > _LONGEST_TYPED:
        raise InvalidInputError(
            "Write an industry class as five digits, for example 28202.",
            field=field,
            code="ksic_form",
        )
    return match.group(1)
