"""A deposit is put together by its firm's writers, and by nobody else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.escrow import services
from marketplace.escrow.models import Deposit, DepositFile
from marketplace.escrow.selectors import deposit_file_for, deposit_for, deposits_for
from marketplace.escrow.services.writing import DRAFTS_MAX
from marketplace.escrow.wording import ContributorWords, DepositWords
from marketplace.files.models import StoredFile, Transfer
from marketplace.files.services import transfer_abort
from tests.factories.deposits import deposit_made, deposit_words, file_deposited
from tests.factories.keys import age_key_made
from tests.factories.people import NOW
from tests.services.escrow.acting import kinds, refused

if TYPE_CHECKING:
    from tests.factories.people import People

READERS = {"seller_owner", "seller_deal_lead", "seller_engineer"}
STRANGERS = ("seller_member", "outsider_sme", "buyer_deal_lead", "case_coordinator", "auditor")
TOMORROW = NOW.date() + dt.timedelta(days=1)


def create(people: People, who: str = "seller_owner", **changes: Any) -> Deposit:
    return services.deposit_create(
        actor=people.actor(who), request_id="r", words=deposit_words(**changes), now=NOW
    )


def add(people: People, deposit: Deposit, who: str = "seller_owner", **given: Any) -> Any:
    asked: dict[str, Any] = {"name": "a.pdf", "media_type": "application/pdf", "size": 5} | given
    revision = asked.pop("revision", deposit.revision)
    return services.deposit_file_add(
        actor=people.actor(who), deposit=deposit, revision=revision, now=NOW, **asked
    )


def test_a_deposit_holds_the_words_and_a_repeated_request_gives_it_again(people: People) -> None:
    deposit = create(people)
    assert create(people).pk == deposit.pk
    assert Deposit.objects.count() == 1
    assert (deposit.title, deposit.kind, deposit.number) == (
        "Barrier sheet drawings",
        "drawing",
        None,
    )
    assert [one.name for one in deposit.contributors.all()] == ["Kim"]


FIRMS = {"outsider_sme": "other_sme", "buyer_deal_lead": "buyer", "buyer_owner": "buyer"}


@pytest.mark.parametrize(
    "who",
    [
        *FIRMS,
        "seller_engineer",
        "seller_member",
        "buyer_scout",
        "buyer_engineer",
        "buyer_member",
        "case_coordinator",
        "auditor",
        "narrow_token",
    ],
)
def test_only_owner_and_deal_lead_of_a_firm_begin_one(people: People, who: str) -> None:
    if who in FIRMS:
        assert create(people, who).organisation == people.organisations[FIRMS[who]]
        return
    refused(NotAllowedError, lambda: create(people, who))


def test_words_are_saved_once_for_each_revision(people: People) -> None:
    deposit = create(people)
    words = replace(deposit_words(), title="Another", contributors=())
    owner = people.actor("seller_owner")
    save = {"actor": owner, "deposit": deposit, "words": words, "now": NOW}
    services.deposit_save(revision=1, **save)  # type: ignore[arg-type]
    deposit.refresh_from_db()
    assert (deposit.title, deposit.revision, deposit.contributors.count()) == ("Another", 2, 0)
    refused(StaleStateError, lambda: services.deposit_save(revision=1, **save))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"title": "x" * 201}, "title", "too_long"),
        ({"kind": "secret"}, "kind", "not_a_choice"),
        ({"made_on": TOMORROW}, "madeOn", "not_a_past_day"),
        ({"made_on": dt.date(1899, 12, 31)}, "madeOn", "not_a_past_day"),
        ({"contributors": (ContributorWords(name=" "),)}, "contributors", "required"),
        ({"contributors": (ContributorWords(name="A"),) * 31}, "contributors", "too_many"),
        ({"outline": "\u202e"}, "outline", "hidden_characters"),
    ],
)
def test_wrong_words_are_refused(
    people: People, changes: dict[str, Any], field: str, code: str
) -> None:
    error = refused(InvalidInputError, lambda: create(people, **changes))
    assert (error.field, error.code) == (field, code)


def test_a_day_counts_as_past_by_the_calendar_of_korea(people: People) -> None:
    late = NOW.replace(hour=15, minute=30)
    words = deposit_words(made_on=TOMORROW)
    deposit = services.deposit_create(
        actor=people.actor("seller_owner"), request_id="r", words=words, now=late
    )
    assert deposit.made_on == TOMORROW


def test_a_firm_keeps_so_many_drafts(people: People) -> None:
    seller = people.organisations["seller"]
    Deposit.objects.bulk_create(
        Deposit(organisation=seller, request_id=str(at), created_at=NOW) for at in range(DRAFTS_MAX)
    )
    assert refused(MarketplaceError, lambda: create(people)).code == "too_many_drafts"


def test_a_file_arrives_and_is_committed_to(people: People) -> None:
    age_key_made(people, "seller_owner")
    file = file_deposited(people, create(people), content=b"layers", media_type="")
    assert (file.state, file.media_type) == ("stored", "application/octet-stream")
    assert len(file.commitment) == len(file.salt) == 64
    assert file.stored_file is not None
    assert file.stored_file.sha256 != file.commitment
    assert b"layers" not in repr(vars(file.stored_file)).encode()


def test_without_an_age_key_no_file_comes_in(people: People) -> None:
    deposit = create(people)
    assert refused(MarketplaceError, lambda: add(people, deposit)).code == "no_recipient"


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"name": " "}, "name", "required"),
        ({"name": "../a.pdf"}, "name", "file_name"),
        ({"name": ".hidden"}, "name", "file_name"),
        ({"name": "a" * 201}, "name", "too_long"),
        ({"media_type": "pdf"}, "mediaType", "not_a_choice"),
        ({"media_type": "text/html\nX-A: b"}, "mediaType", "not_a_choice"),
        ({"size": 0}, "size", "empty_file"),
        ({"size": -1}, "size", "empty_file"),
        ({"size": 2**62}, "size", "too_large"),
        ({"name": "DRAWING.PDF"}, "name", "name_taken"),
    ],
)
def test_wrong_files_are_refused(
    people: People, given: dict[str, Any], field: str, code: str
) -> None:
    deposit = deposit_made(people, "draft")
    error = refused(InvalidInputError, lambda: add(people, deposit, **given))
    assert (error.field, error.code) == (field, code)


def test_files_come_and_go_only_while_the_deposit_is_open(people: People) -> None:
    deposit = deposit_made(people, "sealed")
    file = deposit.files.first()
    assert file is not None
    owner = people.actor("seller_owner")
    given = {"actor": owner, "revision": deposit.revision, "now": NOW}
    refused(StaleStateError, lambda: add(people, deposit))
    refused(StaleStateError, lambda: services.deposit_file_remove(file=file, **given))  # type: ignore[arg-type]
    refused(StaleStateError, lambda: services.deposit_discard(deposit=deposit, **given))  # type: ignore[arg-type]
    refused(
        StaleStateError,
        lambda: services.deposit_save(deposit=deposit, words=deposit_words(), **given),  # type: ignore[arg-type]
    )


def test_a_removed_file_is_destroyed_and_its_name_free(people: People) -> None:
    deposit = deposit_made(people, "draft")
    file = deposit.files.get(name="drawing.pdf")
    stored = file.stored_file
    services.deposit_file_remove(
        actor=people.actor("seller_owner"), file=file, revision=deposit.revision, now=NOW
    )
    assert (file.state, file.stored_file) == ("removed", None)
    assert stored is not None
    stored.refresh_from_db()
    assert (stored.state, stored.wrapped_identity) == ("destroyed", None)
    deposit.refresh_from_db()
    assert file_deposited(people, deposit, name="drawing.pdf").state == "stored"
    with pytest.raises(NotFoundError):
        deposit_file_for(actor=people.actor("seller_owner"), public_id=file.public_id)


def test_a_discarded_deposit_leaves_nothing_to_open(people: People) -> None:
    deposit = deposit_made(people, "discarded")
    assert set(StoredFile.objects.values_list("state", flat=True)) == {"destroyed"}
    assert {(one.state, one.stored_file) for one in deposit.files.all()} == {("removed", None)}
    assert deposits_for(actor=people.actor("seller_owner"), after=None, limit=9) == []


def test_an_upload_given_up_leaves_no_file(people: People) -> None:
    deposit = deposit_made(people, "arriving")
    transfer = Transfer.objects.get(state="open")
    transfer_abort(actor=people.actor("seller_owner"), transfer=transfer, now=NOW)
    assert not DepositFile.objects.filter(state="arriving").exists()
    services.deposit_seal(
        actor=people.actor("seller_owner"), deposit=deposit, revision=deposit.revision, now=NOW
    )


def test_only_its_firm_knows_of_a_deposit(people: People) -> None:
    deposit = deposit_made(people, "sealed")
    for who in people.users:
        actor = people.actor(who)
        if who in READERS:
            assert deposit_for(actor=actor, public_id=deposit.public_id) == deposit
            continue
        with pytest.raises(NotFoundError):
            deposit_for(actor=actor, public_id=deposit.public_id)
        assert deposit not in deposits_for(actor=actor, after=None, limit=9)


def test_a_list_takes_the_same_number_of_questions_however_long(
    people: People, django_assert_num_queries: Any
) -> None:
    actor = people.actor("seller_engineer")
    for number in range(3):
        deposit_made(people, "draft", key=str(number))
        with django_assert_num_queries(5):
            rows = deposits_for(actor=actor, after=None, limit=9)
            assert all(list(row.files.all()) for row in rows)
    assert len(rows) == 3
    assert [row.pk for row in deposits_for(actor=actor, after=(rows[0].pk,), limit=1)] == [
        rows[1].pk
    ]


def test_nothing_is_recorded_of_a_draft(people: People) -> None:
    deposit = deposit_made(people, "draft")
    assert kinds("deposit", deposit.public_id) == []


def test_empty_words_are_a_draft_too(people: People) -> None:
    owner = people.actor("seller_owner")
    deposit = services.deposit_create(actor=owner, request_id="e", words=DepositWords(), now=NOW)
    assert deposit.state == "draft"


@pytest.mark.parametrize(("who", "most"), [("seller_owner", 200), ("unverified_sme", 2)])
def test_no_firm_fills_the_disk_and_an_unchecked_one_fills_it_least(
    people: People, who: str, most: int
) -> None:
    gigabyte = 1024**3
    age_key_made(people, who)
    deposit = create(people, who)
    for number in range(20):
        size = most * gigabyte // 20
        add(people, deposit, who, name=f"{number}.zip", size=size)
        deposit.refresh_from_db()
    other = services.deposit_create(
        actor=people.actor(who), request_id="another", words=deposit_words(), now=NOW
    )
    error = refused(InvalidInputError, lambda: add(people, other, who, size=gigabyte))
    assert (error.field, error.code) == ("size", "too_large")
    services.deposit_discard(
        actor=people.actor(who), deposit=deposit, revision=deposit.revision, now=NOW
    )
    other.refresh_from_db()
    add(people, other, who, size=gigabyte)
