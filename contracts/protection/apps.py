"""The protection app."""

from __future__ import annotations

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Evidence packs: everything a party needs to prove what happened."""

    name = "contracts.protection"
    label = "protection"
