"""The keys from the command line: make, back up, restore, rotate."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from marketplace.accounts.services import documents_reseal
from marketplace.config.keys import keys_backup, keys_make, keys_restore
from marketplace.evidence.keys import log_key_load
from marketplace.files.keys import kek_load
from marketplace.files.services import kek_rotate

if TYPE_CHECKING:
    from argparse import ArgumentParser

PASSPHRASE_VARIABLE = "SEALBRIDGE_BACKUP_PASSPHRASE"  # noqa: S105  (its name, not its value)


class Command(BaseCommand):
    """Make, back up, restore or rotate the keys that lie beside the database."""

    help = (
        "Make (init), back up (backup FILE) or restore (restore FILE) the keys of log, files and "
        "seal; wrap all files with a new key (rotate)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the four acts."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser(
            "init", help="Make each key that is missing; refused where there is data of a lost one."
        )
        acts.add_parser(
            "rotate",
            help="Add a version of the key-encryption key and wrap all files with it; run it "
            "again where it was broken off, and make a new backup after it.",
        )
        for act, words in (
            ("backup", "Write all keys, encrypted, and the last checkpoint to a new file."),
            ("restore", "Put keys and checkpoint back from such a file."),
        ):
            acts.add_parser(
                act,
                help=f"{words} The passphrase is asked for, or read from {PASSPHRASE_VARIABLE}.",
            ).add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do one of the four."""
        try:
            said = self._done(options["act"], options.get("file"))
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(said)

    def _done(self, act: str, file: Path | None) -> str:
        if act == "init":
            return _made()
        if act == "rotate":
            now = timezone.now()
            count = kek_rotate(now=now) + documents_reseal(now=now)
            return (
                f"{count} files and documents were wrapped with version {kek_load().current} of "
                "the key-encryption key. Make a new backup with `manage.py keys backup FILE`."
            )
        assert file is not None
        if act == "backup":
            keys_backup(file, passphrase=_passphrase(repeat=True))
            return f"Written to {file}. Keep it and its passphrase apart, away from this machine."
        keys_restore(file, passphrase=_passphrase(repeat=False))
        return f"Restored. The log key's public half: {log_key_load().verifier.text()}"


def _made() -> str:
    made = keys_make(now=timezone.now())
    if not made:
        message = "Every key is there already; all stay as they are."
        raise CommandError(message)
    files = ", ".join(str(path) for path in made)
    return (
        f"Made: {files}. Back the keys up with `manage.py keys backup FILE`.\n"
        f"The log key's public half: {log_key_load().verifier.text()}"
    )


def _passphrase(*, repeat: bool) -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    typed = getpass.getpass("Passphrase of the backup: ")
    if repeat and getpass.getpass("Once more: ") != typed:
        message = "The two passphrases differ; nothing was written."
        raise CommandError(message)
    return typed
