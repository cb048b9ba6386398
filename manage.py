#!/usr/bin/env python3
"""Run one of Sealbridge's commands; `manage.py help` lists them."""

from __future__ import annotations

import os
import sys

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
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
