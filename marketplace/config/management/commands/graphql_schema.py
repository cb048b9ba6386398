"""Write the schema's text to the pages' folder, or check that it is the one there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from marketplace.config.schema import schema

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Keep frontend/schema.graphql equal to the schema served."""

    help = "Write frontend/schema.graphql (--write) or fail when it is out of date (--check)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        choice = parser.add_mutually_exclusive_group(required=True)
        choice.add_argument("--check", action="store_true", help="only compare")
        choice.add_argument("--write", action="store_true", help="write the file")

    def handle(self, *, check: bool, **_options: Any) -> None:
        """Write or compare."""
        path = settings.BASE_DIR / "frontend" / "schema.graphql"
        text = f"{str(schema).strip()}\n"
        if not check:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{path.relative_to(settings.BASE_DIR)} written")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            message = (
                "frontend/schema.graphql differs from the schema: "
                "run manage.py graphql_schema --write and commit it."
            )
            raise CommandError(message)
