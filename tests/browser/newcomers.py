"""People who are new to the market, and what a new firm brings with it."""

from __future__ import annotations

import re
import secrets
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import expect

from tests.browser.visitor import NewVisitor, Visitor
from tests.demo_server import PASSWORD

_WEIGHTS: Final = (1, 3, 7, 1, 3, 7, 1, 3, 5)


@dataclass(frozen=True)
class NewFirm:
    """A firm that nobody knows yet.

    Attributes:
        kind: `SME` or `LARGE_FIRM`.
        name_ko: Its Korean name.
        name_en: Its English name.
        domain: What its people's addresses end with.
        number: Its business registration number, ten figures.
    """

    kind: str
    name_ko: str
    name_en: str
    domain: str
    number: str

    def name(self, language: str) -> str:
        """Return the name that pages show in a language."""
        return self.name_ko if language == "ko" else self.name_en

    @property
    def giveaways(self) -> list[str]:
        """Return what nobody outside may read before both firms have accepted."""
        number = self.number
        dashed = f"{number[:3]}-{number[3:5]}-{number[5:]}"
        return [self.name_ko, self.name_en, self.domain, number, dashed]


@dataclass
class Person:
    """Somebody at a browser of their own.

    Attributes:
        at: Their browser.
        name: As colleagues know them.
        email: Their address.
    """

    at: Visitor
    name: str
    email: str


def registration_number() -> str:
    """Return a number that no firm has, with the check digit that it needs."""
    digits = [secrets.randbelow(9) + 1, *(secrets.randbelow(10) for _ in range(8))]
    products = [digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)]
    last = -(sum(products) + products[-1] // 10) % 10
    return "".join(str(digit) for digit in [*digits, last])


def code_from_outbox(new_visitor: NewVisitor, person: Person) -> str:
    """Read the newest code that went to a person, on the demo's page of mails."""
    outbox = new_visitor(person.at.language, person.at.width)
    outbox.open("/outbox")
    outbox.page.get_by_role("searchbox", name=outbox.say("notice:outbox.to")).fill(person.email)
    code = outbox.page.get_by_role("listitem").locator("code").first
    # a mail is written within moments, and the page asks again by itself
    expect(code).to_be_visible(timeout=15_000)
    found = code.inner_text()
    assert re.fullmatch(r"\d{8}", found), found
    outbox.look("whole-market/01c-outbox")
    return found


def sign_up(new_visitor: NewVisitor, person: Person, *, looked_at: bool) -> None:
    """Make an account by the form, with the code from the mail."""
    visitor = person.at
    visitor.open("/sign-up")
    if looked_at:
        visitor.look("whole-market/01a-sign-up")
    visitor.field("people:signUp.name").fill(person.name)
    visitor.field("people:signUp.email").fill(person.email)
    visitor.page.get_by_label(visitor.say("people:signUp.password"), exact=True).fill(PASSWORD)
    visitor.button("people:signUp.submit", within="main").click()
    code = visitor.field("people:codeStep.label")
    code.wait_for()
    if looked_at:
        visitor.look("whole-market/01b-code")
    code.fill(code_from_outbox(new_visitor, person))
    visitor.button("people:codeStep.submit", within="main").click()
    visitor.page.wait_for_url("**/join")


def register(visitor: Visitor, firm: NewFirm, *, step: str) -> None:
    """Register a firm and come to its page."""
    main = visitor.page.locator("main")
    visitor.field("firm:nameKo").wait_for()
    kind = main.get_by_role("group", name=visitor.say("firm:join.kind"))
    kind.get_by_role("radio").and_(visitor.page.locator(f"[value={firm.kind}]")).check()
    visitor.field("firm:nameKo").fill(firm.name_ko)
    visitor.field("firm:nameEn").fill(firm.name_en)
    visitor.field("firm:number.label").fill(firm.number)
    visitor.look(f"whole-market/{step}-register")
    visitor.button("firm:join.submit", within="main").click()
    visitor.page.wait_for_url("**/firm")


def send_documents(visitor: Visitor, firm: NewFirm, folder: Path, *, step: str) -> None:
    """Upload what the firm check needs and send it."""
    visitor.look(f"whole-market/{step}a-firm")
    papers = papers_of(firm, folder)
    for kind, paper in zip(("REGISTRATION_CERTIFICATE", "PROOF_OF_AUTHORITY"), papers, strict=True):
        slot = visitor.page.get_by_role("region", name=visitor.say(f"firm:document.{kind}.name"))
        slot.locator("input[type=file]").set_input_files(paper)
        another = visitor.say("firm:document.another")
        expect(slot.get_by_role("button", name=another)).to_be_visible()
    visitor.look(f"whole-market/{step}b-documents")
    visitor.button("firm:check.submit", within="main").click()
    dialog = visitor.dialog("firm:check.confirm.title")
    visitor.look(f"whole-market/{step}c-confirm")
    dialog.get_by_role("button", name=visitor.say("firm:check.submit"), exact=True).click()
    expect(visitor.page.get_by_text(visitor.say("firm:check.next.waiting"))).to_be_visible()
    visitor.look(f"whole-market/{step}d-waiting")


def papers_of(firm: NewFirm, folder: Path) -> tuple[Path, Path]:
    """Write a certificate as a picture and an authority as a PDF."""
    certificate = folder / f"certificate-{firm.domain}.png"
    certificate.write_bytes(_picture(240, 320))
    authority = folder / f"authority-{firm.domain}.pdf"
    authority.write_bytes(_pdf(f"Authority to act for {firm.name_en}, {firm.number}"))
    return certificate, authority


def _picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    line = bytes([0, *(255 if at % 24 else 160 for at in range(width))])
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(line * height)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def _pdf(words: str) -> bytes:
    drawing = f"BT /F1 14 Tf 72 760 Td ({words}) Tj ET".encode()
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 " + font + b" >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + head + table + tail % (len(objects) + 1, len(body))
