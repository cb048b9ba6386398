"""The six stages, and what each one shows."""

from __future__ import annotations

from enum import IntEnum


class Stage(IntEnum):
    """How far a reader may look; each stage includes the ones before it."""

    S0 = 0  # anonymous card
    S1 = 1  # redacted summary
    S2 = 2  # identities, NDA draft
    S3 = 3  # results, samples, expert answers
    S4 = 4  # named documents
    S5 = 5  # full hand-over
