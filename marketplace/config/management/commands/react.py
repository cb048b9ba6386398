"""Run reactions and deadlines as a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from marketplace.config.background import Reactions, runner_thread
from marketplace.config.serving import run_until_stopped

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Hand entries to their handlers and deadlines to their services until asked to stop."""

    help = "Run reactions and deadlines as their own process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--once", action="store_true", help="end when nothing waits")

    def handle(self, *, once: bool, **_options: Any) -> None:
        """React."""
        if once:
            reactions = Reactions()
            while reactions.round():
                pass
            return
        run_until_stopped(runner_thread())
