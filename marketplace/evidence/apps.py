"""The evidence app."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Register the evidence app under its short label."""

    name = "marketplace.evidence"
    label = "evidence"
