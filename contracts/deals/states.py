"""The lives of a term sheet and of a contract: what follows what."""

from __future__ import annotations

from django.db import models


class SheetState(models.TextChoices):
    """How far two firms are with their terms."""

    OPEN = "open", "The last version waits for the other side"
    AGREED = "agreed", "Both sides accepted the last version"
    WITHDRAWN = "withdrawn", "Taken back; new terms may be offered"


class TermsBarrier(models.TextChoices):
    """What stands in the way of offering the first terms of a match."""

    NO_ROOM = "no_room", "Not both firms have signed an NDA, so that there is no room yet"
    PAUSED = "paused", "The coordinator paused the room"
    OVER = "over", "The match ended, or the room was closed with its NDA"
    STANDING = "standing", "Terms are on the table already"
    ROLE = "role", "The reader does not lead deals of a firm of this match"
    UNVERIFIED = "unverified", "The reader's firm has not passed its check"


class Exclusivity(models.TextChoices):
    """Who else may use the technology."""

    EXCLUSIVE = "exclusive", "Nobody but the buyer, not even the seller"
    SOLE = "sole", "The buyer and the seller alone"
    NON_EXCLUSIVE = "non_exclusive", "Others as well"


class ContractState(models.TextChoices):
    """How far a contract is on its way to two signatures."""

    DRAFT = "draft", "Being prepared; its clauses may still change"
    OFFERED = "offered", "Its words are fixed; both sides may sign"
    SIGNED = "signed", "Both sides signed"
    REFUSED = "refused", "A side refused to sign, with a reason"
    WITHDRAWN = "withdrawn", "Taken back before both sides signed"
    LAPSED = "lapsed", "Not signed in time, or the match ended before"


class RefusalReason(models.TextChoices):
    """Why a side does not sign."""

    TERMS = "terms", "The terms do not fit any more"
    CLAUSES = "clauses", "A clause does not fit"
    WRONG_TIME = "wrong_time", "Not at this time"
    NOT_APPROVED = "not_approved", "The own firm did not approve it"
    OTHER = "other", "Another reason"


_S = SheetState
SHEET_MOVES: dict[str, frozenset[str]] = {
    # a counter-offer leaves it open and counts its revision
    _S.OPEN: frozenset({_S.OPEN, _S.AGREED, _S.WITHDRAWN}),
    _S.AGREED: frozenset({_S.WITHDRAWN}),
    _S.WITHDRAWN: frozenset(),
}
STANDING_SHEETS: tuple[str, ...] = (_S.OPEN, _S.AGREED)

_C = ContractState
CONTRACT_MOVES: dict[str, frozenset[str]] = {
    # a changed clause leaves it a draft and counts its revision
    _C.DRAFT: frozenset({_C.DRAFT, _C.OFFERED, _C.WITHDRAWN, _C.LAPSED}),
    # so does the first of the two signatures
    _C.OFFERED: frozenset({_C.OFFERED, _C.SIGNED, _C.REFUSED, _C.WITHDRAWN, _C.LAPSED}),
    _C.SIGNED: frozenset(),
    _C.REFUSED: frozenset(),
    _C.WITHDRAWN: frozenset(),
    _C.LAPSED: frozenset(),
}
STANDING_CONTRACTS: tuple[str, ...] = (_C.DRAFT, _C.OFFERED, _C.SIGNED)
