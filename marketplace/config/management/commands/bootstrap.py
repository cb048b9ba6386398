"""Make the first coordinator institution and its owner."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from marketplace.accounts.services import institution_bootstrap
from marketplace.config.keys import keys_make
from marketplace.core.errors import MarketplaceError

if TYPE_CHECKING:
    from argparse import ArgumentParser

PASSWORD_VARIABLE: Final = "SEALBRIDGE_BOOTSTRAP_PASSWORD"  # noqa: S105  (the variable's name)


class Command(BaseCommand):
    """Make the institution that verifies every other firm; works once."""

    help = (
        "Make the first coordinator institution and its owner. The password is asked for, or read "
        f"from {PASSWORD_VARIABLE}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--name-ko", required=True, help="the institution's Korean name")
        parser.add_argument("--name-en", required=True, help="its English name")
        parser.add_argument("--owner-email", required=True, help="the owner signs in with it")
        parser.add_argument("--owner-name", required=True, help="the owner's own name")

    def handle(
        self, *, name_ko: str, name_en: str, owner_email: str, owner_name: str, **_options: Any
    ) -> None:
        """Make them."""
        try:
            validate_email(owner_email)
            password = _password()
            validate_password(password)
            # a key that was lost is not invented anew
            made = keys_make(now=timezone.now(), with_log_key=False)
            institution_bootstrap(
                name_ko=name_ko,
                name_en=name_en,
                owner_email=owner_email,
                owner_name=owner_name,
                password=password,
                now=timezone.now(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except MarketplaceError as error:
            field = f"{error.field}: " if error.field else ""
            raise CommandError(f"{field}{error.message}") from error
        if made:
            files = ", ".join(str(path) for path in made)
            self.stdout.write(f"Keys were made: {files}. Run `manage.py keys backup FILE`.")
        self.stdout.write(f"{name_en} was made; {owner_email} can sign in.")


def _password() -> str:
    given = os.environ.get(PASSWORD_VARIABLE)
    if given:
        return given
    first = getpass.getpass("Password of the owner: ")
    if getpass.getpass("Once more: ") != first:
        message = "The two passwords differ."
        raise CommandError(message)
    return first
