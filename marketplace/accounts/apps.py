"""The accounts app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register the accounts app under its short label."""

    name = "marketplace.accounts"
    label = "accounts"
