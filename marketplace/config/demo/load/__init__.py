"""Fill an empty database with a market that has been open since September.

Everything goes through the services that people use, at the moments at which people did it, so
that the demo shows real rules, real states and a real log.
"""

from __future__ import annotations

from marketplace.config.demo.load.accounts import demo_accounts
from marketplace.config.demo.load.age_keys import age_keys_path
from marketplace.config.demo.load.everything import demo_load, old_notices_read
from marketplace.config.demo.load.firms import DEMO_PASSWORD

__all__ = [
    "DEMO_PASSWORD",
    "age_keys_path",
    "demo_accounts",
    "demo_load",
    "old_notices_read",
]
