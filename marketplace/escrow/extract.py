"""The words in a document, as far as a program can read them; runs isolated, knows no database.

What a file is, its first bytes say, never its name: a renamed file is read as what it is.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

import pypdfium2

from marketplace.files.isolation import RefusedContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT: Final = 2_000_000
_PDF_HEAD: Final = 1024
_MOST_PAGES: Final = 2_000
_MOST_ENTRIES: Final = 4_000
_LARGEST_UNPACKED: Final = 64 * 1024 * 1024
_WRONG_PASSWORD: Final = 4
_OFFICE_PARTS: Final = (
    ("word/document.xml", "word/header", "word/footer", "word/footnotes", "word/endnotes"),
    ("xl/sharedStrings.xml", "xl/worksheets/sheet"),
    ("ppt/slides/slide", "ppt/notesSlides/notesSlide"),
)
_PARAGRAPHS: Final = frozenset({"p", "row", "si", "br", "tab", "c"})


def text_in(content: bytes) -> tuple[str, bool]:
    """Return the words of a document, and whether they are all of it.

    Raises:
        RefusedContentError: Code `encrypted`, `malformed`, `too_large` (it unpacks to more than
            is read) or `no_text`.
    """
    if b"%PDF-" in content[:_PDF_HEAD]:
        pieces = _pdf(content)
    elif content[:4] == b"PK\x03\x04":
        pieces = _office(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        # an office file of the old kind, or a new one under a password
        raise RefusedContentError("no_text")
    else:
        pieces = iter([_plain(content)])
    text, is_whole = _bounded(pieces)
    if not text.strip():
        raise RefusedContentError("no_text")
    return text, is_whole


def _bounded(pieces: Iterator[str]) -> tuple[str, bool]:
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece[: LONGEST_TEXT - length])
        length += len(piece)
        if length > LONGEST_TEXT:
            return "\n".join(kept), False
    return "\n".join(kept), True


def _pdf(content: bytes) -> Iterator[str]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == _WRONG_PASSWORD
        raise RefusedContentError("encrypted" if is_locked else "malformed") from error
    if len(document) > _MOST_PAGES:
        raise RefusedContentError("too_large")
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage()
            yield str(words.get_text_range())
        except pypdfium2.PdfiumError as error:
            raise RefusedContentError("malformed") from error
        words.close()
        page.close()


def _office(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > _MOST_ENTRIES:
                raise RefusedContentError("too_large")
            rest = _LARGEST_UNPACKED
            for part in _office_parts(archive):
                # what the archive says of its sizes is not believed
                with archive.open(part) as packed:
                    unpacked = packed.read(rest + 1)
                rest -= len(unpacked)
                if rest < 0:
                    raise RefusedContentError("too_large")
                yield "".join(_words(unpacked))
    except RuntimeError as error:
        # how the module tells that an entry wants a password
        raise RefusedContentError("encrypted") from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise RefusedContentError("malformed") from error


def _office_parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the entries with words in them; an archive that is no document has none."""
    for names in _OFFICE_PARTS:
        found = [
            entry
            for entry in archive.infolist()
            if entry.filename.endswith(".xml") and entry.filename.startswith(names)
        ]
        if found:
            return found
    raise RefusedContentError("no_text")


def _words(part: bytes) -> Iterator[str]:
    """Give the words of one part, a line for each paragraph and cell."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise RefusedContentError("malformed")
    try:
        # entities, which could multiply, were refused above
        for _event, element in ElementTree.iterparse(io.BytesIO(part)):  # noqa: S314
            name = element.tag.rpartition("}")[2]
            if name == "t":
                yield element.text or ""
            # a cell of kind "s" holds the place of a shared text, not a number
            if name == "c" and element.get("t") != "s":
                yield from (inner.text or "" for inner in element if inner.tag.endswith("}v"))
            if name in _PARAGRAPHS:
                yield "\n"
                element.clear()
    except ElementTree.ParseError as error:
        raise RefusedContentError("malformed") from error


def _plain(content: bytes) -> str:
    """Return a text file's words in whichever encoding they are."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries: tuple[str, ...] = ("utf-16",)
    else:
        tries = ("utf-8-sig", "cp949")
    for encoding in tries:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RefusedContentError("no_text")
