"""What is there after the last kill, and what of it is half."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from contracts.deals.models import Contract
from contracts.nda.models import Nda, NdaHolder
from contracts.nda.signing import signatures_of
from contracts.payments.models import Installment, JournalEntry
from contracts.rooms.models import (
    GrantedFile,
    ItemHolder,
    Message,
    RequestItem,
    Room,
    RoomEvent,
    RoomFile,
)
from contracts.rooms.services.talking import commitment_of
from marketplace.core.models import Timer
from marketplace.escrow.models import Certificate, DepositFile, FileFingerprint, ReleasedFile
from marketplace.evidence.keys import check_log_key
from marketplace.evidence.models import Entry
from marketplace.files.models import FilePart, StoredFile, Transfer
from marketplace.files.vault import opened_whole
from marketplace.ladder.models import StageFact
from tests.flows.settling import kinds_by, log_standing, settle
from tests.services.payments.money import books_hold

LARGEST = 1024 * 1024
MOVEMENTS = {
    "held": ["held"],
    "delivered": ["held"],
    "released": ["held", "released"],
    "refunding": ["held", "refund_due"],
    "refunded": ["held", "refund_due", "refunded"],
}


def room_report() -> dict[str, Any]:
    """Finish what waits, give up what nobody sends any more, and return what there is."""
    check_log_key()
    settle()
    _time_passes()
    books_hold()
    return {
        "kinds": {subject: kinds_by(subject) for subject in ("room", "request", "nda", "payment")},
        "halves": {
            "messages": _messages(),
            "numbers": _numbers(),
            "requests": _requests(),
            "ndas": _ndas(),
            "payments": _payments(),
            "files": _files(),
        },
        "stored": _stored(),
        "timers": Timer.objects.filter(state="open", due_at__lte=timezone.now()).count(),
        **log_standing(),
    }


def _time_passes() -> None:
    """Let the time of every upload be over, and then that of files nobody writes any more."""
    now = timezone.now() - dt.timedelta(seconds=1)
    Transfer.objects.filter(state="open").update(expires_at=now)
    for kind in ("files.transfer_expiry", "files.unfinished"):
        Timer.objects.filter(kind=kind, state="open").update(due_at=now)
        settle()


def _messages() -> list[str]:
    """Return events of messages without one, messages the log knows otherwise, and so on."""
    wrong = [
        message.commitment
        for message in Message.objects.all()
        if message.commitment != commitment_of(message.salt, message.text.encode())
    ]
    events = RoomEvent.objects.filter(kind="message")
    wrong += [event.public_id for event in events.filter(message=None)]
    recorded = Entry.objects.filter(kind="room.message_posted").values_list("body", flat=True)
    known = "".join(body or "" for body in recorded)
    wrong += [one.commitment for one in Message.objects.all() if one.commitment not in known]
    return wrong + ["count"] * (events.count() != len(recorded))


def _numbers() -> list[str]:
    """Return rooms whose events are not numbered one by one."""
    return [
        room.public_id
        for room in Room.objects.all()
        if list(
            RoomEvent.objects.filter(room=room).order_by("number").values_list("number", flat=True)
        )
        != list(range(1, room.last_number + 1))
    ]


def _requests() -> list[str]:
    """Return items that are granted without documents, holders or facts, or the reverse."""
    wrong = []
    for item in RequestItem.objects.select_related("request"):
        is_granted = item.state == "granted"
        facts = StageFact.objects.filter(source__startswith=f"grant:{item.public_id}:")
        files = GrantedFile.objects.filter(item=item).count()
        holders = ItemHolder.objects.filter(item=item).count()
        was_granted = item.state in {"granted", "revoked"}
        whole = bool(files) == bool(holders) == was_granted and facts.count() == holders
        if not whole or facts.filter(revoked_at=None).exists() != is_granted:
            wrong.append(f"{item.public_id} {item.state}")
    return wrong


def _ndas() -> list[str]:
    """Return agreements with too few or too many signatures, facts or documents."""
    wrong = []
    for nda in Nda.objects.select_related("document"):
        was_signed = nda.signed_at is not None
        sides = {one.side for one in signatures_of("nda", nda.public_id)}
        facts = StageFact.objects.filter(source__startswith=f"nda:{nda.public_id}:")
        holders = NdaHolder.objects.filter(nda=nda).count()
        whole = (len(sides) == 2) == was_signed and facts.count() == holders * was_signed
        whole &= facts.filter(revoked_at=None).exists() == (nda.state == "signed")
        document = nda.document
        whole &= (document is not None) == was_signed
        if document is not None:
            whole &= opened_whole(document, largest=LARGEST).startswith(b"%PDF")
        if not whole:
            wrong.append(f"{nda.public_id} {nda.state}")
    return wrong


def _payments() -> list[str]:
    """Return payments whose books do not say what their state says."""
    wrong = []
    for payment in Installment.objects.all():
        booked = JournalEntry.objects.filter(installment=payment).order_by("pk")
        movements = list(booked.values_list("movement", flat=True))
        if movements != MOVEMENTS.get(payment.state, []):
            wrong.append(f"{payment.public_id} {payment.state} {movements}")
    return wrong


def _files() -> list[str]:
    """Return files that nothing refers to, that never became whole, and strays on the disk."""
    kept = Q(pk__in=[])
    for table, column in (
        (RoomFile, "stored_file"),
        (DepositFile, "stored_file"),
        (ReleasedFile, "stored_file"),
        (Certificate, "stored_file"),
        (FileFingerprint, "stored_file"),
        (Contract, "document"),
        (Nda, "document"),
    ):
        kept |= Q(pk__in=table._base_manager.exclude(**{column: None}).values(f"{column}_id"))
    whole = StoredFile.objects.filter(state="whole")
    wrong = [f"lost {file}" for file in whole.exclude(kept)]
    wrong += [f"begun {file}" for file in StoredFile.objects.filter(state="writing")]
    wrong += [f"arriving {file}" for file in RoomFile.objects.filter(state="arriving")]
    root = Path(settings.FILES_DIR)
    there = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    names = set(FilePart.objects.values_list("object_name", flat=True))
    return wrong + [f"stray {name}" for name in sorted(there ^ names)]


def _stored() -> dict[str, str]:
    """Return the hash of each file that came into a room, by its transfer."""
    subjects = dict(Transfer.objects.values_list("subject", "public_id"))
    return {
        subjects[file.public_id]: hashlib.sha256(
            opened_whole(file.stored_file, largest=LARGEST)
        ).hexdigest()
        for file in RoomFile.objects.filter(state="stored").select_related("stored_file")
    }
