"""The fonts that text and marks are drawn with: those of the product's documents."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

REGULAR: Final = "Pretendard-Regular.otf"
BOLD: Final = "Pretendard-Bold.otf"


def font_bytes(name: str) -> bytes:
    """Return a font file.

    Raises:
        ImproperlyConfigured: The fonts of documents are missing.
    """
    return _read(name, tuple(settings.PDF_FONTS))


@lru_cache(maxsize=4)
def _read(name: str, folders: tuple[str, ...]) -> bytes:
    for folder in folders:
        path = Path(folder) / name
        if path.is_file():
            return path.read_bytes()
    message = "The fonts of documents are missing: run `make build`, or set SEALBRIDGE_PDF_FONTS."
    raise ImproperlyConfigured(message)
