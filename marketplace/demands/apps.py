"""The demands app."""

from __future__ import annotations

from django.apps import AppConfig


class DemandsConfig(AppConfig):
    """Register the demands app under its short label."""

    name = "marketplace.demands"
    label = "demands"
