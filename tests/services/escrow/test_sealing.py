"""A sealed deposit is numbered, committed to, certified, and opens with the firm's own key."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace
from functools import partial
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from django.db import connection

from contracts.nda.services.agreeing import months_later
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.escrow import services
from marketplace.escrow.certificate.reading import certificate_chunks
from marketplace.escrow.models import Certificate, Deposit, DepositFile
from marketplace.escrow.selectors import certificate_for, deposit_files_of, deposits_of
from marketplace.evidence.models import Entry
from tests.factories.deposits import deposit_made, deposit_words, sealed_files
from tests.factories.keys import age_key_made
from tests.factories.market import technology_made
from tests.factories.people import NOW, people_made
from tests.requirements import require_tool
from tests.services.escrow.acting import kinds, opened_by_age, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.factories.people import People

MARK = "Zirkonschicht"


def seal(people: People, deposit: Deposit, who: str = "seller_owner", **given: Any) -> Deposit:
    asked: dict[str, Any] = {"revision": deposit.revision, "now": NOW} | given
    return services.deposit_seal(actor=people.actor(who), deposit=deposit, **asked)


def test_a_sealed_deposit_stands_in_the_log_by_its_commitment_alone(people: People) -> None:
    deposit = deposit_made(people, "sealed", mark=MARK)
    assert (deposit.number, deposit.state) == (f"SB-{NOW.year}-000001", "sealed")
    assert deposit.term_until == months_later(NOW, 60).date()
    assert deposit.entry is not None
    body = json.loads(deposit.entry.body or "")
    assert body["data"] == {
        "person": people.users["seller_owner"].public_id,
        "number": deposit.number,
        "commitment": deposit.commitment,
        "files": 3,
        "level": "L1",
        "provider": "private_seal",
    }
    readers = deposit.entry.audience.values_list("organisation_id", flat=True)
    assert list(readers) == [people.organisations["seller"].pk]
    assert not any(MARK in (entry.body or "") for entry in Entry.objects.all())


def test_numbers_follow_each_other_within_a_year_of_korea(people: People) -> None:
    last_hour = dt.datetime(NOW.year, 12, 31, 15, 0, tzinfo=dt.UTC)
    made = [deposit_made(people, "sealed", key=key) for key in "ab"]
    made.append(deposit_made(people, "sealed", key="c", now=last_hour))
    assert [one.number for one in made] == [
        f"SB-{NOW.year}-000001",
        f"SB-{NOW.year}-000002",
        f"SB-{NOW.year + 1}-000001",
    ]


@pytest.mark.parametrize("field", ["title", "kind", "outline", "depositor_name", "made_on"])
def test_nothing_is_sealed_while_a_field_is_empty(people: People, field: str) -> None:
    owner = people.actor("seller_owner")
    deposit = deposit_made(people, "draft")
    empty = replace(deposit_words(), **{field: None if field == "made_on" else ""})  # type: ignore[arg-type]
    services.deposit_save(
        actor=owner, deposit=deposit, revision=deposit.revision, words=empty, now=NOW
    )
    assert refused(InvalidInputError, lambda: seal(people, deposit)).code == "incomplete"


def test_nothing_is_sealed_without_files_or_while_one_is_arriving(people: People) -> None:
    bare = deposit_made(people, "draft", files={})
    assert refused(MarketplaceError, lambda: seal(people, bare)).code == "no_files"
    late = deposit_made(people, "arriving")
    assert refused(MarketplaceError, lambda: seal(people, late)).code == "files_arriving"


def test_only_the_firms_writers_seal_and_only_what_they_saw(people: People) -> None:
    deposit = deposit_made(people, "draft")
    for who in ("seller_engineer", "seller_member", "outsider_sme", "buyer_deal_lead", "auditor"):
        refused(NotAllowedError, partial(seal, people, deposit, who))
    refused(StaleStateError, lambda: seal(people, deposit, revision=1))
    sealed = seal(people, deposit, "seller_deal_lead")
    refused(StaleStateError, lambda: seal(people, sealed))
    assert kinds("deposit", deposit.public_id) == ["deposit.sealed"]


def test_a_file_cannot_arrive_in_a_deposit_given_up_meanwhile(people: People) -> None:
    deposit = deposit_made(people, "arriving")
    file = deposit.files.get(state="arriving")
    Deposit.objects.filter(pk=deposit.pk).update(state="discarded")
    stored = file.stored_file
    assert stored is not None
    stored.sha256 = "0" * 64
    refused(
        StaleStateError,
        lambda: services.deposit_file_arrive(public_id=file.public_id, stored_file=stored),
    )


def test_a_deposit_is_tied_once_to_a_technology_of_its_firm(people: People) -> None:
    owner, deposit = people.actor("seller_owner"), deposit_made(people, "sealed")
    draft = deposit_made(people, "draft")
    technology = technology_made(people)
    given: dict[str, Any] = {"actor": owner, "technology": technology, "now": NOW}
    refused(StaleStateError, lambda: services.deposit_attach(deposit=draft, **given))
    for who in ("seller_engineer", "outsider_sme", "buyer_deal_lead"):
        foreign = {**given, "actor": people.actor(who), "deposit": deposit}
        refused(NotAllowedError, partial(services.deposit_attach, **foreign))
    services.deposit_attach(deposit=deposit, **given)
    assert kinds("technology", technology.public_id)[-1] == "deposit.attached"
    assert list(deposits_of(technology.pk)) == [deposit]
    assert {one.name for one in deposit_files_of(technology.pk)} == set(sealed_files())
    other: dict[str, Any] = {**given, "technology": technology_made(people, key="two")}
    refused(StaleStateError, lambda: services.deposit_attach(deposit=deposit, **other))


def test_a_technology_that_left_the_market_takes_no_deposit(people: People) -> None:
    deposit = deposit_made(people, "sealed")
    gone = technology_made(people, "withdrawn")
    refused(
        StaleStateError,
        lambda: services.deposit_attach(
            actor=people.actor("seller_owner"), deposit=deposit, technology=gone, now=NOW
        ),
    )


def test_the_age_program_opens_every_part_with_the_firms_key(
    people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_tool("age")
    key = age_key_made(people, "seller_owner")
    monkeypatch.setattr("marketplace.files.services.storing.PART_BYTES", 1000)
    content = bytes(range(256)) * 10
    deposit = deposit_made(people, "draft", files={"bench.bin": ("", content)})
    monkeypatch.undo()
    file = deposit.files.get()
    assert file.stored_file is not None
    assert file.stored_file.parts.count() == 3
    assert opened_by_age(file.stored_file, key, tmp_path) == content
    assert file.stored_file.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_certificate_states_what_was_sealed_and_holds_its_proof(
    settled: Callable[[], None], people: People, language: str
) -> None:
    deposit = deposit_made(people, "sealed")
    owner = people.actor("seller_owner")
    with pytest.raises(NotFoundError):
        certificate_for(actor=owner, deposit=deposit, language=language)
    settled()
    certificate = certificate_for(actor=owner, deposit=deposit, language=language)
    pdf = pypdfium2.PdfDocument(b"".join(certificate_chunks(certificate)))
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    stated = [deposit.number, deposit.commitment, deposit.title, deposit.depositor_address]
    for file in deposit.files.select_related("stored_file"):
        assert file.stored_file is not None
        stated += [file.name, file.commitment, file.stored_file.sha256]
    assert [one for one in stated if "".join(str(one).split()) not in text] == []
    inside = {
        one.get_name(): bytes(one.get_data())
        for one in (pdf.get_attachment(at) for at in range(pdf.count_attachments()))
    }
    manifest = hashlib.sha256(inside["manifest.salt"] + inside["manifest.json"]).hexdigest()
    entry = hashlib.sha256(inside["entry.salt"] + inside["entry.json"]).digest()
    deposit.refresh_from_db()
    assert deposit.entry is not None
    assert manifest == deposit.commitment == json.loads(inside["entry.json"])["data"]["commitment"]
    assert entry == bytes(deposit.entry.commitment)
    assert f"index {deposit.entry.index}".encode() in inside["entry.tlog-proof"]


def test_certificates_are_made_once_and_only_their_readers_fetch_them(
    settled: Callable[[], None], people: People
) -> None:
    deposit = deposit_made(people, "sealed")
    settled()
    made = list(Certificate.objects.order_by("language").values_list("language", "size"))
    assert [language for language, _ in made] == ["en", "ko"]
    assert services.certificates_make(deposit_ids=[deposit.public_id], now=NOW) == 0
    assert kinds("deposit", deposit.public_id) == ["deposit.sealed", "deposit.certified"]
    certificate = Certificate.objects.select_related("deposit", "stored_file").get(language="ko")
    for who in ("seller_owner", "seller_engineer"):
        actor = people.actor(who)
        opened = services.certificate_open(actor=actor, certificate=certificate, now=NOW)
        assert opened.transfer.file_name == f"SB-{NOW.year}-000001-ko.pdf"
    for who in ("seller_member", "outsider_sme", "buyer_deal_lead", "case_coordinator"):
        given = {"actor": people.actor(who), "certificate": certificate, "now": NOW}
        refused(NotAllowedError, partial(services.certificate_open, **given))  # type: ignore[arg-type]


def test_no_certificate_is_made_before_a_checkpoint_holds_the_record(people: People) -> None:
    deposit = deposit_made(people, "sealed")
    refused(
        LookupError,
        lambda: services.certificates_make(deposit_ids=[deposit.public_id], now=NOW),
    )


@pytest.mark.django_db(transaction=True)
def test_of_sealing_and_adding_at_the_same_moment_one_wins() -> None:
    people = people_made()
    for turn in range(4):
        deposit = deposit_made(people, "draft", key=str(turn), files={"a.txt": ("", b"a")})
        outcomes = raced(people, deposit)
        assert sorted(outcomes) == ["done", "stale"]
        deposit.refresh_from_db()
        is_sealed = outcomes[0] == "done"
        assert (deposit.state == "sealed") is is_sealed
        assert DepositFile.objects.filter(deposit=deposit).count() == (1 if is_sealed else 2)


def raced(people: People, deposit: Deposit) -> list[str]:
    """Let one seal and another add a file at once, and return what became of each."""
    owner, start, outcomes = people.actor("seller_owner"), Barrier(2), ["", ""]
    acts: tuple[Callable[..., object], ...] = (
        services.deposit_seal,
        partial(services.deposit_file_add, name="b", media_type="", size=1),
    )

    def run(place: int) -> None:
        row = Deposit.objects.get(pk=deposit.pk)
        start.wait()
        try:
            acts[place](actor=owner, deposit=row, revision=row.revision, now=NOW)
            outcomes[place] = "done"
        except StaleStateError:
            outcomes[place] = "stale"
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
