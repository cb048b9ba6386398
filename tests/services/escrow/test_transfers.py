"""Each part of a deposit or a release is asked for anew, and recorded before its first byte."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pyrage
import pytest

from marketplace.config.transfers import TRANSFERS
from marketplace.core.errors import NotAllowedError, NotFoundError, StaleStateError
from marketplace.escrow import services
from marketplace.escrow.models import Certificate
from marketplace.escrow.selectors import deposit_file_for, released_file_for
from marketplace.evidence.models import Entry
from marketplace.files.kinds import DownloadKind
from marketplace.files.models import Transfer
from tests.factories.deposits import age_key, deposit_made, sealed_files
from tests.factories.keys import age_key_made
from tests.factories.people import NOW
from tests.factories.releases import ENGINEER, SOURCE, lifted, released
from tests.services.escrow.acting import kinds, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from marketplace.core.actor import Actor
    from marketplace.files.kinds import Download
    from tests.factories.people import People


def part(actor: Actor, transfer: Transfer, number: int = 0) -> Download:
    """Return a part as the edge asks for it."""
    kind = TRANSFERS[transfer.kind]
    assert isinstance(kind, DownloadKind)
    kind.authorize(actor=actor, transfer=transfer, now=NOW)
    return kind.part(actor=actor, transfer=transfer, number=number, now=NOW)


def last_entry() -> tuple[str, Any]:
    """Return kind and data of the newest record."""
    entry = Entry.objects.order_by("-pk")[0]
    return entry.kind, json.loads(entry.body or "")["data"]


def test_the_firm_fetches_its_own_ciphertext_and_that_is_recorded_first(people: People) -> None:
    key = age_key_made(people, "seller_owner")
    owner, deposit = people.actor("seller_owner"), deposit_made(people, "sealed")
    file = deposit_file_for(actor=owner, public_id=deposit.files.order_by("pk")[0].public_id)
    opened = services.deposit_file_open(actor=owner, file=file, now=NOW)
    download = part(owner, opened.transfer)
    # not a byte has been read by now
    assert last_entry() == (
        "deposit.file_fetched",
        {
            "person": people.users["seller_owner"].public_id,
            "file": file.public_id,
            "commitment": file.commitment,
            "part": 0,
        },
    )
    content = b"".join(download.chunks)
    assert (download.size, download.file_name) == (len(content), "drawing.pdf.0000.age")
    assert pyrage.decrypt(content, [key]) == sealed_files()["drawing.pdf"][1]
    refused(NotFoundError, lambda: part(owner, opened.transfer, 1))
    refused(NotAllowedError, lambda: part(people.actor("seller_engineer"), opened.transfer))
    refused(NotFoundError, lambda: part(people.actor("buyer_deal_lead"), opened.transfer))


def test_a_file_taken_out_is_fetched_no_more(people: People) -> None:
    owner, deposit = people.actor("seller_owner"), deposit_made(people, "draft")
    file = deposit_file_for(actor=owner, public_id=deposit.files.order_by("pk")[0].public_id)
    opened = services.deposit_file_open(actor=owner, file=file, now=NOW)
    services.deposit_file_remove(actor=owner, file=file, revision=deposit.revision, now=NOW)
    refused(NotFoundError, lambda: part(owner, opened.transfer))


def test_a_file_still_arriving_is_not_fetched(people: People) -> None:
    owner, deposit = people.actor("seller_owner"), deposit_made(people, "arriving")
    late = deposit.files.get(state="arriving").public_id
    file = deposit_file_for(actor=owner, public_id=late)
    refused(StaleStateError, lambda: services.deposit_file_open(actor=owner, file=file, now=NOW))


def test_an_upload_is_refused_to_whoever_may_not_write_or_no_longer(people: People) -> None:
    deposit = deposit_made(people, "arriving")
    late = deposit.files.get(state="arriving")
    upload = TRANSFERS["deposit.file"]
    transfer = Transfer.objects.get(state="open")

    def authorize(who: str) -> None:
        upload.authorize(actor=people.actor(who), transfer=transfer, now=NOW)

    assert transfer.subject == late.public_id
    authorize("seller_deal_lead")
    for who, error in (
        ("seller_engineer", NotAllowedError),
        ("outsider_sme", NotFoundError),
        ("buyer_deal_lead", NotFoundError),
    ):
        refused(error, partial(authorize, who))
    services.deposit_discard(
        actor=people.actor("seller_owner"), deposit=deposit, revision=deposit.revision, now=NOW
    )
    refused(NotFoundError, lambda: authorize("seller_owner"))


def test_a_certificate_opens_as_a_document_for_the_firms_readers(
    settled: Callable[[], None], people: People
) -> None:
    deposit_made(people, "sealed")
    settled()
    certificate = Certificate.objects.select_related("deposit", "stored_file").get(language="en")
    engineer = people.actor("seller_engineer")
    opened = services.certificate_open(actor=engineer, certificate=certificate, now=NOW)
    download = part(engineer, opened.transfer)
    content = b"".join(download.chunks)
    assert content.startswith(b"%PDF-")
    assert (download.size, download.media_type) == (len(content), "application/pdf")
    refused(NotFoundError, lambda: part(engineer, opened.transfer, 1))
    refused(NotFoundError, lambda: part(people.actor("buyer_deal_lead"), opened.transfer))


def test_a_release_ends_while_it_is_being_fetched(people: People) -> None:
    deposit = deposit_made(people, "attached")
    key, recipient = age_key()
    release = released(people, deposit, [recipient])[0]
    services.releases_encrypt(release_ids=[release.public_id], now=NOW)
    lifted(people, deposit)
    engineer = people.actor(ENGINEER)
    file = released_file_for(actor=engineer, public_id=release.files.order_by("pk")[0].public_id)
    opened = services.released_file_open(actor=engineer, released=file, now=NOW)
    download = part(engineer, opened.transfer)
    kind, data = last_entry()
    assert (kind, data["file"]) == ("deposit.release_fetched", file.deposit_file.public_id)
    assert kinds("match", "m1")[-1] == "deposit.release_fetched"
    assert pyrage.decrypt(b"".join(download.chunks), [key]) == sealed_files()["drawing.pdf"][1]
    refused(NotAllowedError, lambda: part(people.actor("buyer_deal_lead"), opened.transfer))
    refused(NotFoundError, lambda: part(people.actor("seller_owner"), opened.transfer))
    services.release_withdraw(source=SOURCE, now=NOW)
    refused(StaleStateError, lambda: part(engineer, opened.transfer))


def test_the_firm_checks_by_itself_what_was_committed_to(people: People) -> None:
    sealed, draft = deposit_made(people, "sealed"), deposit_made(people, "draft")
    for who in ("seller_owner", "seller_engineer"):
        actor = people.actor(who)
        opened = services.manifest_open(actor=actor, deposit=sealed, now=NOW)
        fetched = part(actor, opened.transfer)
        content = b"".join(fetched.chunks)
        assert hashlib.sha256(content).hexdigest() == sealed.commitment
        assert (fetched.size, fetched.file_name) == (len(content), f"{sealed.number}.manifest")
        told = json.loads(content[32:])
        assert [file["name"] for file in told["files"]] == list(sealed_files())
        refused(NotFoundError, partial(part, actor, opened.transfer, 1))
    for who in ("buyer_deal_lead", "case_coordinator", "outsider_owner"):
        stranger = people.actor(who)
        refused(
            NotAllowedError,
            partial(services.manifest_open, actor=stranger, deposit=sealed, now=NOW),
        )
        refused(NotFoundError, partial(part, stranger, opened.transfer))
    owner = people.actor("seller_owner")
    refused(StaleStateError, partial(services.manifest_open, actor=owner, deposit=draft, now=NOW))


@pytest.mark.parametrize(
    "name", ["deposit.part", "deposit.certificate", "deposit.manifest", "release.file"]
)
def test_what_nobody_ever_opened_is_not_found(people: People, name: str) -> None:
    transfer = Transfer(kind=name, subject="x" * 22, direction="download")
    for who in ("seller_owner", ENGINEER):
        with pytest.raises(NotFoundError):
            TRANSFERS[name].authorize(actor=people.actor(who), transfer=transfer, now=NOW)
