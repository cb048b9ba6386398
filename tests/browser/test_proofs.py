"""From the proof drawer to the check page: what holds, what does not, and where it breaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SELLER = "owner@nurigyeol.example"
STEPS = ["format", "signature", "body", "leaf", "inclusion"]


def download_record(visitor: Visitor, folder: Path) -> tuple[Path, Path]:
    """Take the record file and the proof file from the drawer of one's own technology."""
    visitor.come_in(SELLER)
    visitor.open("/technologies")
    visitor.page.locator("main li h2 a").first.click()
    visitor.page.wait_for_url("**/technologies/*")
    visitor.page.locator(
        "button[aria-haspopup=dialog]", has_text=visitor.say("evidence:drawer.title")
    ).click()
    drawer = visitor.dialog("evidence:drawer.title")
    drawer.get_by_text(visitor.say("evidence:drawer.check"), exact=True).wait_for()
    visitor.look("proof-drawer")
    files = []
    for role, key in (("button", "drawer.recordFile"), ("link", "drawer.download")):
        with visitor.page.expect_download() as started:
            drawer.locator(f"{'a' if role == 'link' else 'button'}").filter(
                has_text=visitor.say(f"evidence:{key}")
            ).click()
        path = folder / started.value.suggested_filename
        started.value.save_as(path)
        files.append(path)
    drawer.get_by_role("link", name=visitor.say("evidence:drawer.toVerify")).click()
    visitor.page.wait_for_url("**/verify")
    return files[0], files[1]


def give(visitor: Visitor, *files: Path) -> list[str | None]:
    """Give files to the check page and return the state of each step."""
    visitor.button("evidence:verify.reset").click()
    visitor.page.locator("input[type=file]").set_input_files(files)
    visitor.page.locator("ol li[data-state]:not([data-state=waiting])").first.wait_for()
    steps = visitor.page.locator("main ol li[data-state]")
    return [steps.nth(at).get_attribute("data-state") for at in range(len(STEPS))]


def test_a_record_from_the_drawer_holds_on_the_check_page(visitor: Visitor, tmp_path: Path) -> None:
    record, proof = download_record(visitor, tmp_path)
    assert give(visitor, record) == ["passed"] * 5
    expect(visitor.page.get_by_text(visitor.say("evidence:verify.passed"))).to_be_visible()
    visitor.look("verify-holds")

    assert give(visitor, proof) == ["passed", "passed", "skipped", "skipped", "skipped"]
    expect(visitor.page.get_by_text(visitor.say("evidence:verify.partial"))).to_be_visible()
    visitor.look("verify-partial")

    changed = json.loads(record.read_text(encoding="utf-8"))
    changed["body"] = changed["body"].replace("technology", "techn0logy", 1)
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(changed), encoding="utf-8")
    assert give(visitor, forged)[2] == "failed"
    failed = visitor.say(
        "evidence:verify.failedBody", number=3, name=visitor.say("evidence:step.body.name")
    )
    expect(visitor.page.get_by_text(failed)).to_be_visible()
    visitor.look("verify-fails")

    del changed["leaf"]
    forged.write_text(json.dumps(changed), encoding="utf-8")
    assert give(visitor, forged)[4] == "failed"


def test_what_is_no_proof_is_named(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open("/verify")
    visitor.button("evidence:verify.submit").click()
    expect(visitor.page.get_by_text(visitor.say("evidence:verify.needProof"))).to_be_visible()
    for name, text, key in (
        ("photo.json", "\x89PNG", "unreadable"),
        ("huge.json", " " * 300_000, "tooLarge"),
    ):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        visitor.page.locator("input[type=file]").set_input_files(file)
        told = visitor.say(f"evidence:verify.{key}", name=name)
        expect(visitor.page.get_by_text(told)).to_be_visible()
    visitor.look("verify-no-proof")
