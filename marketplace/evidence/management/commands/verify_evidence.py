"""The whole log checked from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.evidence.keys import LogKeyError, log_key_load, log_key_path
from marketplace.evidence.notes import NoteError, VerifierKey, verifier_key_parsed
from marketplace.evidence.remembered import remembered_note
from marketplace.evidence.verify import EvidenceError, verify_log

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Check every entry, tile and checkpoint of the log again, and name the first that is wrong."""

    help = (
        "Check the whole evidence log in eight steps. Names the first entry that is wrong, by "
        "index and id, and then ends with exit code 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where the public key comes from."""
        parser.add_argument(
            "--vkey",
            help="The log's public key (name+id+key); without it the key file's public half.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the steps and print each as it holds."""
        key = _key(options["vkey"])
        try:
            newest = verify_log(
                key=key, remembered=remembered_note(log_key_path()), report=self._report
            )
        except EvidenceError as error:
            message = f"{error.step}  REFUSED  {error}"
            raise CommandError(message) from error
        self.stdout.write(f"The log of {newest.size} entries is whole.")

    def _report(self, step: int, words: str) -> None:
        self.stdout.write(f"{step}  ok  {words}")


def _key(text: str | None) -> VerifierKey:
    try:
        return verifier_key_parsed(text) if text else log_key_load().verifier
    except (NoteError, LogKeyError) as error:
        raise CommandError(str(error)) from error
