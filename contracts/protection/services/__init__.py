"""The only writers of evidence packs."""

from __future__ import annotations

from contracts.protection.services.making import packs_make
from contracts.protection.services.requesting import PACK_KIND, pack_open, pack_request

__all__ = ["PACK_KIND", "pack_open", "pack_request", "packs_make"]
