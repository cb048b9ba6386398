"""Serve a demo with its own data, from nothing but an empty folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from marketplace.accounts.models import Organisation
from marketplace.config.background import react_round
from marketplace.config.demo.beginning import (
    leftovers_remove,
    load_begun,
    load_ended,
    loading_turn,
)
from marketplace.config.demo.load import (
    DEMO_PASSWORD,
    age_keys_path,
    demo_accounts,
    demo_load,
    old_notices_read,
)
from marketplace.config.keys import keys_make
from marketplace.config.serving import StartRefusedError, serve
from marketplace.evidence.sequencer import sequence_once

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Make keys, database and data where there are none, print the accounts, and serve."""

    help = "Serve a demo: its own keys, database and data, made on the first start."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **_options: Any) -> None:
        """Prepare and serve."""
        if not settings.DEMO:
            message = "Run the demo as `manage.py demo`, or set SEALBRIDGE_DEMO."
            raise CommandError(message)
        settings.HOME.mkdir(parents=True, exist_ok=True)
        try:
            with loading_turn():
                self._prepare()
            self._greet(host, port)
            serve(host=host, port=port, with_threads=True)
        except (ImproperlyConfigured, StartRefusedError) as error:
            raise CommandError(str(error)) from error

    def _prepare(self) -> None:
        leftovers_remove()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        # refuses where there is a log or a file already: its key was lost, and is not invented anew
        keys_make(now=timezone.now())
        if Organisation.objects.exists():
            return
        load_begun()
        demo_load(now=timezone.now())
        self.stdout.write("Demo data loaded.")
        # what follows from entries, such as certificates, makes entries of its own
        while sequence_once(timezone.now()):
            while react_round():
                pass
        old_notices_read(now=timezone.now())
        load_ended()

    def _greet(self, host: str, port: int) -> None:
        shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::"} else host  # noqa: S104
        self.stdout.write(f"\nSealbridge demo: http://{shown}:{port}\n")
        self.stdout.write(f"Everyone signs in with the password {DEMO_PASSWORD}\n")
        accounts = demo_accounts()
        featured = [account for account in accounts if account["featured"]]
        for account in featured:
            firm = account["organisation"]
            roles = ", ".join(role.lower().replace("_", " ") for role in account["roles"])
            check = "" if firm["verified"] else " (not verified)"
            who = f"{roles or 'member without a role'} · {firm['nameEn']}{check}"
            self.stdout.write(f"  {account['email']:<34} {who}")
        more = len(accounts) - len(featured)
        self.stdout.write(f"  and {more} more on the sign-in page\n")
        if age_keys_path().exists():
            self.stdout.write(
                "What they sealed, or were given, opens with\n"
                f"  age --decrypt --identity {age_keys_path()} --output PLAIN FILE.age\n"
            )
        self.stdout.flush()
