"""The ladder app."""

from __future__ import annotations

from django.apps import AppConfig


class LadderConfig(AppConfig):
    """Register the ladder app under its short label."""

    name = "marketplace.ladder"
    label = "ladder"
