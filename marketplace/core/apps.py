"""The core app."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Register the core app under its short label."""

    name = "marketplace.core"
    label = "core"
