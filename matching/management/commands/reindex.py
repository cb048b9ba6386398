"""Build the search index anew from the database."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from matching.engines.errors import IndexBusyError
from matching.services import index_rebuild


class Command(BaseCommand):
    """Build a new generation and put it in use; searches go on meanwhile."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and tell how much there is."""
        with tqdm(desc="indexing", file=sys.stderr, disable=None, unit="") as bar:
            try:
                count = index_rebuild(now=timezone.now(), progress=bar.update)
            except IndexBusyError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{count:,} technologies are searchable.")
