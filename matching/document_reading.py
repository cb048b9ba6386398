"""Read a document that somebody searches by: in memory alone, and thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import structlog

from marketplace.core.errors import InvalidInputError
from marketplace.files.isolation import IsolatedError, RefusedContentError, isolated
from matching.constants import DOCUMENT_TEXT_MAX

log = structlog.get_logger(__name__)

LARGEST_DOCUMENT: Final = 8 * 1024 * 1024
_FUNCTION: Final = "matching.document_words:document_words"
_SECONDS, _MEGABYTES = 10, 512
_BYTES_PER_CHARACTER: Final = 4

_SENTENCES: Final = {
    "too_large": f"Choose a document of at most {LARGEST_DOCUMENT // 1024**2} MB.",
    "document_encrypted": "Take the password off the document first.",
    "document_malformed": "This document is damaged, or of a kind that is not read.",
    "document_no_text": "This document holds no text; text in pictures is not read.",
    "document_unreadable": "This document could not be read. Paste its text instead.",
}
# what the isolated work may say, as the page hears it
_CODES: Final = {
    "encrypted": "document_encrypted",
    "malformed": "document_malformed",
    "no_text": "document_no_text",
    "too_large": "too_large",
}


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of a document.

    Args:
        text: The first of them, at most 20,000 characters.
        is_whole: Whether there are no more.
    """

    text: str
    is_whole: bool


def document_read(content: bytes) -> DocumentWords:
    """Return the words of a PDF, an office file or a text file.

    Args:
        content: The whole file; what it is, its first bytes say.

    Raises:
        InvalidInputError: It is empty, too large, encrypted, damaged or without text, or it took
            too much to read.
    """
    if not content:
        raise _refused("document_no_text")
    if len(content) > LARGEST_DOCUMENT:
        raise _refused("too_large")
    try:
        answer = isolated(
            _FUNCTION,
            content,
            seconds=_SECONDS,
            megabytes=_MEGABYTES,
            largest=_BYTES_PER_CHARACTER * (DOCUMENT_TEXT_MAX + 1),
        )
    except RefusedContentError as error:
        raise _refused(_CODES.get(error.code, "document_unreadable")) from error
    except IsolatedError as error:
        log.info("document_not_read", reason=error.reason)
        raise _refused("document_unreadable") from error
    # whoever took over the process may answer anything
    text = answer.decode("utf-8", errors="replace")
    if not text.strip():
        raise _refused("document_no_text")
    return DocumentWords(text[:DOCUMENT_TEXT_MAX], is_whole=len(text) <= DOCUMENT_TEXT_MAX)


def _refused(code: str) -> InvalidInputError:
    params = {"max": str(LARGEST_DOCUMENT)} if code == "too_large" else None
    return InvalidInputError(_SENTENCES[code], field="document", code=code, params=params)
