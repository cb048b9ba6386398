"""Documents hold what they were given, drawn with our own fonts, and nothing in it commands."""

from __future__ import annotations

import ctypes
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import typst
from django.core.exceptions import ImproperlyConfigured

from marketplace.core import pdf
from marketplace.core.pdf import Attachment, pdf_made

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PROOF = Attachment("entry.tlog-proof", "proof é\n".encode(), "text/plain", "Proof")
TEMPLATE = """
= #data.title
#facts(("이름", data.name), ("Hash", code(data.hash, per: 32)))
#written(data.words)
"""
DATA = {
    "title": "기술 예치 증서",
    "language": "ko",
    "name": "한빛정밀",
    "hash": "ab" * 32,
    "words": '첫 줄\n둘째 줄 #read("secret") *bold* $x$ <a> @b',
}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "certificate.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "secret").write_text("from beside")
    return path


def text_of(document: bytes) -> str:
    """Return the text of all pages."""
    opened = pypdfium2.PdfDocument(document)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    finally:
        opened.close()


def attached(document: bytes) -> dict[str, bytes]:
    """Return the files inside."""
    opened = pypdfium2.PdfDocument(document)
    try:
        files = [opened.get_attachment(at) for at in range(opened.count_attachments())]
        return {
            file.get_name(): ctypes.string_at(data, len(data))
            for file in files
            for data in (file.get_data(),)
        }
    finally:
        opened.close()


def test_a_document_shows_its_data_as_it_is(template: Path) -> None:
    document = pdf_made(template, DATA, made_at=NOW)
    text = text_of(document)
    assert "기술 예치 증서" in text
    assert "한빛정밀" in text
    assert text.count("ab" * 16) == 2
    assert '둘째 줄 #read("secret") *bold* $x$ <a> @b' in text
    assert b"pdfaid:part>3<" in document
    assert b"Pretendard" in document


def test_the_same_data_give_the_same_bytes(template: Path) -> None:
    assert pdf_made(template, DATA, made_at=NOW) == pdf_made(template, DATA, made_at=NOW)


def test_files_come_out_as_they_went_in(template: Path) -> None:
    picture = Attachment("raw.bin", bytes(range(256)), "application/octet-stream", "Raw")
    document = pdf_made(template, DATA, attachments=[PROOF, picture], made_at=NOW)
    assert attached(document) == {PROOF.name: PROOF.content, picture.name: picture.content}


def test_a_character_without_a_glyph_is_written_as_its_number(template: Path) -> None:
    data = DATA | {"name": "강 漢字 😀 e\u20e3", "words": "漢"}
    text = text_of(pdf_made(template, data, made_at=NOW))
    assert "강 [U+6F22][U+5B57] [U+1F600]" in text
    assert "첫" not in text


def test_too_much_data_and_a_wrong_template_are_told(template: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most"):
        pdf_made(template, DATA | {"words": "x" * pdf.LARGEST_DATA})
    wrong = tmp_path / "wrong.typ"
    wrong.write_text("#nothing-of-that-name")
    with pytest.raises(typst.TypstError):
        pdf_made(wrong, DATA)


def test_without_fonts_nothing_is_made(template: Path, tmp_path: Path, settings: Settings) -> None:
    settings.PDF_FONTS = [str(tmp_path)]
    pdf._fonts.cache_clear()
    try:
        with pytest.raises(ImproperlyConfigured, match="make build"):
            pdf_made(template, DATA)
    finally:
        pdf._fonts.cache_clear()
