"""The application for an ASGI server of your own; `manage.py serve` needs no such thing."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
django.setup(set_prefix=False)

from marketplace.config.application import Sealbridge  # noqa: E402  (after the settings)

application = Sealbridge()
