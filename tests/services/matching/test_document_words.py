"""A document to search by is read where it can do no harm, answered as words, and gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, RequestFactory

from marketplace.core.errors import InvalidInputError
from marketplace.files.isolation import IsolatedError, RefusedContentError
from matching import document_reading
from matching.constants import DOCUMENT_TEXT_MAX
from matching.document_reading import LARGEST_DOCUMENT, document_read
from matching.document_words import document_words
from matching.views import document_words as view
from tests.unit.escrow import documents

if TYPE_CHECKING:
    from tests.factories.people import People

ADDRESS = "/market/document"


def sent(people: People, content: bytes, who: str = "buyer_scout") -> tuple[int, dict[str, Any]]:
    request = RequestFactory().post(ADDRESS, data=content, content_type="application/pdf")
    request.actor = people.actor(who)  # type: ignore[attr-defined]
    answer = view(request)
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, json.loads(answer.content)


def test_a_pdf_and_an_office_file_answer_their_words(people: People) -> None:
    pdf = documents.pdf("A thin barrier", "between cells")
    assert sent(people, pdf) == (200, {"text": "A thin barrier\nbetween cells", "isWhole": True})
    read = document_read(documents.docx("Mixed slowly", "둘째 문단"))
    assert read.text.splitlines() == ["Mixed slowly", "둘째 문단"]


def test_long_documents_are_cut() -> None:
    words = document_words(("막 " * DOCUMENT_TEXT_MAX).encode())
    assert len(words.decode()) == DOCUMENT_TEXT_MAX + 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_no_text"),
        (b"x" * (LARGEST_DOCUMENT + 1), "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_starts(
    people: People, content: bytes, code: str
) -> None:
    status, body = sent(people, content)
    assert (status, body["errors"][0]["code"]) == (400, code)


def test_reasons_of_the_isolated_work_have_words_of_their_own(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    refused = {
        "encrypted": "document_encrypted",
        "malformed": "document_malformed",
        "no_text": "document_no_text",
        "too_large": "too_large",
        "anything else": "document_unreadable",
    }
    for reason, code in refused.items():

        def work(*_: object, reason: str = reason, **__: object) -> bytes:
            raise RefusedContentError(reason)

        monkeypatch.setattr(document_reading, "isolated", work)
        with pytest.raises(InvalidInputError) as told:
            document_read(b"secret words")
        assert told.value.code == code

    def crash(*_: object, **__: object) -> bytes:
        raise IsolatedError("crashed")

    monkeypatch.setattr(document_reading, "isolated", crash)
    with pytest.raises(InvalidInputError) as told:
        document_read(b"secret words")
    assert told.value.code == "document_unreadable"
    assert "secret words" not in caplog.text


def test_what_a_taken_over_process_answers_is_cut_and_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document_reading, "isolated", lambda *_, **__: b"\xff" * 50_000)
    read = document_read(b"x")
    assert len(read.text) == DOCUMENT_TEXT_MAX
    assert not read.is_whole


def test_visitors_and_foreign_pages_are_refused(people: People) -> None:
    assert Client().post(ADDRESS, data=b"x", content_type="text/plain").status_code in {401, 403}
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(
        people.users["buyer_scout"], "allauth.account.auth_backends.AuthenticationBackend"
    )
    assert browser.post(ADDRESS, data=b"x", content_type="text/plain").status_code == 403
    assert Client().get(ADDRESS).status_code in {401, 403, 405}
