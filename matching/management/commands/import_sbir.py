"""Load public records of technologies and needs into the market."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from marketplace.demands.services import demands_import
from marketplace.evidence.keys import check_log_key
from marketplace.technologies.services import technologies_import
from matching import sbir
from matching.constants import BATCH
from matching.records import RecordsError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterator


class Command(BaseCommand):
    """Import listings and needs from a folder; running it again adds only what is new."""

    help = "Import listings.jsonl(.gz) and needs.jsonl(.gz) from a folder until searchable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder and whether to stop before indexing."""
        parser.add_argument("folder", type=Path, help="folder with listings and needs")
        parser.add_argument(
            "--no-index",
            action="store_true",
            help="write the rows only; a running server records and indexes them by itself",
        )

    def handle(self, *args: Any, folder: Path, no_index: bool, **options: Any) -> None:
        """Import, then record and index what was imported."""
        try:
            listings, needs = sbir.listings_file(folder), sbir.needs_file(folder)
            if not no_index:
                check_log_key()  # before a row is written that nobody could record
            self._imported(listings, sbir.listings_read, technologies_import, "technologies")
            self._imported(needs, sbir.needs_read, demands_import, "demands")
        except (RecordsError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        if not no_index:
            self.stderr.write("Recording in the log and indexing …")
            call_command("sequence", "--once", stdout=self.stderr)
            call_command("react", "--once", stdout=self.stderr)
            self.stdout.write("Searchable.")

    def _imported(
        self,
        path: Path,
        read: Callable[[Path, sbir.Skipped], Iterator[Any]],
        write: Callable[..., Any],
        title: str,
    ) -> None:
        skipped = sbir.Skipped()
        created = unchanged = 0
        records = read(path, skipped)
        with tqdm(desc=title, file=sys.stderr, disable=None, unit="") as bar:
            while batch := list(islice(records, BATCH)):
                outcome = write(batch=batch, now=timezone.now())
                created += outcome.created
                unchanged += outcome.unchanged
                bar.update(len(batch))
        total = sum(skipped.reasons.values())
        self.stdout.write(
            f"{title}: {created:,} imported, {unchanged:,} were there already, {total:,} skipped."
        )
        for reason, count in skipped.reasons.most_common():
            where = "; ".join(skipped.examples[reason])
            self.stdout.write(f"  skipped {count:,}: {reason} ({where})")
