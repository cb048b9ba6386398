"""Deposits in every state, with small real files, written by the services that people use."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pyrage

from marketplace.accounts.selectors import active_age_recipients
from marketplace.escrow.services import (
    deposit_attach,
    deposit_create,
    deposit_discard,
    deposit_file_add,
    deposit_seal,
)
from marketplace.escrow.wording import ContributorWords, DepositWords
from marketplace.files.services import transfer_part_write
from tests.factories.keys import age_key_made
from tests.factories.market import technology_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.escrow.models import Deposit, DepositFile
    from marketplace.technologies.models import Technology
    from tests.factories.people import People

DEPOSIT_STATES = ("draft", "arriving", "sealed", "attached", "discarded")


def age_key() -> tuple[pyrage.x25519.Identity, str]:
    """Return a fresh age key: its secret half, and its public one as text."""
    identity = pyrage.x25519.Identity.generate()
    return identity, str(identity.to_public())


def deposit_words(mark: str = "", **changes: object) -> DepositWords:
    """Return complete words; `mark` stands in every text."""
    given = {
        "title": f"Barrier sheet drawings {mark}".strip(),
        "kind": "drawing",
        "made_on": dt.date(2026, 3, 2),
        "outline": f"Layers, bonding and their order {mark}".strip(),
        "depositor_name": f"한빛정밀 {mark}".strip(),
        "depositor_address": f"서울특별시 금천구 가산로 1 {mark}".strip(),
        "contributors": (ContributorWords(name=f"Kim {mark}".strip(), part="Layers"),),
    }
    return DepositWords(**(given | changes))  # type: ignore[arg-type]


def small_pdf(*lines: str) -> bytes:
    """Return a real PDF of one page with lines of ASCII text."""
    drawn = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
    content = f"BT /F1 14 Tf 60 760 Td {drawn}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    document, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(document))
        document += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(document)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    document += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    document += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(document) + b"startxref\n%d\n%%%%EOF\n" % start


def sealed_files(mark: str = "") -> dict[str, tuple[str, bytes]]:
    """Return what lies in a deposit unless told otherwise: type and bytes by name."""
    end = f" {mark}" if mark else ""
    report = (
        f"Test report{end}\n소성 온도 시험 성적서{end}\nPeak 812 °C after 4.5 min at 0.3 MPa{end}\n"
    )
    return {
        "drawing.pdf": ("application/pdf", small_pdf(f"Drawing A-17{end}", f"Gap 0.42 mm{end}")),
        f"report{end}.txt": ("text/plain", report.encode()),
        "parameters.csv": ("text/csv", f"step,value{end}\nbond,131 C{end}\n".encode()),
    }


def deposit_made(
    people: People,
    state: str = "sealed",
    *,
    key: str = "one",
    technology: Technology | None = None,
    mark: str = "",
    files: Mapping[str, tuple[str, bytes]] | None = None,
    firm: str = "seller",
    now: dt.datetime = NOW,
) -> Deposit:
    """Return a deposit of a firm, moved to the state along its table.

    Args:
        people: The cast; the firm's owner gets an age key where the firm has none.
        state: One of `DEPOSIT_STATES`; with a technology, `sealed` is `attached`.
        key: Tells one deposit from another of the same state.
        technology: What it is tied to; without one, `attached` makes a draft of its own.
        mark: Stands in every text and every file.
        files: Type and bytes by name, instead of the usual ones.
        firm: Whose it is: `seller` or `buyer`.
        now: When all of it happens.
    """
    owner = people.actor(f"{firm}_owner")
    if not active_age_recipients(people.organisations[firm].pk):
        age_key_made(people, f"{firm}_owner", now=now)
    deposit = deposit_create(
        actor=owner, request_id=f"deposit-{state}-{key}", words=deposit_words(mark), now=now
    )
    for name, (media_type, content) in (sealed_files(mark) if files is None else files).items():
        file_deposited(
            people,
            deposit,
            name=name,
            content=content,
            media_type=media_type,
            firm=firm,
            now=now,
        )
    if state == "arriving":
        deposit_file_add(
            actor=owner,
            deposit=deposit,
            revision=deposit.revision,
            name=f"late {mark}".strip(),
            media_type="",
            size=5,
            now=now,
        )
    if state == "discarded":
        deposit_discard(actor=owner, deposit=deposit, revision=deposit.revision, now=now)
    if state in {"sealed", "attached"}:
        deposit_seal(actor=owner, deposit=deposit, revision=deposit.revision, now=now)
        if technology is None and state == "attached":
            technology = technology_made(people, "draft", key=f"deposit-{key}", mark=mark)
        if technology is not None:
            deposit_attach(actor=owner, deposit=deposit, technology=technology, now=now)
    deposit.refresh_from_db()
    return deposit


def file_deposited(
    people: People,
    deposit: Deposit,
    *,
    name: str = "drawing.pdf",
    content: bytes = b"layers",
    media_type: str = "",
    firm: str = "seller",
    now: dt.datetime = NOW,
) -> DepositFile:
    """Return a file that the firm's owner added and that has arrived whole."""
    owner = people.actor(f"{firm}_owner")
    file, opened = deposit_file_add(
        actor=owner,
        deposit=deposit,
        revision=deposit.revision,
        name=name,
        media_type=media_type,
        size=len(content),
        now=now,
    )
    transfer, width = opened.transfer, opened.transfer.stored_file.part_bytes  # type: ignore[union-attr]
    for number in range(transfer.parts):
        piece = io.BytesIO(content[number * width : (number + 1) * width])
        transfer_part_write(actor=owner, transfer=transfer, number=number, source=piece, now=now)
    file.refresh_from_db()
    return file
