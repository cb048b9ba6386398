"""What may have to be done next in a deal, whose turn it is, and where it is done."""

from __future__ import annotations

from django.db import models


class DealAct(models.TextChoices):
    """What has to be done next in a deal."""

    CONFIRM_REQUEST = "confirm_request", "A deal lead confirms what a scout asked for"
    ANSWER_REQUEST = "answer_request", "The other side accepts or declines the request"
    WAIT_COORDINATOR = "wait_coordinator", "A coordinator is looked for"
    DRAFT_NDA = "draft_nda", "The small firm writes the NDA"
    NAME_HOLDERS = "name_holders", "The large firm names who may read"
    OFFER_NDA = "offer_nda", "The small firm offers the NDA for signature"
    SIGN_NDA = "sign_nda", "The NDA is signed"
    WAIT_ROOM = "wait_room", "The room is being opened"
    RESUME_ROOM = "resume_room", "The coordinator lets the paused room go on"
    WRITE_REQUEST = "write_request", "The large firm asks in writing for technical data"
    DECIDE_ITEMS = "decide_items", "The small firm allows or declines what was asked for"
    READ_DOCUMENTS = "read_documents", "Named readers read what was allowed"
    OFFER_TERMS = "offer_terms", "A side offers terms"
    ANSWER_TERMS = "answer_terms", "The other side answers the last terms"
    DRAFT_CONTRACT = "draft_contract", "A side begins the contract"
    OFFER_CONTRACT = "offer_contract", "The contract is offered for signature"
    SIGN_CONTRACT = "sign_contract", "The contract is signed"
    WAIT_PLAN = "wait_plan", "The payments of the contract are being laid out"
    INSTRUCT_PAYMENT = "instruct_payment", "The large firm chooses how to pay"
    MAKE_PAYMENT = "make_payment", "The large firm pays"
    CONFIRM_RECEIPT = "confirm_receipt", "The small firm confirms that the money arrived"
    CONFIRM_PAYMENT = "confirm_payment", "The treasurer confirms the payment"
    RECORD_DELIVERY = "record_delivery", "The small firm records the delivery"
    ACCEPT_DELIVERY = "accept_delivery", "The large firm accepts the delivery"
    SETTLE_DISPUTE = "settle_dispute", "The disputed payment is settled with the provider"
    ANSWER_REFUND = "answer_refund", "The small firm answers the wish for a refund"
    CONFIRM_REFUND = "confirm_refund", "The refund is sent and confirmed"
    WAIT_RELEASE = "wait_release", "The hand-over follows when nobody objects in time"
    DECIDE_OBJECTION = "decide_objection", "The coordinator decides on the objection"
    MAKE_KEY = "make_key", "The large firm makes the key that what is handed over waits for"
    ASK_RELEASE = "ask_release", "The large firm asks in writing, so that it has a named reader"
    FETCH_RELEASE = "fetch_release", "The large firm fetches the files handed over"
    FOLLOW = "follow", "The deal leads go on; nothing is asked of the reader"
    DONE = "done", "Everything that was agreed is done"
    OVER = "over", "The deal is over"


class Turn(models.TextChoices):
    """Whose turn it is, from where the reader stands."""

    YOU = "you", "The reader's own"
    YOUR_FIRM = "your_firm", "Another member's of the reader's firm"
    OTHER = "other", "The other firm's; for a coordinator the firm of the side"
    BOTH = "both", "Both firms', or either's"
    COORDINATOR = "coordinator", "The coordinator's"
    TREASURER = "treasurer", "The treasurer's"
    PLATFORM = "platform", "Nobody's: it happens by itself"
    NOBODY = "nobody", "Nobody's: nothing is left to do"


class Place(models.TextChoices):
    """Where in a deal something is done."""

    MATCH = "match", "The deal itself"
    NDA = "nda", "The NDA"
    MESSAGES = "messages", "The messages of the room"
    DOCUMENTS = "documents", "The requests and documents of the room"
    TERMS = "terms", "The terms"
    CONTRACT = "contract", "The contract"
    PAYMENTS = "payments", "The payments"
    VAULT = "vault", "The files that were handed over"
    CASE = "case", "The coordinator's case"


class PartState(models.TextChoices):
    """How far a part of a deal is."""

    LATER = "later", "Not begun"
    NOW = "now", "Under way"
    DONE = "done", "Done, as far as it goes for now"
    STOPPED = "stopped", "Stopped, refused, taken back or run out"
