"""The words of a document that somebody searches by; runs isolated, knows no database.

The bytes are a stranger's: they are read in a process that reaches nothing (ADR 11) and ends with
them. Nothing of them is stored or logged.
"""

from __future__ import annotations

from marketplace.escrow.extract import text_in
from matching.constants import DOCUMENT_TEXT_MAX


def document_words(content: bytes) -> bytes:
    """Return the first words of a document, as UTF-8.

    Raises:
        RefusedContentError: See `marketplace.escrow.extract.text_in`.
    """
    text, _is_whole = text_in(content)
    # one character more tells that there is more
    words = "\n".join(line for line in map(str.strip, text.splitlines()) if line)
    return words[: DOCUMENT_TEXT_MAX + 1].encode("utf-8", errors="replace")
