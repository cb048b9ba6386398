"""The technologies app."""

from __future__ import annotations

from django.apps import AppConfig


class TechnologiesConfig(AppConfig):
    """Register the technologies app under its short label."""

    name = "marketplace.technologies"
    label = "technologies"
