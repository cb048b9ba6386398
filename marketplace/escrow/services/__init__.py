"""What is done with deposits: written, filled, sealed, certified, fetched, released."""

from __future__ import annotations

from marketplace.escrow.services.certifying import certificates_make
from marketplace.escrow.services.fetching import (
    AGE_MEDIA_TYPE,
    MANIFEST_MEDIA_TYPE,
    certificate_fetchable,
    certificate_name,
    certificate_open,
    deposit_file_fetchable,
    deposit_file_open,
    deposit_part_record,
    manifest_fetchable,
    manifest_name,
    manifest_open,
    release_part_record,
    released_file_fetchable,
    released_file_open,
)
from marketplace.escrow.services.filing import (
    deposit_file_abandon,
    deposit_file_add,
    deposit_file_arrive,
    deposit_file_remove,
)
from marketplace.escrow.services.releasing import (
    deposit_release,
    release_withdraw,
    releases_encrypt,
    releases_waiting_for_keys,
)
from marketplace.escrow.services.sealing import deposit_seal
from marketplace.escrow.services.writing import (
    demand_seal,
    deposit_attach,
    deposit_create,
    deposit_discard,
    deposit_save,
)

__all__ = [
    "AGE_MEDIA_TYPE",
    "MANIFEST_MEDIA_TYPE",
    "certificate_fetchable",
    "certificate_name",
    "certificate_open",
    "certificates_make",
    "demand_seal",
    "deposit_attach",
    "deposit_create",
    "deposit_discard",
    "deposit_file_abandon",
    "deposit_file_add",
    "deposit_file_arrive",
    "deposit_file_fetchable",
    "deposit_file_open",
    "deposit_file_remove",
    "deposit_part_record",
    "deposit_release",
    "deposit_save",
    "deposit_seal",
    "manifest_fetchable",
    "manifest_name",
    "manifest_open",
    "release_part_record",
    "release_withdraw",
    "released_file_fetchable",
    "released_file_open",
    "releases_encrypt",
    "releases_waiting_for_keys",
]
