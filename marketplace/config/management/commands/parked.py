"""Show the entries that a handler could not take, and have them tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from marketplace.config import held_entries
from marketplace.config.models import ParkedEntry
from marketplace.config.states import HeldState

if TYPE_CHECKING:
    from argparse import ArgumentParser

_SHOWN = 200


class Command(BaseCommand):
    """List what is held; release what was parked."""

    help = "List entries that a handler could not take; --retry ID or --all tries them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--retry", type=int, metavar="ID", help="try this one again")
        choice.add_argument("--all", action="store_true", help="try all parked ones again")

    def handle(self, *, retry: int | None, all: bool, **_options: Any) -> None:
        """List or release."""
        if retry is None and not all:
            self._list()
            return
        rows = ParkedEntry.objects.all()
        if retry is not None:
            rows = rows.filter(pk=retry)
        released = held_entries.release(rows, timezone.now())
        if retry is not None and not released:
            message = f"No parked entry has the id {retry}."
            raise CommandError(message)
        self.stdout.write(f"{released} to be tried again")

    def _list(self) -> None:
        rows = ParkedEntry.objects.select_related("entry").order_by("handler", "index")
        for row in rows[:_SHOWN]:
            last = f", {row.error}" if row.error else ""
            self.stdout.write(
                f"{row.pk}  {row.handler}  {row.entry.kind}  log index {row.index}  "
                f"{row.state}  {row.attempts} attempts{last}"
            )
        parked = rows.filter(state=HeldState.PARKED).count()
        self.stdout.write(f"{rows.count()} held, {parked} of them parked")
