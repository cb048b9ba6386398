"""The lives of a deposit, of its files and of its release: what follows what."""

from __future__ import annotations

from django.db import models


class DepositState(models.TextChoices):
    """Where a deposit is."""

    DRAFT = "draft", "Being put together; nothing is sealed yet"
    SEALED = "sealed", "Sealed: neither words nor files change any more"
    DISCARDED = "discarded", "Given up before it was sealed; its files are gone"


class DepositKind(models.TextChoices):
    """What lies in a deposit."""

    DRAWING = "drawing", "Drawings"
    PROCESS = "process", "A process or its parameters"
    FORMULA = "formula", "A formula or composition"
    SOFTWARE = "software", "Software"
    DESIGN = "design", "A design"
    TEST_DATA = "test_data", "Test data"
    KNOW_HOW = "know_how", "Know-how"
    OTHER = "other", "Something else"


class DepositProvider(models.TextChoices):
    """Who keeps a deposit, and what its certificate may say."""

    PRIVATE_SEAL = "private_seal", "Sealed here, without a depositary named by law"
    DESIGNATED = "designated", "Kept by a depositary named by law"


class DepositLevel(models.TextChoices):
    """How far somebody looked into a deposit."""

    L1 = "L1", "Whole and unchanged; nobody looked inside"


class DepositFileState(models.TextChoices):
    """Where a file of a deposit is."""

    ARRIVING = "arriving", "Its parts are on their way"
    STORED = "stored", "All parts have arrived"
    REMOVED = "removed", "Taken out before the deposit was sealed"


class FingerprintState(models.TextChoices):
    """How far a file's words could be read, so that public words can be compared with them."""

    READ = "read", "All its words are in the fingerprint"
    PARTLY = "partly", "It is so long that only its beginning is in the fingerprint"
    UNREADABLE = "unreadable", "A program finds no words in it, in a drawing for example"


class ReleaseState(models.TextChoices):
    """Where the release of a deposit to a buyer is."""

    REQUESTED = "requested", "The files are being encrypted to the buyer's keys"
    READY = "ready", "The buyer can fetch the files"
    WITHDRAWN = "withdrawn", "Taken back; nothing can be fetched any more"


_D = DepositState
DEPOSIT_MOVES: dict[str, frozenset[str]] = {
    _D.DRAFT: frozenset({_D.SEALED, _D.DISCARDED}),
    _D.SEALED: frozenset(),
    _D.DISCARDED: frozenset(),
}
_F = DepositFileState
DEPOSIT_FILE_MOVES: dict[str, frozenset[str]] = {
    _F.ARRIVING: frozenset({_F.STORED, _F.REMOVED}),
    _F.STORED: frozenset({_F.REMOVED}),
    _F.REMOVED: frozenset(),
}
_R = ReleaseState
RELEASE_MOVES: dict[str, frozenset[str]] = {
    _R.REQUESTED: frozenset({_R.READY, _R.WITHDRAWN}),
    _R.READY: frozenset({_R.WITHDRAWN}),
    _R.WITHDRAWN: frozenset(),
}
