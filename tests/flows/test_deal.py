"""From match to money: the whole deal over HTTP and sockets, as seven people live it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.demo_server import ROOT, demo_environment, running_demo
from tests.external.evidence_tools import tlog_verify_program
from tests.flows.deal import agreement, money, story
from tests.requirements import require_tool
from tests.stripe_fake import StripeFake
from tests.stripe_fake.server import KEY, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.demo_server import RunningServer

pytestmark = [pytest.mark.external, pytest.mark.slow]

# what each step leaves in the log, for both firms
IN_BOTH_PACKS = {
    "match.matched",
    "room.opened",
    "request.issued",
    "request.item_granted",
    "document.opened",
    "document.page_viewed",
    "deposit.released",
    "payment.held",
    "payment.released",
    "release.scheduled",
    "release.opened",
    "payment.planned",
    "payment.delivered",
    "payment.delivery_accepted",
    "room.message_posted",
    "nda.offered",
    "nda.signature_given",
    "nda.signed",
    "terms.offered",
    "terms.countered",
    "terms.accepted",
    "contract.drafted",
    "contract.offered",
    "contract.signature_given",
    "contract.signed",
}


@pytest.fixture(scope="module")
def stripe() -> Iterator[StripeFake]:
    """Give a Stripe of our own."""
    with StripeFake() as fake:
        yield fake


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, stripe: StripeFake) -> Iterator[RunningServer]:
    """Give a server whose firms are registered and verified, and where nothing happened yet."""
    home = tmp_path_factory.mktemp("deal") / "home"
    home.mkdir()
    made = subprocess.run(
        [sys.executable, "-m", "tests.flows.deal.data", "prepare"],
        cwd=ROOT,
        env=demo_environment(home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    environment = {
        "SEALBRIDGE_CHECKPOINT_SECONDS": "0.1",
        "SEALBRIDGE_STRIPE_KEY": KEY,
        "SEALBRIDGE_STRIPE_WEBHOOK_SECRET": SECRET,
        "SEALBRIDGE_STRIPE_BASE": stripe.url,
    }
    with running_demo(home, ("serve",), **environment) as running:
        yield running


@pytest.fixture(scope="module")
def cast(server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> story.Deal:
    """Sign everybody in."""
    age, age_keygen = require_tool("age"), require_tool("age-keygen")
    return story.everybody(server, tmp_path_factory.mktemp("keys"), age, age_keygen)


@pytest.fixture
def deal(cast: story.Deal, tmp_path: Path) -> story.Deal:
    """Bring two firms to a signed contract, from nothing but their people."""
    found = replace(cast, folder=tmp_path, ids={}, files={})
    story.sealed(found)
    story.opened_by_its_owner(found)
    story.published(found)
    story.matched(found)
    story.under_nda(found)
    story.talking(found)
    story.asked_and_granted(found)
    story.read_as_pages(found)
    agreement.agreed(found)
    agreement.signed(found)
    money.planned(found)
    return found


def test_a_deal_by_bank_transfer_from_the_seal_to_the_released_deposit(
    server: RunningServer, deal: story.Deal, tmp_path: Path
) -> None:
    money.held_by_bank(deal, position=0)
    money.objection_time_over(deal, server)
    money.released_and_opened(deal)
    money.held_by_bank(deal, position=1)
    money.paid_out(deal)
    _proved(deal, tmp_path)


def test_a_deal_by_stripe_from_the_seal_to_the_released_deposit(
    server: RunningServer, stripe: StripeFake, deal: story.Deal, tmp_path: Path
) -> None:
    money.held_by_stripe(deal, server, stripe, position=0)
    money.objection_time_over(deal, server)
    money.released_and_opened(deal)
    money.held_by_stripe(deal, server, stripe, position=1)
    money.paid_out(deal)
    _proved(deal, tmp_path)


def _proved(deal: story.Deal, folder: Path) -> None:
    """Each firm takes its pack away, and the Go program finds every entry in it."""
    for who, more in (("seller_owner", {"deposit.attached"}), ("buyer_deal_lead", set())):
        kinds = money.proved(deal, who, folder / who, tlog_verify_program())
        assert kinds >= IN_BOTH_PACKS | more, (IN_BOTH_PACKS | more) - kinds
