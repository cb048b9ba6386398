"""What the fake remembers, and its answers to each request; knows nothing of HTTP."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any

Object = dict[str, Any]


class RefusedError(Exception):
    """An answer that is an error, as Stripe words it."""

    def __init__(self, status: int, code: str, kind: str = "invalid_request_error") -> None:
        super().__init__(code)
        self.status = status
        self.body = {"error": {"type": kind, "code": code, "message": f"Refused: {code}."}}


@dataclass
class State:
    """Everything there is at this Stripe."""

    sessions: dict[str, Object] = field(default_factory=dict)
    payments: dict[str, Object] = field(default_factory=dict)
    charges: dict[str, Object] = field(default_factory=dict)
    refunds: dict[str, Object] = field(default_factory=dict)
    disputes: dict[str, Object] = field(default_factory=dict)
    events: list[Object] = field(default_factory=list)
    remembered: dict[str, tuple[Object, int, Object]] = field(default_factory=dict)
    refunds_fail: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)

    def answer(self, method: str, path: str, given: Object, key: str) -> Object:
        """Answer a request; the same key brings the same answer, or none for another request.

        Raises:
            RefusedError: The answer is an error.
        """
        with self.lock:
            asked = {"method": method, "path": path, "given": given}
            if key and key in self.remembered:
                first, status, answer = self.remembered[key]
                if first != asked:
                    raise RefusedError(400, "idempotency_key_in_use", "idempotency_error")
                if status >= 400:
                    raise _again(status, answer)
                return answer
            try:
                answer = self._answered(method, path.strip("/").split("/")[1:], given)
            except RefusedError as error:
                if key:
                    self.remembered[key] = (asked, error.status, error.body)
                raise
            if key:
                self.remembered[key] = (asked, 200, answer)
            return answer

    def _answered(self, method: str, path: list[str], given: Object) -> Object:
        match method, *path:
            case "POST", "checkout", "sessions":
                return self._session_open(given)
            case "GET", "checkout", "sessions", name:
                return self._session_read(_known(self.sessions, name))
            case "POST", "checkout", "sessions", name, "expire":
                return self._session_expire(_known(self.sessions, name))
            case "POST", "refunds":
                return self._refund(given)
            case "GET", "refunds":
                return _listed(self.refunds, given)
            case "GET", "disputes":
                return _listed(self.disputes, given)
        raise RefusedError(404, "resource_missing")

    def _session_open(self, given: Object) -> Object:
        line = given["line_items"]["0"]
        price = line["price_data"]
        intent = given.get("payment_intent_data", {})
        name = f"cs_test_{secrets.token_hex(8)}"
        session = {
            "id": name,
            "object": "checkout.session",
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": int(price["unit_amount"]) * int(line["quantity"]),
            "currency": price["currency"],
            "client_reference_id": given["client_reference_id"],
            "metadata": given.get("metadata", {}),
            "expires_at": int(given["expires_at"]),
            "payment_intent": None,
            "url": f"https://checkout.stripe.test/{name}",
            "intent": intent,
        }
        self.sessions[name] = session
        return _public(session)

    def _session_read(self, session: Object) -> Object:
        payment = self.payments.get(session["payment_intent"] or "")
        if payment is None:
            return _public(session)
        charge = self.charges[payment["latest_charge"]]
        return _public(session) | {"payment_intent": payment | {"latest_charge": charge}}

    def _session_expire(self, session: Object) -> Object:
        if session["status"] != "open":
            raise RefusedError(400, "session_not_open")
        session.update(status="expired", url=None)
        self.tell("checkout.session.expired", _public(session))
        return _public(session)

    def _refund(self, given: Object) -> Object:
        payment = _known(self.payments, given["payment_intent"])
        charge = self.charges[payment["latest_charge"]]
        amount = int(given["amount"])
        if amount > charge["amount"] - charge["amount_refunded"]:
            raise RefusedError(400, "charge_already_refunded")
        if charge["disputed"]:
            raise RefusedError(400, "charge_disputed")
        refund = {
            "id": f"re_{secrets.token_hex(8)}",
            "object": "refund",
            "amount": amount,
            "status": "failed" if self.refunds_fail else "succeeded",
            "payment_intent": payment["id"],
            "metadata": given.get("metadata", {}),
        }
        self.refunds[refund["id"]] = refund
        if not self.refunds_fail:
            charge["amount_refunded"] += amount
            self.tell("charge.refunded", charge)
        else:
            self.tell("refund.failed", refund)
        return refund

    def pay(self, session: Object, amount: int | None = None) -> None:
        """Pay as somebody on the page does."""
        with self.lock:
            payment_id, charge_id = (f"{kind}_{secrets.token_hex(8)}" for kind in ("pi", "ch"))
            paid = session["amount_total"] if amount is None else amount
            metadata = session["intent"].get("metadata", {})
            charge = {
                "id": charge_id,
                "object": "charge",
                "amount": paid,
                "amount_refunded": 0,
                "disputed": False,
                "payment_intent": payment_id,
                "metadata": metadata,
            }
            payment = {
                "id": payment_id,
                "object": "payment_intent",
                "status": "succeeded",
                "amount_received": paid,
                "currency": session["currency"],
                "transfer_group": session["intent"].get("transfer_group"),
                "latest_charge": charge_id,
                "metadata": metadata,
            }
            self.charges[charge_id], self.payments[payment_id] = charge, payment
            session.update(
                status="complete", payment_status="paid", payment_intent=payment_id, url=None
            )
            self.tell("payment_intent.succeeded", payment)
            self.tell("charge.succeeded", charge)
            self.tell("checkout.session.completed", _public(session))

    def dispute(self, session: Object) -> Object:
        """Dispute a payment at the payer's bank."""
        with self.lock:
            payment = self.payments[session["payment_intent"]]
            self.charges[payment["latest_charge"]]["disputed"] = True
            dispute = {
                "id": f"dp_{secrets.token_hex(8)}",
                "object": "dispute",
                "status": "needs_response",
                "payment_intent": payment["id"],
                "metadata": {},
            }
            self.disputes[dispute["id"]] = dispute
            self.tell("charge.dispute.created", dispute)
            return dispute

    def dispute_decide(self, dispute: Object, status: str) -> None:
        """Let the bank decide a dispute: `won` or `lost`."""
        with self.lock:
            dispute["status"] = status
            self.tell("charge.dispute.closed", dispute)

    def tell(self, kind: str, about: Object) -> Object:
        """Make an event, for a test to deliver in whatever order."""
        event = {
            "id": f"evt_{secrets.token_hex(8)}",
            "object": "event",
            "type": kind,
            "created": int(time.time()),
            "data": {"object": dict(about)},
        }
        self.events.append(event)
        return event


def _known(table: dict[str, Object], name: str) -> Object:
    if name not in table:
        raise RefusedError(404, "resource_missing")
    return table[name]


def _listed(table: dict[str, Object], given: Object) -> Object:
    rows = [row for row in table.values() if row["payment_intent"] == given["payment_intent"]]
    return {"object": "list", "data": rows, "has_more": False, "url": "/v1/list"}


def _public(session: Object) -> Object:
    return {name: value for name, value in session.items() if name != "intent"}


def _again(status: int, body: Object) -> RefusedError:
    error = body["error"]
    return RefusedError(status, error["code"], error["type"])
