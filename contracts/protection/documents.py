"""Open the documents that a pack takes along, and print the written requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from contracts.rooms.printing import request_pdf
from marketplace.files.ciphertext import DamagedFileError
from marketplace.files.vault import DestroyedFileError, opened_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.protection.selectors import HeldDocument
    from contracts.rooms.models import TechnicalDataRequest

_LANGUAGES: Final = ("ko", "en")


def documents_opened(
    held: Sequence[HeldDocument], *, largest: int
) -> tuple[dict[str, bytes], list[str]]:
    """Return the content of each document by name, and the names of those that are lost.

    Args:
        held: The documents.
        largest: The most bytes of one.

    Raises:
        TooLargeError: One is larger.
        KekError: The key-encryption key is missing or wrong.
    """
    there, lost = dict[str, bytes](), list[str]()
    for document in held:
        try:
            there[document.name] = opened_whole(document.stored_file, largest=largest)
        except (DamagedFileError, DestroyedFileError):
            lost.append(document.name)
    return there, lost


def requests_drawn(requests: Sequence[TechnicalDataRequest]) -> dict[str, bytes]:
    """Return the written form of each request by name, in both languages.

    Args:
        requests: Issued ones, with their items in order.
    """
    return {
        f"request-{request.public_id}-{language}.pdf": request_pdf(
            request, list(request.items.all()), language=language
        )
        for request in requests
        for language in _LANGUAGES
    }
