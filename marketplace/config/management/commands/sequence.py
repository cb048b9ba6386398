"""Run the sequencer as a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from marketplace.config.background import sequencer_thread
from marketplace.config.serving import run_until_stopped
from marketplace.evidence.keys import check_log_key
from marketplace.evidence.sequencer import sequence_once

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Take committed entries into the log until asked to stop."""

    help = "Run the sequencer as its own process; it alone needs the log key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--once", action="store_true", help="end when nothing waits")

    def handle(self, *, once: bool, **_options: Any) -> None:
        """Sequence."""
        try:
            check_log_key()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        if once:
            while sequence_once(timezone.now()):
                pass
            return
        run_until_stopped(sequencer_thread())
