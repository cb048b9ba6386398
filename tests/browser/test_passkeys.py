"""Passkeys in a real browser: made, used to sign in and to sign, renamed and removed.

A browser makes them for a name and not for the number of an address, and so a demo of its own
answers here at `localhost`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.deal import nda, passkeys, terms
from tests.browser.deal.terms import Offer
from tests.browser.visitor import NewVisitor, Visitor
from tests.demo_server import RunningServer, running_demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# she signs for the large firm of a deal whose agreement the small firm has signed already
SIGNER: Final = "deal.lead@sotdaemoe.example"
OWNER: Final = "owner@byeotgori.example"
_DATABASE: Final = "sealbridge.sqlite3"
_DEAL: Final = """
    SELECT match.public_id FROM matching_match AS match
    JOIN nda_nda AS nda ON nda.match_id = match.id AND nda.state = 'offered'
    JOIN accounts_membership AS membership ON membership.organisation_id = match.buyer_id
    JOIN accounts_user AS person ON person.id = membership.user_id
    WHERE person.email = ?
"""
_SIGNED: Final = """
    SELECT signature.document_type, signature.method, signature.assertion <> ''
    FROM nda_signature AS signature
    JOIN accounts_membership AS membership ON membership.id = signature.membership_id
    JOIN accounts_user AS person ON person.id = membership.user_id
    WHERE person.email = ? ORDER BY signature.id
"""
OFFER: Final = Offer(
    mode="LICENCE",
    exclusivity="NON_EXCLUSIVE",
    field="Test benches",
    territory="KR",
    months=24,
    upfront="30,000,000",
    royalty="2",
)


@pytest.fixture
def named_server(demo_server: RunningServer, tmp_path: Path) -> Iterator[RunningServer]:
    """Give the demo as it is now, once more, at an address that has a name."""
    home = tmp_path / "home"
    leave = shutil.ignore_patterns(f"{_DATABASE}*", "*.log", "*.lock")
    shutil.copytree(demo_server.home, home, ignore=leave)
    with (
        closing(sqlite3.connect(f"file:{demo_server.home / _DATABASE}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(home / _DATABASE)) as new,
    ):
        old.backup(new)
    with running_demo(home, host="localhost") as server:
        yield server


def rows(server: RunningServer, query: str, *values: str) -> list[tuple[Any, ...]]:
    """Read the demo's database, beside the running server."""
    with closing(sqlite3.connect(f"file:{server.home / _DATABASE}?mode=ro", uri=True)) as found:
        return list(found.execute(query, values))


def test_a_passkey_signs_in_and_signs_and_is_taken_away(
    new_visitor: NewVisitor, named_server: RunningServer
) -> None:
    signer, owner = (at(named_server, new_visitor()) for _ in range(2))
    deal = rows(named_server, _DEAL, SIGNER)[0][0]
    device = passkeys.Device(signer)

    signer.sign_in(SIGNER)
    passkeys.passkey_made(signer, "Work laptop")
    signer.look("passkeys/1-made")
    passkeys.passkey_renamed(signer, "Work laptop", "Laptop in the office")
    passkeys.signed_in_by_passkey(signer)

    device.knows_its_owner(known=False)
    passkeys.signing_stopped(signer, deal)
    assert rows(named_server, _SIGNED, SIGNER) == []
    device.knows_its_owner(known=True)
    before = device.signatures()
    # no code is asked for: the passkey stands for it
    nda.nda_signed_by_keys(signer, deal, secret="")
    assert device.signatures() == before + 1
    signer.look("passkeys/2-nda-signed")

    owner.sign_in(OWNER)
    terms.offer_sent(signer, deal, OFFER)
    terms.terms_accepted(owner, deal)
    terms.contract_drafted(owner, deal)
    terms.contract_offered(owner, deal)
    passkeys.contract_signed_by_passkey(signer, deal)
    signer.look("passkeys/3-contract-signed")
    signed = [("nda", "passkey", 1), ("contract", "passkey", 1)]
    assert rows(named_server, _SIGNED, SIGNER) == signed

    passkeys.passkey_removed(signer, "Laptop in the office")
    # what was signed stays signed
    assert rows(named_server, _SIGNED, SIGNER) == signed


def at(server: RunningServer, visitor: Visitor) -> Visitor:
    """Let a visitor go to a server of its own."""
    visitor.base_url = server.base_url
    return visitor
