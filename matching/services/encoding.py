"""Keep the vectors of texts, so that no text is encoded twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from matching.encoding.active import active_encoder
from matching.encoding.base import packed
from matching.models import TextVector
from matching.selectors.encoding import vector_key, vectors_kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

KEPT_DAYS: Final = 180
_TOUCHED_DAYS: Final = 30
_BATCH: Final = 200
"""So many texts are looked up, encoded and kept at once."""


def vectors_ensure(*, texts: Sequence[str], now: datetime) -> dict[str, bytes]:
    """Return the texts' vectors, and keep those that had to be made.

    This takes a twentieth of a second a text, so no web request does it for documents.

    Args:
        texts: The texts; doubles are encoded once, empty ones not at all.
        now: The moment of asking; vectors that are asked for stay.

    Returns:
        Nothing where there is no encoder.
    """
    encoder = active_encoder()
    if encoder is None:
        return {}
    found: dict[str, bytes] = {}
    today = now.date()
    for batch in _batches([text for text in dict.fromkeys(texts) if text]):
        known = vectors_kept(batch)
        missing = [text for text in batch if text not in known]
        made = dict(
            zip(missing, map(packed, encoder.encoded(missing)), strict=True) if missing else ()
        )
        TextVector.objects.bulk_create(
            [
                TextVector(key=vector_key(encoder.name, text), vector=vector, used_on=today)
                for text, vector in made.items()
            ],
            ignore_conflicts=True,  # another process met the same text at the same time
        )
        TextVector.objects.filter(
            key__in=[vector_key(encoder.name, text) for text in known],
            used_on__lt=today - timedelta(days=_TOUCHED_DAYS),
        ).update(used_on=today)
        found |= known | made
    return found


def vectors_forget(*, now: datetime) -> None:
    """Remove the vectors that nothing asked for in half a year.

    Args:
        now: The moment of removing.
    """
    TextVector.objects.filter(used_on__lt=now.date() - timedelta(days=KEPT_DAYS)).delete()


def _batches(texts: list[str]) -> list[list[str]]:
    return [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
