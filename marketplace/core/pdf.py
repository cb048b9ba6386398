"""Documents as PDF/A-3u: a template of ours, data of anybody's, and files inside.

A template is a Typst file. Before it stands `pdf_prelude.typ`, which gives it `data`, the page and
a few pieces; what the data holds is set as it is and is never a command.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

LARGEST_DATA: Final = 512 * 1024
LARGEST_ATTACHED: Final = 8 * 1024 * 1024
_PRELUDE: Final = (Path(__file__).parent / "pdf_prelude.typ").read_text(encoding="utf-8")
_ATTACHING: Final = """
#for file in json(bytes(sys.inputs.attachments)) {
  pdf.attach(
    file.name,
    bytes(file.content),
    relationship: "supplement",
    mime-type: file.media_type,
    description: file.description,
  )
}
"""
_UNDRAWABLE: Final = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]{1,6})\}|\\(.)")
_MOST_TRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a document; `pdfdetach -saveall` takes it out again."""

    name: str
    content: bytes
    media_type: str
    description: str


def pdf_made(
    template: Path,
    data: Mapping[str, object],
    *,
    attachments: Sequence[Attachment] = (),
    made_at: datetime | None = None,
) -> bytes:
    """Return the document; the same arguments give the same bytes.

    A character that no font of ours has is written as its number, for example `[U+1F600]`.

    Args:
        template: The Typst file; what it reads itself lies beside it.
        data: What JSON can hold, at most half a million characters of it; the prelude reads
            `title` and `language`.
        attachments: Files to put inside.
        made_at: What the document says of its time of making; without it the machine's time.

    Raises:
        ValueError: The data is too large.
        ImproperlyConfigured: The fonts are missing.
        typst.TypstError: The template is wrong.
    """
    inside = _as_json([_as_input(attachment) for attachment in attachments])
    text = _as_json(data)
    if len(text) > LARGEST_DATA or len(inside) > LARGEST_ATTACHED:
        message = f"A document takes at most {LARGEST_DATA} characters of data."
        raise ValueError(message)
    source = (_PRELUDE + template.read_text(encoding="utf-8") + _ATTACHING).encode()
    for tries_left in reversed(range(_MOST_TRIES)):
        try:
            return _compiled(source, template.parent, text, inside, made_at)
        except typst.TypstError as error:
            drawable = _drawable(text, error)
            if drawable == text or not tries_left:
                raise
            text = drawable
    raise AssertionError  # the last try returns or raises


def _compiled(
    source: bytes, root: Path, data: str, attachments: str, made_at: datetime | None
) -> bytes:
    compiler = typst.Compiler(source, root=str(root), font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(
        format="pdf",
        pdf_standards="a-3u",
        sys_inputs={"data": data, "attachments": attachments},
        timestamp=int(made_at.timestamp()) if made_at else None,
    )
    assert isinstance(made, bytes)
    return made


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _as_input(attachment: Attachment) -> dict[str, object]:
    try:
        content: object = attachment.content.decode()
    except UnicodeDecodeError:
        content = list(attachment.content)
    return {
        "name": attachment.name,
        "content": content,
        "media_type": attachment.media_type,
        "description": attachment.description,
    }


def _drawable(text: str, error: typst.TypstError) -> str:
    """Return the data with the numbers of those characters that no font has."""
    told = {_ESCAPED.sub(_unescaped, shown) for shown in _UNDRAWABLE.findall(error.diagnostic)}
    # every document needs ASCII, and with a mark that cannot be drawn its letter is told as well
    undrawable = {one for one in "".join(told) if not one.isascii()}
    marks = {one for one in undrawable if unicodedata.category(one).startswith("M")}
    numbers = {ord(one): f"[U+{ord(one):04X}]" for one in marks or undrawable}
    return text.translate(numbers)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    for folder in settings.PDF_FONTS:
        if any(Path(folder).glob("Pretendard-Regular.otf")):
            return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
    message = "The fonts of documents are missing: run `make build`, or set SEALBRIDGE_PDF_FONTS."
    raise ImproperlyConfigured(message)
