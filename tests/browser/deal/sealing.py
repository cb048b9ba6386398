"""A firm makes a key, seals its files, and offers what they hold, by the screen alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

# a machine at work elsewhere lets encryption and comparison wait
PATIENCE_MS: Final = 60_000


@dataclass
class Clicks:
    """Counts what a person clicks or chooses; typing is not counted."""

    made: int = 0

    def click(self, what: Locator) -> None:
        """Click and count."""
        what.click()
        self.made += 1

    def check(self, what: Locator) -> None:
        """Choose one of a few and count."""
        what.check()
        self.made += 1

    def choose(self, what: Locator, value: str) -> None:
        """Choose from a list and count."""
        what.select_option(value)
        self.made += 1


@dataclass(frozen=True)
class DepositWords:
    """What a person types about a deposit.

    Attributes:
        title: As the firm calls it.
        kind: One of the kinds of the API, such as `DRAWING`.
        made_on: A day, as 2026-03-02.
        outline: What lies in it.
        depositor: The firm's name, or empty to take what stands there.
        address: The firm's address, or empty to take what stands there.
    """

    title: str
    kind: str = "DRAWING"
    made_on: str = "2026-03-02"
    outline: str = "Drawings and the records of its tests."
    depositor: str = ""
    address: str = "서울특별시 금천구 가산로 1"


def key_made(visitor: Visitor, folder: Path, clicks: Clicks | None = None) -> Path:
    """Make a key where the page offers one, try its saved file, and return the file.

    Where the wizard stands at its key step, it goes on by itself; elsewhere the page of keys
    is opened.
    """
    count = clicks or Clicks()
    if not visitor.page.url.split("?")[0].endswith("/key"):
        visitor.open("/vault/keys#new")
    make = visitor.button("keys:make.action", within="main")
    with visitor.page.expect_download() as saving:
        count.click(make)
    path = folder / saving.value.suggested_filename
    saving.value.save_as(path)
    assert "AGE-SECRET-KEY-1" in path.read_text(encoding="utf-8")
    choose = visitor.button("keys:try.action", within="main")
    choose.wait_for()
    with visitor.page.expect_file_chooser() as choosing:
        count.click(choose)
    choosing.value.set_files(path)
    choose.wait_for(state="detached", timeout=PATIENCE_MS)
    return path


def keys_retired(visitor: Visitor) -> None:
    """Take every key of the firm out of use, so that there is none to seal to."""
    visitor.open("/vault/keys")
    visitor.settle()
    retire = visitor.page.locator("main li button", has_text=visitor.say("keys:retire.action"))
    while retire.count():
        retire.first.click()
        window = visitor.page.get_by_role("dialog")
        name = visitor.say("keys:retire.action")
        window.get_by_role("button", name=name, exact=True).click()
        expect(window).to_have_count(0)
        visitor.settle()


def deposit_begun(visitor: Visitor, words: DepositWords, clicks: Clicks | None = None) -> None:
    """Type what a deposit is, on the wizard's first step, and go on with the Enter key."""
    count = clicks or Clicks()
    visitor.field("vault:field.title").fill(words.title)
    kind = visitor.page.get_by_role("group", name=visitor.say("vault:field.kind"))
    name = visitor.say(f"vault:kind.{words.kind}")
    count.check(kind.get_by_role("radio", name=name, exact=True))
    visitor.page.get_by_label(re.compile("^" + visitor.say("vault:field.madeOn"))).fill(
        words.made_on
    )
    visitor.field("vault:field.outline").fill(words.outline)
    if words.depositor:
        visitor.field("vault:field.depositorName").fill(words.depositor)
    address = visitor.field("vault:field.depositorAddress")
    if not address.input_value():
        address.fill(words.address)
    # whoever has typed the last answer goes on with the same hand
    address.press("Enter")
    visitor.page.wait_for_url(re.compile(r"/vault/new/[\w-]{22}/(key|files)"))


def files_sent(visitor: Visitor, files: Sequence[Path], clicks: Clicks | None = None) -> None:
    """Choose files on the wizard's last step and wait until they have arrived."""
    count = clicks or Clicks()
    with visitor.page.expect_file_chooser() as choosing:
        count.click(visitor.button("vault:files.choose", within="main"))
    choosing.value.set_files(list(files))
    listed = visitor.page.get_by_role("list", name=visitor.say("vault:files.list"))
    for file in files:
        remove = visitor.say("vault:files.remove", name=file.name)
        expect(listed.get_by_role("button", name=remove)).to_be_visible(timeout=PATIENCE_MS)


def sealed(visitor: Visitor, clicks: Clicks | None = None) -> str:
    """Seal what stands there and return the technology that it was tied to."""
    count = clicks or Clicks()
    count.click(visitor.button("vault:seal.action", within="main"))
    visitor.page.wait_for_url(re.compile(r"/technologies/[\w-]{22}/edit"), timeout=PATIENCE_MS)
    found = re.search(r"/technologies/([\w-]{22})/edit", visitor.page.url)
    assert found
    return found[1]


def deposit_sealed(
    visitor: Visitor,
    files: Sequence[Path],
    folder: Path,
    words: DepositWords,
    clicks: Clicks | None = None,
) -> tuple[str, Path | None]:
    """Seal files from the vault on; return the technology and the key file made on the way."""
    count = clicks or Clicks()
    if "/vault/new" not in visitor.page.url:
        visitor.open("/vault/new")
    deposit_begun(visitor, words, count)
    key = key_made(visitor, folder, count) if "/key" in visitor.page.url else None
    visitor.page.wait_for_url(re.compile("/files"), timeout=PATIENCE_MS)
    files_sent(visitor, files, count)
    return sealed(visitor, count), key


def technology_submitted(
    visitor: Visitor,
    offer: Mapping[str, str],
    clicks: Clicks | None = None,
    *,
    industry: str = "CONSTRUCTION_SHIPBUILDING",
    trl: str = "7",
    ip_status: str = "PATENT_PENDING",
    mode: str = "LICENCE",
) -> None:
    """Write what the market may read, on the editor's page, and submit it.

    Args:
        visitor: Somebody whose page is the editor of a technology.
        offer: Answers to the editor's questions, by their names.
        clicks: Counts, where somebody wants to know.
        industry: One of the industries.
        trl: The readiness, 1 to 9.
        ip_status: One of the states of protection.
        mode: One of the ways to hand a technology over.
    """
    count = clicks or Clicks()
    for name, words in offer.items():
        visitor.field(f"offer:question.{name}.label").fill(words)
    for name, value in (("industry", industry), ("trl", trl), ("ipStatus", ip_status)):
        box = visitor.page.get_by_role("combobox", name=visitor.say(f"offer:name.{name}"))
        count.choose(box, value)
    group = visitor.page.get_by_role(
        "group", name=re.compile("^" + re.escape(visitor.say("offer:name.transferModes")))
    )
    count.check(group.get_by_role("checkbox", name=visitor.say(f"terms:mode.{mode}"), exact=True))
    count.click(visitor.button("technology:action.submit", within="main"))
    dialog = visitor.dialog("technology:confirm.submit.title")
    submit = visitor.say("technology:action.submit")
    count.click(dialog.get_by_role("button", name=submit, exact=True))
    visitor.page.wait_for_url(re.compile(r"/technologies/[\w-]{22}$"))


def compared(visitor: Visitor, technology: str) -> None:
    """Wait on the technology's page until nothing of its deposit was found in its words."""
    visitor.open(f"/technologies/{technology}")
    passed = visitor.page.get_by_text(visitor.say("sealing:own.PASSED"), exact=True)
    expect(passed).to_be_visible(timeout=PATIENCE_MS)


def file_opened(visitor: Visitor, name: str, key: Path, folder: Path) -> bytes:
    """Open a sealed file with a key file, on the page of a deposit or of what was received."""
    choose = visitor.button("vault:open.choose", within="main").first
    if choose.is_visible():
        with visitor.page.expect_file_chooser() as choosing:
            choose.click()
        choosing.value.set_files(key)
    with visitor.page.expect_download(timeout=PATIENCE_MS) as saving:
        visitor.button("vault:open.one", within="main", name=name).click()
    path = folder / saving.value.suggested_filename
    saving.value.save_as(path)
    expect(visitor.page.get_by_text(visitor.say("vault:open.came.same"))).to_be_visible()
    return path.read_bytes()


def pressed(visitor: Visitor, target: Locator, key: str = "Enter") -> None:
    """Go to something with the Tab key and press a key on it; fail where Tab never comes there."""
    for _ in range(200):
        if target.evaluate("(it) => it === document.activeElement"):
            visitor.page.keyboard.press(key)
            return
        visitor.page.keyboard.press("Tab")
    message = f"The Tab key never came to {target}."
    raise AssertionError(message)


def date_typed(visitor: Visitor, target: Locator, day: str) -> None:
    """Type a day such as `2026-11-20` into the browser's own field, whose parts stand in its order.

    A person sees the order; here it is found by trying.
    """
    year, month, date = day.split("-")
    for parts in [(month, date, year), (date, month, year), (year, month, date)]:
        pressed(visitor, target, "ArrowLeft")
        visitor.page.keyboard.press("ArrowLeft")
        for part in parts:
            visitor.page.keyboard.type(part)
            if part is year:  # has room for more digits, and so does not lead on by itself
                visitor.page.keyboard.press("ArrowRight")
        if target.input_value() == day:
            return
    message = f"No order of typing gives {day} in {target}."
    raise AssertionError(message)


def deposit_sealed_by_keys(
    visitor: Visitor, files: Sequence[Path], folder: Path, words: DepositWords
) -> tuple[str, Path | None]:
    """Do what `deposit_sealed` does with the keyboard alone."""
    visitor.open("/vault/new")
    page = visitor.page
    title = visitor.field("vault:field.title")
    pressed(visitor, title, "End")
    page.keyboard.insert_text(words.title)
    kind = page.get_by_role("group", name=visitor.say("vault:field.kind"))
    # Tab comes to the first of the kinds; the arrows lead to the others
    pressed(visitor, kind.get_by_role("radio").first, "Space")
    made_on = page.get_by_label(re.compile("^" + visitor.say("vault:field.madeOn")))
    date_typed(visitor, made_on, words.made_on)
    pressed(visitor, visitor.field("vault:field.outline"), "End")
    page.keyboard.insert_text(words.outline)
    address = visitor.field("vault:field.depositorAddress")
    if not address.input_value():
        pressed(visitor, address, "End")
        page.keyboard.insert_text(words.address)
    pressed(visitor, visitor.button("vault:wizard.next", within="main"))
    page.wait_for_url(re.compile(r"/vault/new/[\w-]{22}/(key|files)"))
    key = _key_made_by_keys(visitor, folder) if "/key" in page.url else None
    page.wait_for_url(re.compile("/files"), timeout=PATIENCE_MS)
    choose = visitor.button("vault:files.choose", within="main")
    choose.wait_for()
    with page.expect_file_chooser() as choosing:
        pressed(visitor, choose)
    choosing.value.set_files(list(files))
    listed = page.get_by_role("list", name=visitor.say("vault:files.list"))
    for file in files:
        remove = visitor.say("vault:files.remove", name=file.name)
        expect(listed.get_by_role("button", name=remove)).to_be_visible(timeout=PATIENCE_MS)
    pressed(visitor, visitor.button("vault:seal.action", within="main"))
    page.wait_for_url(re.compile(r"/technologies/[\w-]{22}/edit"), timeout=PATIENCE_MS)
    return page.url.rsplit("/", 2)[1], key


def _key_made_by_keys(visitor: Visitor, folder: Path) -> Path:
    make = visitor.button("keys:make.action", within="main")
    make.wait_for()
    with visitor.page.expect_download() as saving:
        pressed(visitor, make)
    path = folder / saving.value.suggested_filename
    saving.value.save_as(path)
    choose = visitor.button("keys:try.action", within="main")
    choose.wait_for()
    with visitor.page.expect_file_chooser() as choosing:
        pressed(visitor, choose)
    choosing.value.set_files(path)
    return path
