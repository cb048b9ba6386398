"""Entries come to be only inside the transaction that makes the fact true."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from marketplace.evidence.leaf import commitment_of
from marketplace.evidence.models import Entry, EntryAudience, EntrySubject
from marketplace.evidence.services import EntryDraft, entries_record, entry_record
from tests.services.evidence.conftest import NOON

if TYPE_CHECKING:
    from tests.services.evidence.conftest import Recorder


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(TransactionManagementError, match="inside the transaction"):
        entry_record(kind="a.b", subjects=[("a", "1")], audience=[1], body={}, now=NOON)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_shares_the_fate_of_its_transaction() -> None:
    with transaction.atomic():
        entry_record(kind="a.b", subjects=[("a", "1")], audience=[1], body={}, now=NOON)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert not EntrySubject.objects.exists()
    assert not EntryAudience.objects.exists()


@pytest.mark.django_db
def test_an_entry_holds_a_salted_commitment_to_its_body() -> None:
    entry = entry_record(
        kind="deal.signed",
        subjects=[("deal", "d1"), ("organisation", "o1"), ("deal", "d1")],
        audience=[7, 5, 7],
        body={"version": 3},
        now=NOON,
    )
    entry.refresh_from_db()
    assert entry.body is not None
    assert entry.salt is not None
    assert len(bytes(entry.salt)) == 32
    assert bytes(entry.commitment) == commitment_of(salt=bytes(entry.salt), body=entry.body)
    assert json.loads(entry.body) == {
        "at": "2026-11-22T12:00:00.000000Z",
        "data": {"version": 3},
        "kind": "deal.signed",
        "subjects": [{"id": "d1", "type": "deal"}, {"id": "o1", "type": "organisation"}],
    }
    assert (entry.index, entry.integrated_at) == (None, None)
    subjects = entry.subjects.order_by("id").values_list("type", "ref")
    assert list(subjects) == [("deal", "d1"), ("organisation", "o1")]
    numbers = entry.audience.values_list("organisation_id", flat=True)
    assert sorted(numbers) == [5, 7]


@pytest.mark.django_db
def test_equal_facts_have_unequal_commitments() -> None:
    drafts = [EntryDraft(kind="a.b", subjects=[], audience=[]) for _ in range(50)]
    entries = entries_record(drafts, now=NOON)
    assert len({bytes(entry.commitment) for entry in entries}) == 50
    assert len({entry.uid for entry in entries}) == 50


def test_500_facts_take_a_few_statements(record: Recorder) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        entries = record(500)
    assert len(queries) <= 16
    ids = [entry.pk for entry in entries]
    assert ids == sorted(ids)
    assert EntrySubject.objects.count() == 1_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "published"},
        {"kind": "Technology.published"},
        {"kind": ""},
        {"subjects": [("technology", "")]},
        {"subjects": [("technology", "x" * 65)]},
        {"subjects": [("a technology", "1")]},
        {"body": {"amount": 2**60}},
        {"body": {"amount": object()}},
        {"now": datetime(2026, 11, 22, 12, 0)},  # noqa: DTZ001  (that is what is refused)
    ],
)
def test_what_cannot_be_recorded_is_refused(wrong: dict[str, Any]) -> None:
    fact: dict[str, Any] = {
        "kind": "a.b", "subjects": [("a", "1")], "audience": [1], "body": {}, "now": NOON
    }  # fmt: skip
    with pytest.raises((ValueError, TypeError)):
        entry_record(**(fact | wrong))
    assert not Entry.objects.exists()
