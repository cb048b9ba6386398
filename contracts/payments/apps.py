"""The payments app."""

from __future__ import annotations

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The ledger, the plan of payments, providers, and the webhook inbox."""

    name = "contracts.payments"
    label = "payments"
