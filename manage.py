#!/usr/bin/env python3
"""Run one of Sealbridge's commands; `manage.py help` lists them."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser

from django.core.management import execute_from_command_line


def main() -> None:
    """Hand the arguments to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.config.settings")
    if sys.argv[1:2] == ["evaluate"]:
        # measures files alone, and must do so where nothing was set up
        os.environ["DJANGO_SETTINGS_MODULE"] = "matching.bare_settings"
    if sys.argv[1:2] == ["demo"]:
        # the demo is a mode of the settings, which are read before any command runs
        os.environ["SEALBRIDGE_DEMO"] = "true"
        # links in mails lead to the port that is served
        options, _ = _demo_options().parse_known_args(sys.argv[2:])
        os.environ.setdefault("SEALBRIDGE_PUBLIC_URL", f"http://localhost:{options.port}")
    execute_from_command_line(sys.argv)


def _demo_options() -> ArgumentParser:
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--port", default="8000")
    return parser


if __name__ == "__main__":
    main()
