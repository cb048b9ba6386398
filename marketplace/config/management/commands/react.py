"""Run reactions, deadlines and mails as a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from marketplace.config.background import (
    Mails,
    Reactions,
    mails_thread,
    payments_round,
    payments_thread,
    runner_thread,
)
from marketplace.config.keys import check_keys
from marketplace.config.serving import run_until_stopped

if TYPE_CHECKING:
    from argparse import ArgumentParser

_STOP_SECONDS = 10.0


class Command(BaseCommand):
    """Hand entries to handlers, deadlines to services, mails and wishes to their servers."""

    help = "Run reactions, deadlines, mails and payments as their own process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--once", action="store_true", help="end when nothing waits")

    def handle(self, *, once: bool, **_options: Any) -> None:
        """React."""
        try:
            check_keys()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        if once:
            reactions, mails = Reactions(), Mails()
            while reactions.round() or mails.round() or payments_round():
                pass
            return
        beside = [mails_thread(), payments_thread()]
        for thread in beside:
            thread.start()
        try:
            run_until_stopped(runner_thread())
        finally:
            for thread in beside:
                thread.stop()
            for thread in beside:
                thread.join(_STOP_SECONDS)
