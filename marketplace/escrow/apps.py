"""The escrow app."""

from __future__ import annotations

from django.apps import AppConfig


class EscrowConfig(AppConfig):
    """Deposits: sealed technology, its certificate, its release, and what would leak of it."""

    name = "marketplace.escrow"
    label = "escrow"
