"""Who may know of an entry, who may read it, and how lists go on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.actor import ANONYMOUS, Actor
from marketplace.core.errors import NotFoundError
from marketplace.evidence.policies import can_read_entries
from marketplace.evidence.selectors import entries_for, entry_counts, entry_for
from marketplace.evidence.sequencer import sequence_once
from tests.services.evidence.conftest import NOON

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from marketplace.evidence.keys import LogKey
    from tests.services.evidence.conftest import Recorder


def member(organisation_id: int, *roles: str) -> Actor:
    return Actor(
        user_id=1,
        membership_id=1,
        organisation_id=organisation_id,
        roles=frozenset(roles),
    )


PARTY = member(1, "owner")
OUTSIDER = member(2, "owner")
AUDITOR = member(3, "auditor")
AUDITOR_OF_A_PARTY = member(1, "auditor")
OPERATOR_OF_A_PARTY = member(1, "operator")
OWNER_AND_AUDITOR_OF_A_PARTY = member(1, "owner", "auditor")


@pytest.mark.parametrize("actor", [PARTY, OWNER_AND_AUDITOR_OF_A_PARTY])
def test_a_party_reads_everything(record: Recorder, actor: Actor) -> None:
    entry = record()[0]
    read = entry_for(actor=actor, uid=entry.uid)
    assert read.body == entry.body
    assert read.salt == entry.salt
    assert read.subjects == (("technology", "t0"), ("organisation", "o1"))


@pytest.mark.parametrize("actor", [AUDITOR, AUDITOR_OF_A_PARTY])
def test_an_auditor_reads_that_it_happened(record: Recorder, actor: Actor) -> None:
    entry = record()[0]
    read = entry_for(actor=actor, uid=entry.uid)
    assert (read.body, read.salt) == (None, None)
    assert (read.kind, read.recorded_at) == (entry.kind, NOON)
    assert read.leaf == '{"v":1,"c":"' + bytes(entry.commitment).hex() + '"}'
    assert read.subjects == (("technology", "t0"), ("organisation", "o1"))


def test_a_double_role_opens_only_what_is_addressed_to_it(record: Recorder) -> None:
    foreign = record(audience=[9])[0]
    assert entry_for(actor=OWNER_AND_AUDITOR_OF_A_PARTY, uid=foreign.uid).body is None


@pytest.mark.parametrize("actor", [OUTSIDER, OPERATOR_OF_A_PARTY, ANONYMOUS, Actor(user_id=5)])
def test_others_do_not_learn_whether_it_exists(
    log_key: LogKey, record: Recorder, actor: Actor
) -> None:
    entry = record()[0]
    sequence_once(NOON)
    with pytest.raises(NotFoundError) as refused:
        entry_for(actor=actor, uid=entry.uid)
    with pytest.raises(NotFoundError) as absent:
        entry_for(actor=actor, uid="x" * 22)
    assert str(refused.value) == str(absent.value)
    assert entries_for(actor=actor, limit=10) == []


@pytest.mark.django_db
@pytest.mark.parametrize("uid", ["", "x", "x" * 23, "\x00" * 22, "가" * 22])
def test_an_id_that_is_none_finds_nothing(uid: str) -> None:
    with pytest.raises(NotFoundError):
        entry_for(actor=PARTY, uid=uid)


def test_root_policy() -> None:
    assert all(map(can_read_entries, [PARTY, OUTSIDER, AUDITOR]))
    assert not any(map(can_read_entries, [ANONYMOUS, OPERATOR_OF_A_PARTY, Actor(user_id=5)]))


def test_lists_go_from_the_newest_back(log_key: LogKey, record: Recorder) -> None:
    record(5)
    record(4, audience=[2])
    record(1, audience=[1, 2])
    sequence_once(NOON)
    record(3)
    first = entries_for(actor=PARTY, limit=3)
    assert [entry.index for entry in first] == [9, 4, 3]
    rest = entries_for(actor=PARTY, before_index=first[-1].index, limit=9)
    assert [entry.index for entry in rest] == [2, 1, 0]
    assert [entry.index for entry in entries_for(actor=AUDITOR, limit=99)] == list(range(9, -1, -1))


def test_lists_are_narrowed_by_subject(log_key: LogKey, record: Recorder) -> None:
    record(5)
    record(1, audience=[2])
    sequence_once(NOON)
    found = entries_for(actor=PARTY, subject_type="technology", subject_ref="t3", limit=9)
    assert [entry.index for entry in found] == [3]
    assert entries_for(actor=PARTY, subject_type="technology", subject_ref="t5", limit=9) == []
    assert entries_for(actor=PARTY, subject_type="organisation", subject_ref="t3", limit=9) == []
    assert len(entries_for(actor=PARTY, subject_ref="o1", limit=9)) == 5
    assert len(entries_for(actor=PARTY, subject_type="technology", limit=9)) == 5


def test_lists_are_narrowed_by_family_and_time(log_key: LogKey, record: Recorder) -> None:
    for kind in ("nda.signed", "ndax.signed", "payment.held"):
        record(kind=kind)
    sequence_once(NOON)

    def kinds(**wanted: Any) -> list[str]:
        return [row.kind for row in entries_for(actor=PARTY, limit=10, **wanted)]

    assert kinds(families=["nda"]) == ["nda.signed"]
    assert kinds(families=["payment", "nda"]) == ["payment.held", "nda.signed"]
    assert kinds(families=["n%"]) == kinds(families=["nda\x00"]) == []
    assert len(kinds(recorded=(NOON, None))) == 3
    assert kinds(recorded=(None, NOON)) == []


def test_a_list_takes_three_queries_however_long(
    log_key: LogKey,
    record: Recorder,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    record(30)
    sequence_once(NOON)
    for limit in (2, 30):
        with django_assert_num_queries(3):
            entries_for(actor=PARTY, limit=limit)


def test_entries_are_counted_between_moments(log_key: LogKey, record: Recorder) -> None:
    record(3)
    record(2, audience=[2])
    record(1, kind="nda.signed")
    sequence_once(NOON)
    record(1)
    hour = timedelta(hours=1)
    bounds = [NOON - hour, NOON, NOON + hour]

    def counts(actor: Actor = PARTY, **wanted: Any) -> tuple[int, ...]:
        return tuple(entry_counts(actor=actor, bounds=bounds, **wanted).counts)

    assert counts() == (0, 4)
    assert counts(families=["nda"]) == (0, 1)
    assert counts(subject_type="technology", subject_ref="t2") == (0, 1)
    assert counts(actor=AUDITOR) == (0, 6)
    assert counts(actor=OUTSIDER) == (0, 2)
    assert counts(actor=ANONYMOUS) == (0, 0)
    assert entry_counts(actor=PARTY, bounds=[NOON]).counts == ()


def test_counting_ends_with_the_latest_of_many(
    log_key: LogKey, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(5)
    sequence_once(NOON)
    bounds = [NOON, NOON + timedelta(hours=1)]
    assert entry_counts(actor=PARTY, bounds=bounds).is_whole
    monkeypatch.setattr("marketplace.evidence.selectors.MOST_COUNTED", 3)
    found = entry_counts(actor=PARTY, bounds=bounds)
    assert (list(found.counts), found.is_whole) == ([3], False)
