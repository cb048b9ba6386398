"""A release is encrypted to the buyer's keys, opens with them alone, and can be taken back."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pyrage
import pytest

from marketplace.accounts.models import Membership
from marketplace.accounts.services import membership_remove
from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.escrow import services
from marketplace.escrow.models import Deposit, Release, ReleasedFile
from marketplace.escrow.selectors import released_file_for, releases_for
from marketplace.files.ciphertext import part_chunks
from marketplace.files.models import StoredFile
from marketplace.files.services import part_write
from marketplace.ladder.services import stage_facts_revoke
from tests.factories.deposits import age_key, deposit_made, sealed_files
from tests.factories.keys import age_key_made
from tests.factories.people import NOW
from tests.factories.releases import ENGINEER, SOURCE, lifted, released
from tests.requirements import require_tool
from tests.services.escrow.acting import everything, kinds, opened_by_age, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.factories.people import People


def encrypted(people: People, deposit: Deposit, recipient: str) -> Release:
    release = released(people, deposit, [recipient])[0]
    assert services.releases_encrypt(release_ids=[release.public_id], now=NOW) == 1
    release.refresh_from_db()
    return release


def one_of(release: Release) -> ReleasedFile:
    rows = release.files.select_related("release__deposit__technology", "stored_file")
    return rows.order_by("deposit_file_id")[0]


def test_the_age_program_opens_what_was_released_with_the_buyers_key_alone(
    people: People, tmp_path: Path
) -> None:
    require_tool("age")
    key, recipient = age_key()
    sellers_key = age_key_made(people, "seller_owner")
    release = encrypted(people, deposit_made(people, "attached"), recipient)
    given = {name: content for name, (_, content) in sealed_files().items()}
    for row in release.files.select_related("deposit_file", "stored_file"):
        assert opened_by_age(row.stored_file, key, tmp_path) == given.pop(row.deposit_file.name)
        assert row.stored_file is not None
        part = row.stored_file.parts.get()
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(b"".join(part_chunks(part)), [sellers_key])
    assert given == {}


def test_a_release_is_recorded_for_both_parties_and_only_once(people: People) -> None:
    deposit = deposit_made(people, "attached")
    other = deposit_made(people, "sealed", key="two", technology=deposit.technology)
    made = released(people, deposit, [age_key()[1]])
    assert [one.deposit for one in made] == [deposit, other]
    before = everything()
    assert released(people, deposit, [age_key()[1]]) == made
    assert everything() == before
    assert kinds("match", "m1") == ["deposit.released", "deposit.released"]
    entry = made[0].entry
    firms = people.organisations
    readers = set(entry.audience.values_list("organisation_id", flat=True))
    assert readers == {firms["seller"].pk, firms["buyer"].pk}
    assert json.loads(entry.body or "")["data"] == {
        "source": SOURCE,
        "commitment": deposit.commitment,
        "files": 3,
    }


def test_a_key_whose_member_left_before_the_encryption_gets_nothing(people: People) -> None:
    leavers, owners = age_key_made(people, ENGINEER), age_key_made(people, "buyer_owner")
    keys = [str(key.to_public()) for key in (leavers, owners)]
    release = released(people, deposit_made(people, "attached"), keys)[0]
    member = Membership.objects.get(pk=people.actor(ENGINEER).membership_id or 0)
    membership_remove(actor=people.actor("buyer_owner"), public_id=member.public_id, now=NOW)
    assert services.releases_encrypt(release_ids=[release.public_id], now=NOW) == 1
    release.refresh_from_db()
    assert release.recipients == [str(owners.to_public())]
    stored = one_of(release).stored_file
    assert stored is not None
    assert stored.recipients == release.recipients


def test_the_reaction_encrypts_and_says_that_it_is_ready(
    settled: Callable[[], None], people: People
) -> None:
    deposit = deposit_made(people, "attached")
    release = released(people, deposit, [age_key()[1]])[0]
    settled()
    release.refresh_from_db()
    assert (release.state, release.ready_at is not None) == ("ready", True)
    assert kinds("release", release.public_id) == ["deposit.released", "deposit.release_ready"]


def test_without_a_key_the_files_wait_for_the_buyers_first_one(
    settled: Callable[[], None], people: People, tmp_path: Path
) -> None:
    release = released(people, deposit_made(people, "attached"))[0]
    settled()
    release.refresh_from_db()
    assert (release.state, one_of(release).stored_file) == ("requested", None)
    key = age_key_made(people, ENGINEER)
    settled()
    release.refresh_from_db()
    assert (release.state, release.recipients) == ("ready", [str(key.to_public())])
    assert opened_by_age(one_of(release).stored_file, key, tmp_path)


def test_after_a_crash_encryption_goes_on_where_it_was(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipient = age_key()[1]
    release = released(people, deposit_made(people, "attached"), [recipient])[0]
    calls = []

    def crashing(**given: object) -> object:
        calls.append(given)
        if len(calls) == 2:
            raise SystemExit
        return part_write(**given)  # type: ignore[arg-type]

    monkeypatch.setattr("marketplace.escrow.services.releasing.part_write", crashing)
    with pytest.raises(SystemExit):
        services.releases_encrypt(release_ids=[release.public_id], now=NOW)
    states = [row.stored_file and row.stored_file.state for row in release.files.order_by("pk")]
    assert states == ["whole", "writing", None]
    monkeypatch.undo()
    assert services.releases_encrypt(release_ids=[release.public_id], now=NOW) == 1
    assert services.releases_encrypt(release_ids=[release.public_id], now=NOW) == 0
    states = [row.stored_file and row.stored_file.state for row in release.files.order_by("pk")]
    assert states == ["whole"] * 3


def test_what_is_taken_back_is_destroyed_and_never_becomes_ready(people: People) -> None:
    deposit = deposit_made(people, "attached")
    release = encrypted(people, deposit, age_key()[1])
    files = [row.stored_file_id or 0 for row in release.files.all()]
    assert services.release_withdraw(source=SOURCE, now=NOW) == 1
    assert set(StoredFile.objects.filter(pk__in=files).values_list("state", flat=True)) == {
        "destroyed"
    }
    assert kinds("release", release.public_id)[-1] == "deposit.release_withdrawn"
    before = everything()
    assert services.release_withdraw(source=SOURCE, now=NOW) == 0
    assert services.releases_encrypt(release_ids=[release.public_id], now=NOW) == 0
    assert released(people, deposit)[0].state == "withdrawn"
    assert everything() == before


def test_only_whoever_stands_at_the_full_hand_over_fetches_a_release(people: People) -> None:
    deposit = deposit_made(people, "attached")
    file = one_of(encrypted(people, deposit, age_key()[1]))
    lifted(people, deposit)

    def fetch(who: str) -> object:
        return services.released_file_open(actor=people.actor(who), released=file, now=NOW)

    fetch(ENGINEER)
    refused(NotAllowedError, lambda: fetch("buyer_deal_lead"))
    for who in ("buyer_scout", "buyer_member", "outsider_large", "seller_owner", "auditor"):
        refused(NotFoundError, partial(fetch, who))
        with pytest.raises(NotFoundError):
            released_file_for(actor=people.actor(who), public_id=file.public_id)
    stage_facts_revoke(source=SOURCE, now=NOW)
    refused(NotAllowedError, lambda: fetch(ENGINEER))


def test_nothing_is_fetched_before_it_is_ready_or_after_it_was_taken_back(people: People) -> None:
    deposit = deposit_made(people, "attached")
    release = released(people, deposit, [age_key()[1]])[0]
    lifted(people, deposit)
    engineer = people.actor(ENGINEER)

    def fetch() -> object:
        return services.released_file_open(actor=engineer, released=one_of(release), now=NOW)

    refused(StaleStateError, fetch)
    services.releases_encrypt(release_ids=[release.public_id], now=NOW)
    fetch()
    services.release_withdraw(source=SOURCE, now=NOW)
    refused(StaleStateError, fetch)


def test_names_are_read_only_by_whom_the_files_are_open_to(people: People) -> None:
    deposit = deposit_made(people, "attached")
    encrypted(people, deposit, age_key()[1])
    lifted(people, deposit)
    for who, is_open in ((ENGINEER, True), ("buyer_deal_lead", False)):
        rows = releases_for(actor=people.actor(who), after=None, limit=9, now=NOW)
        assert [row.is_open for row in rows] == [is_open]
        # when it was sealed is told with its record, whose content is not
        (seal,) = (row.seal for row in rows)
        assert seal is not None
        assert deposit.entry is not None
        assert (seal.deposit.pk, seal.is_open) == (deposit.pk, False)
        assert (seal.record.uid, seal.record.body) == (deposit.entry.uid, None)
    for who in ("buyer_scout", "seller_owner", "outsider_large", "case_coordinator"):
        assert releases_for(actor=people.actor(who), after=None, limit=9, now=NOW) == []
