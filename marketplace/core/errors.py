"""Errors that a person caused and can mend; anything else is a server error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class MarketplaceError(Exception):
    """A refusal with a code that pages translate.

    Args:
        code: Stable, lower case with underscores; pages look their words up by it.
        message: One plain English sentence that names the mend.
        field: Name of the input that is wrong, in the API's camelCase, or None.
        params: Values for the sentence, for example the largest length allowed.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str | None = None,
        params: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.params = dict(params or {})


class NotAllowedError(MarketplaceError):
    """The actor may see the thing, but not do this to it."""

    def __init__(self, message: str = "Your role does not allow this.") -> None:
        super().__init__("not_allowed", message)


class NotFoundError(MarketplaceError):
    """The thing does not exist for this actor; whether it exists at all is not told."""

    def __init__(self, message: str = "Nothing was found under this address.") -> None:
        super().__init__("not_found", message)


class StaleStateError(MarketplaceError):
    """Somebody else was faster, or the page was old; nothing was written."""

    def __init__(self, message: str = "This changed meanwhile. Load it again.") -> None:
        super().__init__("stale_state", message)


class InvalidInputError(MarketplaceError):
    """One input is wrong; nothing was written."""

    def __init__(
        self,
        message: str,
        *,
        field: str,
        code: str = "invalid",
        params: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code, message, field=field, params=params)
