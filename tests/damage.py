"""Bytes that are surely others than they were: a fixed byte in their place may be the same."""

from __future__ import annotations


def bit_turned(content: bytes, at: int = -1) -> bytes:
    """Return content with the last bit of one byte turned, by default of the last byte."""
    damaged = bytearray(content)
    damaged[at] ^= 1
    return bytes(damaged)
