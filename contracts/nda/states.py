"""The life of a non-disclosure agreement: what follows what, and why it was refused or ended."""

from __future__ import annotations

from typing import Final

from django.db import models


class NdaState(models.TextChoices):
    """How far a non-disclosure agreement is."""

    DRAFT = "draft", "The small firm writes it, the large firm names its holders"
    OFFERED = "offered", "Its text is fixed; both sides have to sign"
    SIGNED = "signed", "Both sides signed"
    REFUSED = "refused", "A side refused to sign"
    WITHDRAWN = "withdrawn", "Taken back before both sides signed"
    LAPSED = "lapsed", "Not signed in time"
    ENDED = "ended", "Ended by notice, or with the match"
    EXPIRED = "expired", "Its period is over"


class NdaRefusal(models.TextChoices):
    """Why a side does not sign."""

    PERIOD = "period", "The period does not suit"
    PURPOSE = "purpose", "The purpose does not suit"
    HOLDERS = "holders", "The holders do not suit"
    SCOPE = "scope", "The technical data named do not suit"
    TERMS = "terms", "A clause does not suit"
    OTHER = "other", "Another reason"


class NdaEndCause(models.TextChoices):
    """What ended an agreement, or took it back."""

    NOTICE = "notice", "A side gave notice"
    MATCH = "match", "The match ended"


class HolderCause(models.TextChoices):
    """Why somebody is no longer a holder."""

    REMOVED = "removed", "The firm took the person off the list"
    LEFT = "left", "The person left the firm"


class SignatureMethod(models.TextChoices):
    """How the signer proved who signs, beside the password."""

    PASSKEY = "passkey", "A passkey, over the hash of the statement"
    TOTP = "totp", "A code of an authenticator app"


_S = NdaState
NDA_MOVES: Final[dict[str, frozenset[str]]] = {
    _S.DRAFT: frozenset({_S.OFFERED, _S.WITHDRAWN}),
    _S.OFFERED: frozenset({_S.SIGNED, _S.REFUSED, _S.WITHDRAWN, _S.LAPSED}),
    # what both signed can end, but never be refused
    _S.SIGNED: frozenset({_S.ENDED, _S.EXPIRED}),
    _S.REFUSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.LAPSED: frozenset(),
    _S.ENDED: frozenset(),
    _S.EXPIRED: frozenset(),
}
OPEN_NDA_STATES: Final[tuple[str, ...]] = (_S.DRAFT, _S.OFFERED, _S.SIGNED)
SIGNING_DAYS: Final = 14
"""So many days both sides have to sign what was offered."""
