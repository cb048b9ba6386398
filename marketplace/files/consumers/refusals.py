"""What a transfer's edge answers when it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)

if TYPE_CHECKING:
    from marketplace.files.consumers.wire import Answer

_TOO_LARGE: Final = frozenset({"too_large", "part_too_large"})


class RefusedError(Exception):
    """The request ends with this status and this error."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message

    @property
    def answer(self) -> Answer:
        """Return status and body."""
        return self.status, {"errors": [{"code": self.code, "message": self.message}]}


def not_found() -> RefusedError:
    """Return the one answer to every link that is not this session's: it tells nothing apart."""
    error = NotFoundError()
    return RefusedError(404, error.code, error.message)


def expired() -> RefusedError:
    """Return the answer to a link whose time is over."""
    return RefusedError(410, "transfer_expired", "This link has expired. Open the file again.")


def ended() -> RefusedError:
    """Return the answer to a link that was used up or given up."""
    return RefusedError(410, "transfer_ended", "This link was used already. Open the file again.")


def busy() -> RefusedError:
    """Return the answer to one transfer too many at a time."""
    return RefusedError(
        503, "transfer_busy", "Too many files are on their way. Try again in a moment."
    )


def wrong_method() -> RefusedError:
    """Return the answer to a method that the address does not know."""
    return RefusedError(405, "method_not_allowed", "This address does not know this method.")


def too_slow() -> RefusedError:
    """Return the answer to a body that does not arrive."""
    return RefusedError(408, "too_slow", "The part did not arrive in time. Send it again.")


def bad_request(message: str) -> RefusedError:
    """Return the answer to a header that cannot be read."""
    return RefusedError(400, "invalid", message)


def revoked() -> RefusedError:
    """Return the answer to whoever lost their right while bytes were flowing."""
    error = NotAllowedError()
    return RefusedError(403, error.code, error.message)


def refused(error: MarketplaceError) -> RefusedError:
    """Return the answer to what a service or a policy refused.

    Whoever holds the link knew of the subject once, so that what is no longer visible and what
    is no longer allowed are answered alike.
    """
    if isinstance(error, NotFoundError | NotAllowedError):
        return revoked()
    if isinstance(error, StaleStateError):
        return RefusedError(409, error.code, error.message)
    if isinstance(error, InvalidInputError):
        status = 413 if error.code in _TOO_LARGE else 400
        return RefusedError(status, error.code, error.message)
    return RefusedError(403, error.code, error.message)
