"""The log key from the command line: make, back up, restore."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.evidence.key_backup import log_key_backup, log_key_restore
from marketplace.evidence.keys import LogKeyError, log_key_create, log_key_path

if TYPE_CHECKING:
    from argparse import ArgumentParser

PASSPHRASE_VARIABLE = "SEALBRIDGE_BACKUP_PASSPHRASE"  # noqa: S105  (its name, not its value)


class Command(BaseCommand):
    """Make, back up or restore the key that signs the evidence log."""

    help = "Make (init), back up (backup FILE) or restore (restore FILE) the log key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the three acts."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("init", help="Make the key of a new log; refused once there is a log.")
        for act, words in (
            ("backup", "Write the key, encrypted, and its last checkpoint to a new file."),
            ("restore", "Put the key and its last checkpoint back from such a file."),
        ):
            acts.add_parser(
                act,
                help=f"{words} The passphrase is asked for, or read from {PASSPHRASE_VARIABLE}.",
            ).add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do one of the three."""
        try:
            said = self._done(options["act"], options.get("file"))
        except LogKeyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(said)

    def _done(self, act: str, file: Path | None) -> str:
        if act == "init":
            key = log_key_create()
            return (
                f"The log key is in {log_key_path()}; back it up with `manage.py keys backup "
                f"FILE`.\nIts public half: {key.verifier.text()}"
            )
        assert file is not None
        if act == "backup":
            log_key_backup(file, passphrase=_passphrase(repeat=True))
            return f"Written to {file}. Keep it and its passphrase apart, away from this machine."
        key = log_key_restore(file, passphrase=_passphrase(repeat=False))
        return f"Restored to {log_key_path()}. Its public half: {key.verifier.text()}"


def _passphrase(*, repeat: bool) -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    typed = getpass.getpass("Passphrase of the backup: ")
    if repeat and getpass.getpass("Once more: ") != typed:
        message = "The two passphrases differ; nothing was written."
        raise LogKeyError(message)
    return typed
