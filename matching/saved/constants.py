"""Every number that saved searches rest on, in one place."""

from __future__ import annotations

from typing import Final

MOST_SAVED: Final = 50
"""So many searches one person keeps; a longer list is no help."""

NAME_MAX: Final = 80
