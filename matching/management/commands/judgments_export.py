"""Write what people said of suggestions as a table of judgments."""

from __future__ import annotations

import csv
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.management.base import BaseCommand, CommandError

from matching.selectors.judgments import judgments_said

if TYPE_CHECKING:
    from argparse import ArgumentParser

COLUMNS: Final = (
    "need_id",
    "listing_id",
    "relevance",
    "same_title",
    "reason",
    "rank",
    "shown",
    "version",
)


class Command(BaseCommand):
    """Write what people said of suggestions as a table that `evaluate` reads.

    It holds opaque ids, grades and reasons, and none of the words that people wrote.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to."""
        parser.add_argument("--out", type=Path, help="a file; without it, standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write one line for each judged pair."""
        path: Path | None = options["out"]
        try:
            opened = path.open("w", encoding="utf-8", newline="") if path else None
        except OSError as error:
            raise CommandError(f"The judgments cannot be written: {error}.") from error
        count = 0
        with opened or nullcontext(self.stdout) as file:
            table = csv.writer(file, delimiter="\t", lineterminator="\n")
            table.writerow(COLUMNS)
            for each in judgments_said():
                table.writerow(
                    [
                        each.need_id,
                        each.listing_id,
                        each.relevance,
                        0,
                        each.reason,
                        *("" if v is None else v for v in (each.rank, each.shown, each.version)),
                    ]
                )
                count += 1
        self.stderr.write(f"{count} judgments written.")
