"""Payments in the API."""

from contracts.payments.schema.operations import PaymentsMutation, PaymentsQuery

__all__ = ["PaymentsMutation", "PaymentsQuery"]
