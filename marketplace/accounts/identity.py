"""Whether a text gives away which firm wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.core.errors import InvalidInputError

if TYPE_CHECKING:
    from marketplace.accounts.models import Organisation


def identity_found(text: str, *, organisation: Organisation) -> str | None:
    """Return the phrase that gives the firm away, or None.

    Args:
        text: What is about to be shown to people who must not know the firm.
        organisation: The firm that wrote it.
    """
    return None


def identity_refused(text: str, *, organisation: Organisation, field: str) -> None:
    """Refuse a text that gives the firm away.

    Args:
        text: What is about to be shown.
        organisation: The firm that wrote it.
        field: Name told in the error, for example `ko.title`.

    Raises:
        InvalidInputError: It does; `params["found"]` is the phrase.
    """
    found = identity_found(text, organisation=organisation)
    if found is not None:
        raise InvalidInputError(
            f"Take out “{found}”: readers must not learn here who you are.",
            field=field,
            code="names_firm",
            params={"found": found},
        )
