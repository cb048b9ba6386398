"""Documents as files: what is taken, how it lies, who gets it, how the browser is held back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.management import call_command
from django.test import Client, RequestFactory, override_settings

from marketplace.accounts.document_cipher import document_opened, document_sealed
from marketplace.accounts.models import FirmCheck, FirmDocument
from marketplace.accounts.services import LARGEST_DOCUMENT, documents_reseal
from marketplace.accounts.views import firm_document, firm_document_upload
from marketplace.files.keys import KekError, KeyFile, kek_load
from marketplace.files.services import kek_create
from tests.damage import bit_turned
from tests.factories.people import ACTORS, NOW, People
from tests.services.accounts.conftest import PDF
from tests.services.accounts.written import everything_written

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django import Settings

PNG = b"\x89PNG\r\n\x1a\n" + b"y" * 50
Submitted = Callable[[], FirmCheck]


def upload(
    people: People, who: str = "unverified_sme", content: bytes = PDF, **query: str
) -> tuple[int, dict[str, Any]]:
    """Return status and body of the answer to an upload."""
    asked = {"kind": "REGISTRATION_CERTIFICATE", "name": "certificate.pdf"} | query
    request = RequestFactory().post(
        "/firm-check/documents",
        data=content,
        content_type="text/html",
        query_params=asked,
    )
    request.actor = people.actor(who)  # type: ignore[attr-defined]
    response = firm_document_upload(request)
    return response.status_code, json.loads(response.content)


def fetch(people: People, name: str, document: FirmDocument) -> HttpResponse:
    """Return the answer to a request for a document."""
    request = RequestFactory().get("/")
    request.actor = people.actor(name)  # type: ignore[attr-defined]
    return firm_document(request, document.public_id)


def test_a_document_is_kept_sealed_and_given_back_to_its_owner(people: People) -> None:
    status, body = upload(people, name='a/../b\\\\my "cert".pdf')
    document = FirmDocument.objects.get()
    assert (status, body) == (201, {"id": document.public_id})
    assert (document.file_name, document.content_type) == ('my "cert".pdf', "application/pdf")
    assert PDF[:30] not in bytes(document.content or b"")
    answer = fetch(people, "unverified_sme", document)
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"


def test_a_picture_is_shown_whatever_the_browser_claims_it_is(people: People) -> None:
    assert upload(people, content=PNG)[0] == 201
    answer = fetch(people, "unverified_sme", FirmDocument.objects.get())
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(
    ("content", "query", "code", "field"),
    [
        (b"<html><script>", {}, "format_not_accepted", "file"),
        (b"", {}, "required", "file"),
        (PDF + b"x" * LARGEST_DOCUMENT, {}, "too_large", "file"),
        (PDF, {"kind": "registration"}, "not_a_choice", "kind"),
        (PDF, {"name": "x" * 121}, "too_long", "name"),
        (PDF, {"name": "a\u202efdp.exe"}, "hidden_characters", "name"),
    ],
)
def test_what_is_no_document_is_refused(
    people: People, content: bytes, query: dict[str, str], code: str, field: str
) -> None:
    before = everything_written()
    status, body = upload(people, content=content, **query)
    (error,) = body["errors"]
    assert (status, error["code"], error["field"]) == (400, code, field)
    assert everything_written() == before


def test_six_documents_are_the_most(people: People) -> None:
    for _ in range(6):
        assert upload(people)[0] == 201
    before = everything_written()
    status, body = upload(people)
    assert (status, body["errors"][0]["code"]) == (400, "too_many")
    assert everything_written() == before


def test_only_the_owner_of_a_firm_that_waits_for_nothing_uploads(people: People) -> None:
    before = everything_written()
    for name in set(ACTORS) - {"unverified_sme", "unverified_owner"}:
        status, body = upload(people, name)
        code = body["errors"][0]["code"]
        assert (status, code) in {(403, "not_allowed"), (400, "verified_already")}
    assert everything_written() == before


def test_only_owner_and_verifier_read_and_the_verifier_only_while_it_waits(
    people: People, submitted: Submitted
) -> None:
    upload(people, "unverified_owner")
    draft = FirmDocument.objects.get()
    for name in set(ACTORS) - {"unverified_owner"}:
        assert fetch(people, name, draft).status_code == 404
    document = submitted().documents.first()
    assert document
    readers = {"unverified_sme", "verifier", "checking_reviewer"}
    for name in ACTORS:
        assert fetch(people, name, document).status_code == (200 if name in readers else 404)
    FirmCheck.objects.filter(pk=document.check_round_id).update(state="confirmed")
    assert fetch(people, "verifier", document).status_code == 404
    assert fetch(people, "unverified_sme", document).status_code == 200


def sealed_before(content: bytes, *, public_id: str, secret: str) -> bytes:
    """Return a document as rows of before hold it: under the server's secret."""
    kdf = HKDF(SHA256(), length=32, salt=None, info=b"sealbridge firm documents v1")
    nonce = secrets.token_bytes(12)
    key = kdf.derive(secret.encode())
    return nonce + AESGCM(key).encrypt(nonce, content, public_id.encode())


@pytest.mark.django_db
def test_a_sealed_document_opens_under_its_own_row_alone() -> None:
    sealed = document_sealed(PDF, public_id="one", now=NOW)
    assert document_opened(sealed, public_id="one") == PDF
    assert sealed != document_sealed(PDF, public_id="one", now=NOW)
    assert PDF not in sealed
    for other, public_id in ((bit_turned(sealed), "one"), (sealed, "two"), (sealed[:8], "one")):
        with pytest.raises(KekError):
            document_opened(other, public_id=public_id)
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
        assert document_opened(sealed, public_id="one") == PDF


def test_a_document_of_before_opens_with_the_secret_it_lies_under() -> None:
    sealed = sealed_before(PDF, public_id="one", secret="older")
    with override_settings(SECRET_KEY="newer", SECRET_KEY_FALLBACKS=["older"]):
        assert document_opened(sealed, public_id="one") == PDF
        with pytest.raises(InvalidTag):
            document_opened(sealed, public_id="two")
    with (
        override_settings(SECRET_KEY="newer", SECRET_KEY_FALLBACKS=[]),
        pytest.raises(InvalidTag),
    ):
        document_opened(sealed, public_id="one")


def test_a_rotation_moves_documents_to_the_newest_key(
    people: People, settings: Settings, tmp_path: Path
) -> None:
    settings.KEK_FILE = tmp_path / "kek"
    kek_create()
    for _ in range(3):
        upload(people)
    newer, older, wiped = FirmDocument.objects.order_by("id")
    FirmDocument.objects.filter(pk=wiped.pk).update(content=None)
    before = sealed_before(PDF, public_id=older.public_id, secret=settings.SECRET_KEY)
    FirmDocument.objects.filter(pk=older.pk).update(content=before)
    call_command("keys", "rotate")
    only_newest = KeyFile(2, {2: kek_load().keys[2]})
    settings.KEK_FILE.write_bytes(only_newest.text())
    settings.SECRET_KEY = "lost"
    for document in (newer, older):
        assert fetch(people, "unverified_sme", document).content == PDF
    assert fetch(people, "unverified_sme", wiped).status_code == 404
    assert documents_reseal(now=NOW) == 0


def test_through_all_layers_a_large_document_comes_and_goes_closed_in(people: People) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(
        people.users["unverified_sme"], "allauth.account.auth_backends.AuthenticationBackend"
    )
    address = "/firm-check/documents?kind=PROOF_OF_AUTHORITY&name=a.png"
    content = PNG + b"z" * (2 * 1024 * 1024)
    sent: dict[str, Any] = {"data": content, "content_type": "image/png"}
    assert browser.post(address, **sent).status_code == 403
    assert not FirmDocument.objects.exists()
    browser.cookies["csrftoken"] = "a" * 32
    answer = browser.post(address, **sent, headers={"X-CSRFToken": "a" * 32})
    assert answer.status_code == 201
    fetched = browser.get(f"/firm-check/documents/{answer.json()['id']}")
    assert fetched.content == content
    assert "sandbox" in fetched["Content-Security-Policy"]
    assert Client().get(f"/firm-check/documents/{answer.json()['id']}").status_code in {401, 403}
