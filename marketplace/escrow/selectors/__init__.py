"""Reading deposits, and what was released of them."""

from __future__ import annotations

from marketplace.escrow.selectors.deposits import (
    certificate_by_id,
    certificate_for,
    deposit_file_for,
    deposit_files_of,
    deposit_for,
    deposits_for,
    deposits_of,
    deposits_tied_to,
)
from marketplace.escrow.selectors.releases import (
    ReleasedFileRow,
    ReleaseRow,
    released_file_for,
    releases_for,
)
from marketplace.escrow.selectors.seals import SealRead, technology_seals
from marketplace.escrow.selectors.vault import (
    VaultRead,
    demands_of_deposit,
    releases_of_deposit,
    vault_for,
)

__all__ = (
    "ReleaseRow",
    "ReleasedFileRow",
    "SealRead",
    "VaultRead",
    "certificate_by_id",
    "certificate_for",
    "demands_of_deposit",
    "deposit_file_for",
    "deposit_files_of",
    "deposit_for",
    "deposits_for",
    "deposits_of",
    "deposits_tied_to",
    "released_file_for",
    "releases_for",
    "releases_of_deposit",
    "technology_seals",
    "vault_for",
)
