"""From match to money: the whole deal over HTTP and sockets, as seven people live it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.demo_server import ROOT, demo_environment, running_demo
from tests.external.evidence_tools import tlog_verify_program
from tests.flows.deal import money, story
from tests.requirements import require_tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.demo_server import RunningServer

pytestmark = [pytest.mark.external, pytest.mark.slow]

# what each step leaves in the log, for both firms
IN_BOTH_PACKS = {
    "match.matched",
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
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
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
    with running_demo(home, ("serve",)) as running:
        yield running


def test_a_deal_by_bank_transfer_from_the_seal_to_the_released_deposit(
    server: RunningServer, tmp_path: Path
) -> None:
    age, age_keygen = require_tool("age"), require_tool("age-keygen")
    deal = story.everybody(server, tmp_path, age, age_keygen)
    story.sealed(deal)
    story.opened_by_its_owner(deal)
    story.published(deal)
    story.matched(deal)
    story.under_nda(deal)
    story.talking(deal)
    story.asked_and_granted(deal)
    story.read_as_pages(deal)
    story.agreed(deal)
    story.signed(deal)
    money.planned(deal)
    money.held_by_bank(deal)
    money.objection_time_over(deal, server)
    money.released_and_opened(deal)
    money.held_by_bank(deal, position=1)
    money.paid_out(deal)
    for who in ("seller_owner", "buyer_deal_lead"):
        kinds = money.proved(deal, who, tmp_path / who, tlog_verify_program())
        assert kinds >= IN_BOTH_PACKS, IN_BOTH_PACKS - kinds
