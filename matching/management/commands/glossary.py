"""Bring words into the glossary and take them out, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from marketplace.core.errors import MarketplaceError
from matching.glossary.selectors import glossary_table
from matching.glossary.services import glossary_load
from matching.glossary.states import RowEffect
from matching.glossary.table import START

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Import or export the glossary as CSV; whoever runs it needs no role.

    Words that are there already stay; a line that shares a word with a concept changes it.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what is done, and the file."""
        acts = parser.add_subparsers(dest="act", required=True)
        importing = acts.add_parser("import", help="take a table in")
        importing.add_argument(
            "file", type=Path, nargs="?", default=START, help="without it, the words to begin with"
        )
        exporting = acts.add_parser("export", help="write a table that spreadsheets open")
        exporting.add_argument(
            "file", type=Path, nargs="?", help="without it, to the standard output"
        )

    def handle(self, *args: Any, act: str, file: Path | None, **options: Any) -> None:
        """Import or export."""
        try:
            if act == "import":
                self._import(file or START)
            elif file is not None:
                file.write_text(glossary_table(), "utf-8", newline="")
            else:
                self.stdout.write(glossary_table().replace("\r\n", "\n"), ending="")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read or written: {error}.") from error
        except MarketplaceError as error:
            raise CommandError(error.message) from error

    def _import(self, file: Path) -> None:
        plan = glossary_load(table=file.read_text("utf-8"), now=timezone.now())
        told = ", ".join(
            f"{plan.count(effect)} {effect}"
            for effect in (RowEffect.NEW, RowEffect.CHANGED, RowEffect.UNCHANGED)
        )
        self.stdout.write(f"{file.name}: {told}.")
