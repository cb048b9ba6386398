"""Deposits in the API."""
