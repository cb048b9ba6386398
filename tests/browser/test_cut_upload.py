"""A file whose way is cut goes on where it stopped: by itself, and after the page was closed."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import Route, expect

from tests.browser.deal.sealing import PATIENCE_MS, DepositWords, deposit_begun

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.visitor import NewVisitor, SignIn, Visitor

pytestmark = pytest.mark.browser

SEALER: Final = "owner@nurigyeol.example"
_BYTES: Final = 256 * 1024


def test_a_cut_upload_waits_and_goes_on_after_the_page_was_closed(
    new_visitor: NewVisitor, signed_in: SignIn, tmp_path: Path
) -> None:
    visitor = new_visitor("ko", 390)
    signed_in(visitor, SEALER)
    visitor.open("/vault/new")
    deposit_begun(visitor, DepositWords(title=f"Cut {secrets.token_hex(3)}"))
    if "/key" in visitor.page.url:
        visitor.page.goto(visitor.page.url.replace("/key", "/files"))
    paper = tmp_path / "measurements.bin"
    paper.write_bytes(secrets.token_bytes(64) * (_BYTES // 64))
    line = _Line(visitor)

    # cut in the middle: the page says so and waits
    line.cut = True
    _chosen(visitor, paper)
    told = visitor.page.get_by_text(visitor.say("transfer:state.waiting")).first
    expect(told).to_be_visible(timeout=PATIENCE_MS)
    visitor.look("cut-upload/waiting")

    # the page is closed in the middle, and opened again
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.page.reload()
    expect(visitor.page.get_by_text(visitor.say("vault:files.broken"))).to_be_visible()
    visitor.look("cut-upload/broken")
    line.cut = False
    _chosen(visitor, paper)
    expect(visitor.page.get_by_text(re.compile("SHA-256"))).to_be_visible(timeout=PATIENCE_MS)
    # it went on in its place, and is no second file
    assert len(line.ways) == 1
    visitor.look("cut-upload/arrived")


def _chosen(visitor: Visitor, paper: Path) -> None:
    with visitor.page.expect_file_chooser() as choosing:
        visitor.button("vault:files.choose", within="main").click()
    choosing.value.set_files(paper)


class _Line:
    """The line on which parts leave; it may be cut."""

    def __init__(self, visitor: Visitor) -> None:
        self.cut = False
        self.ways: set[str] = set()
        visitor.page.route("**/parts/*", self._pass)

    def _pass(self, route: Route) -> None:
        if route.request.method == "PUT":
            self.ways.add(route.request.url)
            if self.cut:
                route.abort()
                return
        route.continue_()
