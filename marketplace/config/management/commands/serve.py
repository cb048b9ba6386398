"""Serve page, API and sockets in one process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.config.serving import StartRefusedError, serve

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Serve until asked to stop, then finish what was begun."""

    help = "Serve page, API and sockets in one process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-workers",
            action="store_true",
            help="leave sequencer and reactions to `manage.py sequence` and `manage.py react`",
        )

    def handle(self, *, host: str, port: int, no_workers: bool, **_options: Any) -> None:
        """Serve."""
        try:
            serve(host=host, port=port, with_threads=not no_workers)
        except StartRefusedError as error:
            raise CommandError(str(error)) from error
