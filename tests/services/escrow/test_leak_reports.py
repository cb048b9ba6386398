"""Words that wait are compared with the deposits; what is kept of those tells nothing alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.publication import month_of
from marketplace.escrow.models import FileFingerprint
from marketplace.escrow.services.fingerprinting import fingerprint_opened, fingerprints_make
from marketplace.escrow.services.leak_reports import leak_reports_make
from marketplace.evidence.models import Entry
from marketplace.files.storage import object_storage
from marketplace.technologies.models import LeakReport
from marketplace.technologies.services import (
    leak_report_request,
    technology_create,
    technology_save,
    technology_submit,
)
from tests.factories.deposits import deposit_made
from tests.factories.market import offer, offer_text
from tests.factories.people import NOW
from tests.unit.escrow import documents
from tests.unit.escrow.documents import CLEAN, SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

    from marketplace.technologies.models import Technology
    from tests.factories.people import People

pytestmark = pytest.mark.django_db

COPIED = SECRET.split("\n")[1]
FILES = {
    "process.docx": ("", documents.docx(*SECRET.split("\n"))),
    "drawing.png": ("image/png", documents.picture()),
    "locked.pdf": ("application/pdf", documents.pdf(password=True)),
}


def written(people: People, **words: str) -> Technology:
    """Return a draft whose words are these."""
    text = {"summary": CLEAN[:500], "specification": "얇은 판", **words}
    content = offer(texts=(_changed(text),))
    return technology_create(
        actor=people.actor("seller_owner"), request_id="leak", content=content, now=NOW
    )


def _changed(words: dict[str, str]) -> Any:
    plain = offer_text("ko")
    return type(plain)(**{name: getattr(plain, name) for name in plain.__slots__} | words)


def submitted(people: People, technology: Technology) -> None:
    technology_submit(
        actor=people.actor("seller_owner"),
        technology=technology,
        revision=technology.revision,
        now=NOW,
    )


def test_copied_words_and_a_figure_are_reported_where_they_stand(
    settled: Callable[[], None], people: People
) -> None:
    technology = written(people, description=f"들어가며. {COPIED}", specification="685도에서 소성")
    deposit = deposit_made(people, "sealed", technology=technology, files=FILES)
    submitted(people, technology)
    settled()
    report = LeakReport.objects.get()
    assert report.state == "found"
    assert report.deposits == [deposit.public_id]
    assert report.unreadable == 2
    (passage,) = report.passages
    assert (passage["language"], passage["field"]) == ("ko", "description")
    assert passage["text"] == COPIED.rstrip(".")
    assert passage["permille"] == 1000
    (number,) = report.numbers
    assert number == {"language": "ko", "field": "specification", "text": "685도"}
    # the log knows that there was a comparison, and nothing of what it found
    bodies = " ".join(body or "" for body in Entry.objects.values_list("body", flat=True))
    assert "685" not in bodies
    assert COPIED[:12] not in bodies


def test_clean_words_pass(settled: Callable[[], None], people: People) -> None:
    technology = written(people)
    deposit_made(people, "sealed", technology=technology, files=FILES)
    submitted(people, technology)
    settled()
    report = LeakReport.objects.get()
    assert (report.state, report.passages, report.numbers) == ("passed", [], [])
    assert report.unreadable == 2


def test_each_file_is_read_once_and_each_comparison_made_once(
    settled: Callable[[], None], people: People
) -> None:
    technology = written(people)
    deposit = deposit_made(people, "sealed", technology=technology, files=FILES)
    assert fingerprints_make(deposit_ids=[deposit.public_id], now=NOW) == 3
    before = list(FileFingerprint.objects.order_by("pk").values())
    assert fingerprints_make(deposit_ids=[deposit.public_id], now=NOW) == 0
    submitted(people, technology)
    settled()
    entries = Entry.objects.count()
    assert leak_reports_make(technology_ids=[technology.public_id], now=NOW) == 0
    assert list(FileFingerprint.objects.order_by("pk").values()) == before
    assert Entry.objects.count() == entries


def test_what_is_kept_tells_nothing_of_the_words(people: People) -> None:
    deposit = deposit_made(people, "sealed", files=FILES)
    fingerprints_make(deposit_ids=[deposit.public_id], now=NOW)
    rows = {row.deposit_file.name: row for row in FileFingerprint.objects.all()}
    assert {name: (row.state, row.reason) for name, row in rows.items()} == {
        "process.docx": ("read", ""),
        "drawing.png": ("unreadable", "no_text"),
        "locked.pdf": ("unreadable", "encrypted"),
    }
    row = rows["process.docx"]
    assert row.stored_file is not None
    opened = fingerprint_opened(row)
    assert opened is not None
    assert len(opened.grams) > 300
    with object_storage().open(row.stored_file.parts.get().object_name) as stored:
        ciphertext = stored.read()
    assert ciphertext.startswith(b"age-encryption.org/v1")
    assert bytes(row.key) not in ciphertext
    # no recipient but the vault's own: what a firm opens itself are its files, not these
    assert row.stored_file.recipients == []


def test_unsealed_deposits_are_not_read(people: People) -> None:
    deposit = deposit_made(people, "draft", files=FILES)
    assert fingerprints_make(deposit_ids=[deposit.public_id], now=NOW) == 0
    assert not FileFingerprint.objects.exists()


def test_words_changed_meanwhile_are_not_judged(people: People) -> None:
    technology = written(people)
    deposit = deposit_made(people, "sealed", technology=technology, files=FILES)
    version = technology.version
    assert version is not None
    leak_report_request(
        technology=technology,
        version=version,
        deposit_ids=[deposit.public_id],
        sealed_month=month_of(NOW),
        now=NOW,
    )
    technology_save(
        actor=people.actor("seller_owner"),
        technology=technology,
        revision=technology.revision,
        content=offer("changed"),
        now=NOW,
    )
    assert leak_reports_make(technology_ids=[technology.public_id], now=NOW) == 1
    assert LeakReport.objects.get().state == "failed"
