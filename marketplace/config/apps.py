"""The config app."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Register the composition root, which has the runner's tables, under its short label."""

    name = "marketplace.config"
    label = "config"
