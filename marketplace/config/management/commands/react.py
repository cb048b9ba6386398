"""Run reactions and deadlines as a process of its own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from marketplace.config.background import runner_thread
from marketplace.config.serving import run_until_stopped


class Command(BaseCommand):
    """Hand entries to their handlers and deadlines to their services until asked to stop."""

    help = "Run reactions and deadlines as their own process."

    def handle(self, **_options: Any) -> None:
        """React."""
        run_until_stopped(runner_thread())
