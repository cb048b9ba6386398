"""A process that sends what is due once, over the mail server of the environment.

python -m tests.services.notifications.sender
"""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402  (needs the settings)

from marketplace.notifications.services import mails_send  # noqa: E402

if __name__ == "__main__":
    mails_send(timezone.now())
