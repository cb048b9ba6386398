"""What a large firm does with a key of its own: take it into use, and open what was handed over."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

from playwright.sync_api import expect

from tests.browser.deal.sealing import PATIENCE_MS
from tests.browser.visitor import Visitor

_PROGRAM_SECONDS: Final = 20


def key_of(home: Path, email: str, folder: Path) -> Path:
    """Return a file with the key of one of the demo's people, from the demo's own list."""
    told = (home / "demo-age-keys.txt").read_text(encoding="utf-8")
    found = re.search(rf"^# {re.escape(email)}\n(AGE-SECRET-KEY-1\w+)$", told, re.MULTILINE)
    assert found, email
    path = folder / "key.txt"
    path.write_text(found[1] + "\n", encoding="utf-8")
    return path


def decrypted(key: Path, sealed: Path) -> bytes:
    """Return what a file holds, opened by the `age` program with a key."""
    command = ["age", "--decrypt", "--identity", str(key), str(sealed)]
    done = subprocess.run(command, capture_output=True, timeout=_PROGRAM_SECONDS, check=True)
    return done.stdout


def own_key_brought(visitor: Visitor, folder: Path, label: str) -> Path:
    """Make a key with `age-keygen`, prove it with `age`, and take it into use; return its file."""
    key = folder / "own.txt"
    making = ["age-keygen", "-o", str(key)]
    subprocess.run(making, capture_output=True, timeout=_PROGRAM_SECONDS, check=True)
    public = re.search(r"age1\w+", key.read_text(encoding="utf-8"))
    assert public
    visitor.open("/vault/keys#own")
    visitor.field("keys:own.label").fill(label)
    visitor.field("keys:own.recipient").fill(public[0])
    visitor.button("keys:own.submit", within="main").click()
    challenge = visitor.page.locator("main pre").filter(has_text="BEGIN AGE ENCRYPTED FILE")
    challenge.wait_for(timeout=PATIENCE_MS)
    sealed = folder / "challenge.age"
    sealed.write_text(challenge.inner_text(), encoding="utf-8")
    # a wrong line is refused beside the line, and what was typed stays
    answer = visitor.field("keys:own.answer")
    answer.fill("wrong")
    confirm = visitor.button("keys:own.confirm", within="main")
    confirm.click()
    expect(answer).to_have_attribute("aria-invalid", "true")
    expect(answer).to_have_value("wrong")
    answer.fill(decrypted(key, sealed).decode())
    confirm.click()
    expect(visitor.page.get_by_text(visitor.say("keys:page.done"))).to_be_visible()
    row = visitor.page.locator("main li").filter(has_text=label)
    expect(row.get_by_text(visitor.say("keys:state.ACTIVE"), exact=True)).to_be_visible()
    return key


def ciphertext_saved(visitor: Visitor, name: str, folder: Path) -> Path:
    """Save the first encrypted part of a file and return it."""
    with visitor.page.expect_download(timeout=PATIENCE_MS) as saving:
        visitor.button("vault:open.cipherOne", within="main", name=name).click()
    path = folder / saving.value.suggested_filename
    saving.value.save_as(path)
    return path
