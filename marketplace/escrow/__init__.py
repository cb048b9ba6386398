"""Deposits: sealed technology, its certificate, its release, and what would leak of it."""
