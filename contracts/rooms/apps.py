"""The rooms app."""

from __future__ import annotations

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    """Negotiation rooms: messages, technical-data requests, grants, and the page viewer."""

    name = "contracts.rooms"
    label = "rooms"
