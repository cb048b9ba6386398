"""A served process in whose room firms write, sign, grant and pay, while files come in over HTTP.

    python -m tests.flows.room_worker prepare|work|report

It is killed at random moments; each line it prints names an act that was committed before.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
django.setup()

from django.conf import settings  # noqa: E402  (Django first)
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from contracts.nda.models import Nda  # noqa: E402
from contracts.nda.services import nda_end  # noqa: E402
from contracts.nda.signing import signatures_of  # noqa: E402
from contracts.payments.models import Installment, Plan  # noqa: E402
from contracts.rooms.models import Room, TechnicalDataRequest  # noqa: E402
from contracts.rooms.services import (  # noqa: E402
    item_revoke,
    request_draft,
    request_issue,
    request_withdraw,
)
from marketplace.accounts.models import User  # noqa: E402
from marketplace.config.keys import keys_make  # noqa: E402
from marketplace.config.serving import serve  # noqa: E402
from marketplace.core.errors import StaleStateError  # noqa: E402
from marketplace.escrow.models import Deposit  # noqa: E402
from marketplace.files.services import storing  # noqa: E402
from marketplace.ladder.models import StageFact  # noqa: E402
from matching import analysis, meaning  # noqa: E402
from matching.models import Match  # noqa: E402
from matching.services import index_rebuild  # noqa: E402
from tests.factories.deals import contract_made  # noqa: E402
from tests.factories.deposits import deposit_made  # noqa: E402
from tests.factories.market import match_made  # noqa: E402
from tests.factories.ndas import nda_made, nda_signed_by  # noqa: E402
from tests.factories.payments import done, plan_made, priced_terms  # noqa: E402
from tests.factories.people import CAST, People, people_made  # noqa: E402
from tests.factories.rooms import (  # noqa: E402
    granted,
    item_of,
    message_made,
    request_content,
    room_made,
)
from tests.flows.room_report import room_report  # noqa: E402

# small, so that a file has several
PART_BYTES = 64 * 1024
NEXT = {
    "planned": ("instruct",),
    "instructed": ("confirm_receipt",),
    "received": ("confirm_payment",),
    "held": ("record_delivery",),
    "delivered": ("accept_delivery", "agree_refund"),
    "refunding": ("confirm_refund",),
}
PAYMENT_KIND = {
    "instruct": "instructed",
    "confirm_receipt": "received",
    "confirm_payment": "confirmed",
    "record_delivery": "delivered",
    "accept_delivery": "delivery_accepted",
    "agree_refund": "refund_agreed",
    "confirm_refund": "refunded",
}


def prepare() -> None:
    """Make database, keys and cast, a room with a deposit and a contract, and a match to sign in.

    Prints the id of the room.
    """
    call_command("migrate", verbosity=0)
    now = timezone.now()
    keys_make(now=now)
    people = people_made()
    matches = [match_made(people, "matched", key=key) for key in ("room", "signing")]
    # the cast's clock may be ahead of this machine's
    StageFact.objects.filter(valid_from__gt=now).update(valid_from=now)
    room = room_made(people, nda=nda_made(people, match=matches[0], now=now), now=now)
    deposit_made(people, technology=room.technology, now=now)
    contract = contract_made(people, match=matches[0], content=priced_terms(), now=now)
    plan_made(people, contract=contract, now=now)
    index_rebuild(now=now)
    sys.stdout.write(room.public_id)


def work() -> None:
    """Serve until killed, with somebody who acts besides, naming each act once it is committed."""
    vars(storing)["PART_BYTES"] = PART_BYTES
    # nobody searches here, and each life would load the models of a search for seconds
    vars(analysis)["warm"] = vars(meaning)["warm"] = lambda: None
    port = urlsplit(settings.PUBLIC_URL).port
    assert port is not None
    threading.Thread(target=act_on, args=(port,), daemon=True).start()
    serve(host="127.0.0.1", port=port, with_threads=True)


def act_on(port: int) -> None:
    """Act until killed, once the server is there."""
    while not _is_served(port):
        time.sleep(0.02)
    os.write(1, b"ready\n")
    people = _people()
    room = Room.objects.earliest("pk")
    acts: list[Callable[[], None]] = [
        partial(write, people, room),
        partial(ask, people, room),
        partial(sign, people),
        partial(pay, people),
    ]
    while True:
        with suppress(StaleStateError):
            secrets.choice(acts)()
        # so that others come to the database as well
        time.sleep(0.01)


def write(people: People, room: Room) -> None:
    """Write a message."""
    who = secrets.choice(("seller_owner", "buyer_deal_lead"))
    message_made(people, room, who, key=secrets.token_hex(8), now=timezone.now())
    told(room.public_id, "message_posted")


def ask(people: People, room: Room) -> None:
    """Ask for a document, grant it or take the request back, and take the grant back."""
    now, lead = timezone.now(), people.actor("buyer_deal_lead")
    request = TechnicalDataRequest.objects.order_by("-pk").first()
    item = item_of(request, 1) if request is not None else None
    if request is None or item is None or request.state == "withdrawn" or item.state == "revoked":
        content = request_content(now=now)
        with transaction.atomic():
            request = request_draft(actor=lead, room=room, content=content, now=now)
            request_issue(actor=lead, request=request, revision=1, now=now)
        told(request.public_id, "issued")
    elif item.state == "granted":
        seller = people.actor("seller_owner")
        item_revoke(actor=seller, item=item, revision=item.revision, now=now)
        told(request.public_id, "item_revoked")
    elif secrets.randbelow(4):
        granted(people, item, Deposit.objects.get(), now=now)
        told(request.public_id, "item_granted")
    else:
        request_withdraw(actor=lead, request=request, revision=request.revision, now=now)
        told(request.public_id, "withdrawn")


def sign(people: People) -> None:
    """Offer an NDA, sign it for one side and the other, and end it."""
    now = timezone.now()
    match = Match.objects.order_by("pk")[1]
    nda = Nda.objects.filter(match=match).order_by("-pk").first()
    if nda is None or nda.state == "ended":
        with transaction.atomic():
            nda = nda_made(people, "offered", match=match, now=now)
        told(nda.public_id, "offered")
    elif nda.state == "offered":
        is_half = bool(signatures_of("nda", nda.public_id))
        nda_signed_by(people, nda, "buyer_deal_lead" if is_half else "seller_owner", now)
        told(nda.public_id, "signature_given")
    else:
        lead = people.actor("buyer_deal_lead")
        nda_end(actor=lead, nda=nda, revision=nda.revision, words="Anew", now=now)
        told(nda.public_id, "ended")


def pay(people: People) -> None:
    """Move a payment one step; after the last one begin another."""
    payment = Installment.objects.order_by("-position")[0]
    if payment.state not in NEXT:
        Installment.objects.create(
            plan=Plan.objects.get(),
            position=payment.position + 1,
            kind="milestone",
            amount_minor=1 + secrets.randbelow(10**9),
            state_since=timezone.now(),
        )
        return
    act = secrets.choice(NEXT[payment.state])
    done(people, act, payment, now=timezone.now())
    told(payment.public_id, PAYMENT_KIND[act])


def told(public_id: str, what: str) -> None:
    """Acknowledge the act, as an answer to a request would."""
    os.write(1, f"{public_id} {what}\n".encode())


def report() -> None:
    """Let everything that waits be done, then say what there is."""
    sys.stdout.write(json.dumps(room_report()))


def _people() -> People:
    users = {name: _user(name) for name in CAST}
    return People(users, {}, "")


def _user(name: str) -> User:
    return User.objects.get(email=f"{name.replace('_', '.')}@people.example")


def _is_served(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    {"prepare": prepare, "work": work, "report": report}[sys.argv[1]]()
