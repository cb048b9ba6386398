"""The deals app."""

from __future__ import annotations

from django.apps import AppConfig


class DealsConfig(AppConfig):
    """Term sheets, the contract made of them, and its signatures."""

    name = "contracts.deals"
    label = "deals"
