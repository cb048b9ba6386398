"""The files app."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Ciphertext in parts, the keys around it, and how bytes come in and go out."""

    name = "marketplace.files"
    label = "files"
