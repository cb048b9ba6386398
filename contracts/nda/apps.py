"""The nda app."""

from __future__ import annotations

from django.apps import AppConfig


class NdaConfig(AppConfig):
    """Non-disclosure agreements: templates, annex, holders, signatures."""

    name = "contracts.nda"
    label = "nda"
