"""What is done with stored files and transfers."""

from marketplace.files.services.key_versions import (
    check_kek,
    content_enveloped,
    content_rewrapped,
    kek_checked,
    kek_create,
    kek_rotate,
)
from marketplace.files.services.parts import part_write
from marketplace.files.services.storing import (
    UNFINISHED_TIMER,
    file_begin,
    file_complete,
    file_destroy,
    file_store,
    file_written,
    unfinished_file_drop,
)
from marketplace.files.services.transfers import (
    TRANSFER_TIMER,
    OpenedTransfer,
    part_delivered,
    transfer_abort,
    transfer_expire,
    transfer_open,
    transfer_part_write,
)

__all__ = [
    "TRANSFER_TIMER",
    "UNFINISHED_TIMER",
    "OpenedTransfer",
    "check_kek",
    "content_enveloped",
    "content_rewrapped",
    "file_begin",
    "file_complete",
    "file_destroy",
    "file_store",
    "file_written",
    "kek_checked",
    "kek_create",
    "kek_rotate",
    "part_delivered",
    "part_write",
    "transfer_abort",
    "transfer_expire",
    "transfer_open",
    "transfer_part_write",
    "unfinished_file_drop",
]
