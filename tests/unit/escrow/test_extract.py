"""What words a document gives, whatever it is called, and how bad ones are refused; isolated."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from marketplace.escrow.extract import LONGEST_TEXT, text_in
from marketplace.escrow.leak import KEY_BYTES, compared, fingerprint_read
from marketplace.files.isolation import IsolatedError, RefusedContentError, isolated
from tests.unit.escrow import documents
from tests.unit.escrow.documents import SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = bytes(KEY_BYTES)


def words(content: bytes) -> str:
    return " ".join(text_in(content)[0].split())


def fingerprint(content: bytes) -> bytes:
    return isolated(
        "marketplace.escrow.leak:fingerprinted", KEY + content, seconds=10, megabytes=512
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (documents.pdf("First page, line one", "Second page"), "First page, line one Second page"),
        (
            documents.docx("Mixed at room temperature", "둘째 문단"),
            "Mixed at room temperature 둘째 문단",
        ),
        (documents.xlsx("Viscosity", "12.5"), "Viscosity 12.5"),
        (documents.pptx("슬라이드 제목"), "슬라이드 제목"),
        ("가열 685도".encode(), "가열 685도"),
        ("가열 685도".encode("cp949"), "가열 685도"),
        ("가열 685도".encode("utf-16"), "가열 685도"),
        (b"\xef\xbb\xbfname,value\nfurnace,685", "name,value furnace,685"),
    ],
)
def test_words_come_out_of_every_kind(content: bytes, expected: str) -> None:
    assert words(content) == expected


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_text"),
        (b"  \n ", "no_text"),
        (documents.picture(), "no_text"),
        (documents.picture(form="JPEG"), "no_text"),
        (documents.scan(), "no_text"),
        (documents.archive({"readme.txt": b"not an office file"}), "no_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "no_text"),
        (documents.pdf(password=True), "encrypted"),
        (documents.pdf("cut")[:200], "malformed"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "malformed"),
        (b"PK\x03\x04" + bytes(300), "malformed"),
        (documents.archive({"word/document.xml": b"<w:p><w:t>open"}), "malformed"),
    ],
)
def test_bad_documents_are_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(RefusedContentError) as caught:
        text_in(content)
    assert caught.value.code == code


def test_entities_that_multiply_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p><t>&b;</t></p>'
    with pytest.raises(RefusedContentError) as caught:
        text_in(documents.archive({"word/document.xml": bomb}))
    assert caught.value.code == "malformed"


def test_what_unpacks_to_too_much_is_refused_whatever_the_archive_says() -> None:
    packed = documents.archive({"word/document.xml": b" " * (65 * 1024 * 1024)})
    assert len(packed) < 200_000
    with pytest.raises(RefusedContentError) as caught:
        fingerprint(packed)
    assert caught.value.code == "too_large"
    # the size that the archive tells is a lie
    lying = packed.replace((65 * 1024 * 1024).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != packed
    with pytest.raises((RefusedContentError, IsolatedError)):
        fingerprint(lying)


def test_archive_of_very_many_entries_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(4_001):
            packed.writestr(f"word/document.xml{number}.xml", b"")
    with pytest.raises(RefusedContentError) as caught:
        text_in(out.getvalue())
    assert caught.value.code == "too_large"


def test_very_long_text_is_read_in_part_and_says_so() -> None:
    text, is_whole = text_in(b"abcdefg " * (LONGEST_TEXT // 8 + 1))
    assert len(text) == LONGEST_TEXT
    assert not is_whole


def test_only_hashes_leave_the_isolated_process() -> None:
    stored = fingerprint(documents.docx(*SECRET.split("\n")))
    for piece in SECRET.split():
        assert len(piece) < 4 or piece.encode() not in stored
    copied = SECRET.split("\n")[1]
    comparison = compared([("ko.summary", copied)], [fingerprint_read(stored, key=KEY)])
    assert comparison.passages
    assert comparison.containment == 1


def test_damaged_documents_never_give_anything_but_an_answer_or_a_refusal() -> None:
    whole = documents.pdf("page " * 20)
    codes: set[str] = set()
    for place in range(0, len(whole), 37):
        damaged = whole[:place] + b"\xff\x00" + whole[place + 2 :]
        with suppress_refusal(codes):
            text_in(damaged)
    assert codes <= {"malformed", "no_text", "encrypted"}


@contextmanager
def suppress_refusal(codes: set[str]) -> Iterator[None]:
    try:
        yield
    except RefusedContentError as error:
        codes.add(error.code)
