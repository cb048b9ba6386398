"""Settings of commands that touch neither database nor secrets, so that they run anywhere.

`evaluate` measures files. It must work on a machine where the product was never set up.
"""

from __future__ import annotations

INSTALLED_APPS = ["matching"]
USE_TZ = True
SEARCH_ENCODER = "auto"
