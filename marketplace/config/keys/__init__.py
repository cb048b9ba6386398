"""The keys that lie beside the database: made once, kept apart, refused when they are wrong."""

from marketplace.config.keys.backup import keys_backup, keys_restore
from marketplace.config.keys.making import check_keys, keys_make

__all__ = ["check_keys", "keys_backup", "keys_make", "keys_restore"]
