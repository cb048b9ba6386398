"""The notifications app."""

from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Register the app under its short label."""

    name = "marketplace.notifications"
    label = "notifications"
