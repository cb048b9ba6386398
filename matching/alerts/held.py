"""The profiles of all that is asked for in memory, turned round, and kept equal to the database."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from matching.alerts.constants import CHANGES_KEPT_APART
from matching.alerts.reverse import Profile, ReversedProfiles
from matching.encoding.active import encoder_name
from matching.encoding.base import unpacked
from matching.engines.base import TextSet
from matching.models import DemandProfile, SearchProfile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from matching.alerts.reverse import Met

_COLUMNS = (
    "language",
    "texts",
    "terms",
    "weights",
    "threshold",
    "number",
    "vector",
    "nearness",
    "encoder",
)
_Group = tuple[str, str]


class HeldProfiles:
    """Reads what changed since the last look; the database stays the truth.

    Profiles of one language and set of texts are held together: they are asked with the same texts
    of an offer. What changed lately lies beside the rest until it is worth sorting all anew.

    Args:
        model: Whose profiles: those of demands, or those of saved searches.
        key: The column that says whose a profile is.
    """

    def __init__(
        self,
        model: type[DemandProfile] | type[SearchProfile] = DemandProfile,
        key: str = "demand_id",
    ) -> None:
        self._profiles = model._default_manager
        self._columns = (key, *_COLUMNS)
        self._lock = threading.Lock()
        self._sorted: dict[_Group, ReversedProfiles] = {}
        self._changed: dict[_Group, dict[int, Profile]] = defaultdict(dict)
        self._recent: dict[_Group, ReversedProfiles] = {}
        self._last: tuple[int, str] = (0, "")

    def met(
        self,
        *,
        language: str,
        texts: str,
        terms: NDArray[np.uint64],
        worths: NDArray[np.float32],
    ) -> list[Met]:
        """Return who is met by an offer's texts, with the score; see `refresh`."""
        with self._lock:
            group = (language, texts)
            found: list[Met] = []
            for profiles in (self._sorted.get(group), self._recent.get(group)):
                if profiles is not None:
                    found += profiles.met(terms, worths)
            return found

    def near(self, *, language: str, texts: str, vector: NDArray[np.float32]) -> list[Met]:
        """Return who asks in another language for nearly what an offer means, with the cosine."""
        with self._lock:
            group = (language, texts)
            found: list[Met] = []
            for profiles in (self._sorted.get(group), self._recent.get(group)):
                if profiles is not None:
                    found += profiles.near(vector)
            return found

    def refresh(self) -> None:
        """Take in what changed since the last time."""
        with self._lock:
            newest = self._profiles.order_by("-number").values_list("number", "stamp")
            last = newest.first() or (0, "")
            if last == self._last:
                return
            rows = self._profiles.order_by("number")
            is_continued = rows.filter(number=self._last[0], stamp=self._last[1]).exists()
            changes = sum(len(each) for each in self._changed.values())
            if not is_continued or changes > CHANGES_KEPT_APART:
                self._load()
            else:
                self._take(rows.filter(number__gt=self._last[0]).values_list(*self._columns))
            self._last = last

    def _load(self) -> None:
        groups: dict[_Group, list[Profile]] = defaultdict(list)
        for row in self._profiles.values_list(*self._columns).iterator(chunk_size=1000):
            groups[row[1], row[2]].append(_profile(row))
        self._sorted = {group: ReversedProfiles(profiles) for group, profiles in groups.items()}
        self._changed.clear()
        self._recent.clear()

    def _take(self, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            profile = _profile(row)
            for texts in TextSet:
                # the firm may be matched by other texts than before
                group = (str(row[1]), str(texts))
                if group in self._sorted:
                    self._sorted[group].drop(profile.key)
                self._changed[group].pop(profile.key, None)
            self._changed[str(row[1]), str(row[2])][profile.key] = profile
        self._recent = {
            group: ReversedProfiles(list(profiles.values()))
            for group, profiles in self._changed.items()
        }


def _profile(row: tuple[object, ...]) -> Profile:
    key, _, _, terms, weights, threshold, _, vector, nearness, encoder = row
    assert isinstance(key, int), "a profile belongs to somebody's question"
    assert isinstance(threshold, float), "a threshold is a score"
    assert isinstance(nearness, float), "nearness is a cosine"
    # points of another encoder lie nowhere among these
    is_meant = bool(encoder) and encoder == encoder_name()
    return Profile(
        key=key,
        terms=np.frombuffer(terms, np.uint64),  # type: ignore[call-overload]
        weights=np.frombuffer(weights, np.float32),  # type: ignore[call-overload]
        threshold=threshold,
        vector=unpacked(bytes(vector)) if is_meant else None,  # type: ignore[call-overload]
        nearness=nearness,
    )


HELD = HeldProfiles()
HELD_SEARCHES = HeldProfiles(SearchProfile, "search_id")
"""One of each for a process; only the runner of reactions fills them."""
