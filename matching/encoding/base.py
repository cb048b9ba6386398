"""What matching needs of an encoder: texts of any language to points near those of like meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors of length one, so that a product is a cosine."""

    @property
    def name(self) -> str:
        """Return what changes whenever the same text would get another vector."""

    def encoded(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector for each text."""

    def __hash__(self) -> int:
        """Return the same for the same encoder, so that what it made can be kept in memory."""

    def warm(self) -> None:
        """Start loading in the background, so that the first query need not wait."""


def packed(vector: Vector) -> bytes:
    """Return the vector as it is stored: float32, little end first."""
    return vector.astype("<f4").tobytes()


def unpacked(stored: bytes) -> Vector:
    """Return the vector that was stored."""
    return np.frombuffer(stored, dtype="<f4").astype(np.float32, copy=False)
