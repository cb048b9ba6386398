"""The stored tiles, read as the pure tree code asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.evidence.models import Tile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marketplace.evidence.tiles import TileKey


class StoredTiles:
    """The tiles of the database: one query however many are asked for."""

    def tiles(self, keys: Iterable[TileKey]) -> Mapping[TileKey, bytes]:
        """Return the hashes of each tile asked for, as far as it has grown."""
        by_level: dict[int, list[int]] = {}
        for level, index in keys:
            by_level.setdefault(level, []).append(index)
        if not by_level:
            return {}
        wanted = Q()
        for level, indexes in by_level.items():
            wanted |= Q(level=level, index__in=indexes)
        rows = Tile.objects.filter(wanted).values_list("level", "index", "hashes")
        return {(level, index): bytes(hashes) for level, index, hashes in rows}


def tiles_store(changed: Mapping[TileKey, bytes]) -> None:
    """Write grown tiles over the shorter ones of before."""
    Tile.objects.bulk_create(
        [Tile(level=key[0], index=key[1], hashes=hashes) for key, hashes in changed.items()],
        update_conflicts=True,
        unique_fields=["level", "index"],
        update_fields=["hashes"],
    )
