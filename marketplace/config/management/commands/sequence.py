"""Run the sequencer as a process of its own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from marketplace.config.background import sequencer_thread
from marketplace.config.serving import run_until_stopped
from marketplace.evidence.keys import check_log_key


class Command(BaseCommand):
    """Take committed entries into the log until asked to stop."""

    help = "Run the sequencer as its own process; it alone needs the log key."

    def handle(self, **_options: Any) -> None:
        """Sequence."""
        try:
            check_log_key()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        run_until_stopped(sequencer_thread())
