"""A pack holds what its firm may read of one match, and common tools find it right."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from contracts.deals.models import Contract
from contracts.nda.models import Nda
from contracts.protection.models import EvidencePack
from contracts.protection.selectors import MOST_ENTRIES, pack_for, packs_of
from contracts.protection.services import making, pack_open, pack_request, packs_make
from contracts.protection.transfers import PackDownload
from marketplace.accounts.services import membership_remove
from marketplace.core.errors import (
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.escrow.services import certificates_make
from marketplace.evidence.models import Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.files.models import StoredFile, Transfer
from tests.factories.deposits import deposit_made
from tests.factories.market import demand_made, match_made
from tests.factories.ndas import nda_made
from tests.factories.people import ACTORS, NOW, People
from tests.factories.protection import pack_made
from tests.factories.rooms import message_made, request_made, room_made
from tests.services.protection.unpacking import content_of, documented_match, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LEADS = {"seller_owner", "seller_deal_lead", "buyer_owner", "buyer_deal_lead"}
_LOOP = """for leaf in entries/*.leaf; do n=${leaf%.leaf}; [ -f "$n.salt" ] || continue; \
grep -q "$(cat "$n.salt" "$n.body.json" | sha256sum | cut -d' ' -f1)" "$leaf" \
&& echo "ok $n" || echo "WRONG $n"; done"""


def everything() -> list[Any]:
    """Return what an act on a pack could have written."""
    tables = (EvidencePack, StoredFile, Transfer, Entry)
    return [list(table._base_manager.order_by("pk").values()) for table in tables]


def refused(error: type[Exception], act: Callable[[], object]) -> Any:
    """Check that an act is refused and leaves no trace."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the README in the folder of a pack."""
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )


def test_each_side_gets_what_it_may_read_and_holds(people: People, tmp_path: Path) -> None:
    match = documented_match(people, mark="canary")
    # another buyer's match of the same technology, as far as the entries tell
    match_made(people, "matched", key="another", technology=match.technology)
    packs = {
        who: unpacked(pack_made(people, match=match, who=who), tmp_path / who)
        for who in ("seller_owner", "buyer_deal_lead")
    }
    seller, buyer = packs["seller_owner"], packs["buyer_deal_lead"]
    certificates = {name for name in seller if name.startswith("documents/certificate-")}
    assert len(certificates) == 2
    both = {
        f"documents/nda-{Nda.objects.get(match=match).public_id}.pdf",
        f"documents/contract-{Contract.objects.get(match=match).public_id}.pdf",
    }
    assert {name for name in buyer if name.startswith("documents/")} == both
    assert {name for name in seller if name.startswith("documents/")} == both | certificates
    for files, firm in ((seller, "seller"), (buyer, "buyer")):
        manifest = json.loads(files["manifest.json"])
        number = people.organisations[firm].pk
        listed = {row["id"] for row in manifest["entries"]}
        may_read = Entry.objects.filter(audience__organisation_id=number)
        assert listed <= set(may_read.values_list("uid", flat=True))
        of_match = may_read.filter(subjects__type="match", subjects__ref=match.public_id)
        until = max(row["index"] for row in manifest["entries"])
        assert set(of_match.filter(index__lte=until).values_list("uid", flat=True)) <= listed
        others = {
            subject["id"]
            for row in manifest["entries"]
            for subject in row["subjects"]
            if subject["type"] == "match"
        }
        assert others == {match.public_id}
        assert all(row["content"] for row in manifest["entries"])
        bodies = b"".join(data for name, data in files.items() if name.endswith(".body.json"))
        assert b"canary" not in bodies
    kinds = {row["kind"] for row in json.loads(seller["manifest.json"])["entries"]}
    assert {"match.matched", "nda.signed", "deposit.attached", "technology.published"} <= kinds
    kinds = {row["kind"] for row in json.loads(buyer["manifest.json"])["entries"]}
    assert {"nda.signed", "contract.signed", "demand.published"} <= kinds
    assert not any(kind.startswith(("technology.", "deposit.")) for kind in kinds)


def test_a_buyer_proves_by_its_pack_what_it_had_sealed_before_it_asked(
    people: People, tmp_path: Path
) -> None:
    deposit = deposit_made(people, firm="buyer")
    demand = demand_made(people, "published", sealed_with=deposit)
    other = demand_made(people, "published", key="other", sealed_with=deposit)
    match = match_made(people, "matched", demand=demand)
    sequence_once(NOW)
    certificates_make(deposit_ids=[deposit.public_id], now=NOW)

    buyer = unpacked(pack_made(people, match=match, who="buyer_owner"), tmp_path / "buyer")
    rows = json.loads(buyer["manifest.json"])["entries"]
    kinds = [row["kind"] for row in rows]
    of_demand = [kind for kind in kinds if kind.startswith(("demand.", "deposit."))]
    assert of_demand == ["deposit.sealed", "demand.sealed", "demand.published", "deposit.certified"]
    bodies = b"".join(data for name, data in buyer.items() if name.endswith(".body.json"))
    assert bodies.count(deposit.commitment.encode()) == 3
    assert other.public_id.encode() not in b"".join(buyer.values())
    certificates = {name for name in buyer if name.startswith("documents/certificate-")}
    assert {name.rpartition("-")[2] for name in certificates} == {"ko.pdf", "en.pdf"}

    seller = unpacked(pack_made(people, match=match), tmp_path / "seller")
    rows = json.loads(seller["manifest.json"])["entries"]
    assert not any(row["kind"].startswith(("demand.", "deposit.")) for row in rows)
    assert deposit.commitment.encode() not in b"".join(seller.values())


def test_written_requests_lie_in_both_packs_as_they_were_issued(
    people: People, tmp_path: Path
) -> None:
    match = match_made(people, "matched", key="packs")
    nda = nda_made(people, "signed", match=match)
    room = room_made(people, nda=nda)
    issued = request_made(people, "issued", room=room)
    draft = request_made(people, "draft", key="two", room=room)
    names = [f"documents/request-{issued.public_id}-{language}.pdf" for language in ("ko", "en")]
    for who in ("seller_owner", "buyer_deal_lead"):
        files = unpacked(pack_made(people, match=match, who=who), tmp_path / who)
        assert {name for name in files if name.startswith("documents/request-")} == set(names)
        assert draft.public_id.encode() not in files["manifest.json"]
        (body,) = (name for name in files if name.endswith("request.issued.body.json"))
        recorded = json.loads(files[body])
        for name in names:
            folder = tmp_path / who / "inside"
            folder.mkdir(exist_ok=True)
            assert run(folder, "pdfdetach", "-saveall", f"../{name}").returncode == 0
            inside = (folder / "request.json").read_bytes()
            assert hashlib.sha256(inside).hexdigest() in json.dumps(recorded)


def test_the_commands_of_the_readme_find_it_right_and_find_changes(
    people: People, tmp_path: Path
) -> None:
    files = unpacked(pack_made(people, match=documented_match(people)), tmp_path)
    for name in ("README.en.md", "README.ko.md"):
        assert _LOOP in files[name].decode()
    count = len(json.loads(files["manifest.json"])["entries"])
    assert run(tmp_path, "sha256sum", "--strict", "-c", "SHA256SUMS").returncode == 0
    assert run(tmp_path, "bash", "-c", _LOOP).stdout.count("ok ") == count
    checked = run(tmp_path, sys.executable, "-I", "verify.py")
    assert (checked.returncode, f"{count} of {count} entries" in checked.stdout) == (0, True)
    openssl = (
        *("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "log/key.pem", "-rawin"),
        *("-in", "log/checkpoint.text", "-sigfile", "log/checkpoint.sig"),
    )
    assert " ".join(openssl) in files["README.en.md"].decode()
    assert run(tmp_path, *openssl).returncode == 0
    (nda,) = (name for name in files if name.startswith("documents/nda-"))
    assert "Signature is Valid" in run(tmp_path, "pdfsig", "-nocert", nda).stdout
    (body,) = (name for name in files if name.endswith("nda.signed.body.json"))
    (tmp_path / body).write_bytes(files[body].replace(b"nda.signed", b"nda.Signed"))
    assert run(tmp_path, "bash", "-c", _LOOP).stdout.count("WRONG ") == 1
    checked = run(tmp_path, sys.executable, "-I", "verify.py")
    assert (checked.returncode, checked.stdout.count("its text is another")) == (1, 1)
    assert run(tmp_path, "sha256sum", "-c", "SHA256SUMS").returncode == 1
    text = (tmp_path / "log/checkpoint.text").read_bytes()
    (tmp_path / "log/checkpoint.text").write_bytes(text.replace(b"/log\n", b"/log2\n"))
    assert run(tmp_path, *openssl).returncode != 0
    leaf = body.replace(".body.json", ".leaf")
    (tmp_path / body.replace(".body.json", ".salt")).unlink()
    (tmp_path / leaf).write_bytes(files[leaf].replace(b'"v":1', b'"v":2'))
    assert "does not stand in the log" in run(tmp_path, sys.executable, "-I", "verify.py").stdout


def test_only_those_who_lead_deals_of_the_two_firms_ask_and_fetch(people: People) -> None:
    match = match_made(people, "matched", key="packs")
    for name in sorted(set(ACTORS) - _LEADS):
        actor = people.actor(name)
        refused(NotAllowedError, partial(pack_request, actor=actor, match=match, now=NOW))
    pack = pack_made(people, match=match, who="seller_deal_lead")
    transfer = pack_open(actor=people.actor("seller_owner"), pack=pack, now=NOW).transfer
    kind = PackDownload()
    part = kind.part(actor=people.actor("seller_owner"), transfer=transfer, number=0, now=NOW)
    assert b"".join(part.chunks) == content_of(pack)
    for name in sorted(set(ACTORS) - {"seller_owner", "seller_deal_lead"}):
        actor = people.actor(name)
        assert packs_of(actor=actor, match_id=match.public_id) == []
        for act in (
            partial(pack_for, actor=actor, public_id=pack.public_id),
            partial(pack_open, actor=actor, pack=pack, now=NOW),
            partial(kind.part, actor=actor, transfer=transfer, number=0, now=NOW),
        ):
            refused(NotFoundError, act)
    lead = people.users["seller_deal_lead"].memberships.get(ended_at=None)
    gone = people.actor("seller_deal_lead")
    kind.authorize(actor=gone, transfer=transfer, now=NOW)
    membership_remove(actor=people.actor("seller_owner"), public_id=lead.public_id, now=NOW)
    with pytest.raises(NotFoundError):
        kind.authorize(actor=people.actor("seller_deal_lead"), transfer=transfer, now=NOW)


def test_one_is_made_at_a_time_and_made_once(people: People) -> None:
    match = match_made(people, "matched", key="packs")
    owner = people.actor("seller_owner")
    pack = pack_request(actor=owner, match=match, now=NOW)
    pending = refused(MarketplaceError, lambda: pack_request(actor=owner, match=match, now=NOW))
    assert pending.code == "pack_pending"
    # the other side's is its own business
    pack_request(actor=people.actor("buyer_owner"), match=match, now=NOW)
    refused(StaleStateError, lambda: pack_open(actor=owner, pack=pack, now=NOW))
    refused(LookupError, lambda: packs_make(pack_ids=[pack.public_id], now=NOW))
    sequence_once(NOW)
    assert packs_make(pack_ids=[pack.public_id], now=NOW) == 1
    before = everything()
    assert packs_make(pack_ids=[pack.public_id], now=NOW) == 0
    assert everything() == before
    made = json.loads(Entry.objects.get(kind="pack.made").body or "")["data"]
    pack.refresh_from_db()
    assert made == {
        "entries": pack.entries,
        "sha256": hashlib.sha256(content_of(pack)).hexdigest(),
    }
    audience = Entry.objects.get(kind="pack.made").audience
    assert [row.organisation_id for row in audience.all()] == [people.organisations["seller"].pk]


def test_older_packs_go_and_there_is_an_end_for_a_day(people: People) -> None:
    match = match_made(people, "matched", key="packs")
    for _ in range(10):
        pack_made(people, match=match)
    owner = people.actor("seller_owner")
    states = [pack.state for pack in packs_of(actor=owner, match_id=match.public_id)]
    assert states == ["ready"] * 3 + ["dropped"] * 7
    assert StoredFile.objects.filter(state="destroyed").count() == 7
    old = packs_of(actor=owner, match_id=match.public_id)[-1]
    refused(StaleStateError, lambda: pack_open(actor=owner, pack=old, now=NOW))
    many = refused(MarketplaceError, lambda: pack_request(actor=owner, match=match, now=NOW))
    assert many.code == "too_many"
    pack_request(actor=owner, match=match, now=NOW + timedelta(days=1, seconds=1))


def test_more_than_a_pack_holds_is_told(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    match = match_made(people, "matched", key="packs")
    pack = pack_request(actor=people.actor("seller_owner"), match=match, now=NOW)
    sequence_once(NOW)
    assert MOST_ENTRIES > 2
    monkeypatch.setattr(making, "MOST_ENTRIES", 2)
    assert packs_make(pack_ids=[pack.public_id], now=NOW) == 0
    pack.refresh_from_db()
    assert (pack.state, pack.failure, pack.stored_file) == ("failed", "too_large", None)
    assert Entry.objects.filter(kind="pack.failed").count() == 1


def test_no_one_makes_a_pack_impossible_by_writing_on_and_on(
    people: People, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = room_made(people)
    for number in range(6):
        message_made(people, room, "buyer_deal_lead", key=str(number))
    whole = pack_made(people, match=room.match)
    assert json.loads(unpacked(whole, tmp_path)["manifest.json"])["entries_left_out"] == 0
    monkeypatch.setattr(making, "MOST_ENTRIES", whole.entries - 1)
    pack = pack_made(people, match=room.match)
    manifest = json.loads(unpacked(pack, tmp_path)["manifest.json"])
    kinds = [entry["kind"] for entry in manifest["entries"]]
    said = kinds.count("room.message_posted")
    assert manifest["entries_left_out"] == 6 - said > 0
    assert "nda.signed" in kinds
