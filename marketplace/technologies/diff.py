"""What changed between two wordings of an offer, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from marketplace.technologies.content import OfferText, api_name, text_columns
from marketplace.technologies.states import ChangeOp
from marketplace.technologies.wording import LIST_COLUMNS, PLAIN_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from marketplace.technologies.content import OfferContent

SAME, ADDED, REMOVED = ChangeOp.SAME.value, ChangeOp.ADDED.value, ChangeOp.REMOVED.value
# words of any script, spaces, and each other sign alone: together they are the text again
_PARTS = re.compile(r"\w+|\s+|[^\w\s]")
_COMPARED_MAX = 4_000_000
"""Beyond so many pairs of parts the whole text counts as changed: comparing takes time by them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text and what became of it."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; `language` is empty for fields without one."""

    field: str
    language: str
    segments: list[Segment]


def offer_changes(before: OfferContent, after: OfferContent) -> list[Change]:
    """Return the fields that differ, in the order in which an offer is written."""
    changes = []
    for name in (*PLAIN_COLUMNS, *LIST_COLUMNS):
        old, new = _words(getattr(before, name)), _words(getattr(after, name))
        if old != new:
            changes.append(Change(api_name(name), "", _replaced(old, new)))
    old_texts = {text.language: text for text in before.texts}
    new_texts = {text.language: text for text in after.texts}
    for language in sorted(old_texts | new_texts, reverse=True):  # Korean first
        empty = OfferText(language=language)
        changes += _text_changes(
            language, old_texts.get(language, empty), new_texts.get(language, empty)
        )
    return changes


def segments(before: str, after: str) -> list[Segment]:
    """Return the pieces whose SAME and REMOVED are the one text, SAME and ADDED the other."""
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    head, tail = _common_ends(old, new)
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    pieces = [(SAME, "".join(old[:head])), *_compared(middle_old, middle_new)]
    pieces.append((SAME, "".join(old[len(old) - tail :])))
    return _joined(_without_lone_spaces(pieces))


def _text_changes(language: str, old: OfferText, new: OfferText) -> Iterator[Change]:
    for name in text_columns():
        before, after = _words(getattr(old, name)), _words(getattr(new, name))
        if before != after:
            yield Change(api_name(name), language, segments(before, after))


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _replaced(old: str, new: str) -> list[Segment]:
    return [Segment(op, text) for op, text in ((REMOVED, old), (ADDED, new)) if text]


def _common_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """Return how many parts the two begin with, and end with, alike."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return head, tail


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    if len(old) * len(new) > _COMPARED_MAX:
        yield REMOVED, "".join(old)
        yield ADDED, "".join(new)
        return
    # parts that come up all the time are no anchors: that keeps hostile repetition cheap
    for op, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            yield SAME, "".join(old[old_from:old_to])
        else:
            yield REMOVED, "".join(old[old_from:old_to])
            yield ADDED, "".join(new[new_from:new_to])


def _without_lone_spaces(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the pieces, a kept space between two changes made part of both of them."""
    for place, (op, text) in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1
        if inside and op == SAME and text.isspace():
            yield REMOVED, text
            yield ADDED, text
        elif text:
            yield op, text


def _joined(pieces: Iterator[tuple[str, str]]) -> list[Segment]:
    """Join what belongs together: of each change the removed text first, then the added one."""
    joined: list[Segment] = []
    removed, added = "", ""
    for op, text in (*pieces, (SAME, "")):
        if op == REMOVED:
            removed += text
        elif op == ADDED:
            added += text
        else:
            joined += _replaced(removed, added)
            removed, added = "", ""
            if text:
                joined.append(Segment(SAME, text))
    return _adjacent_joined(joined)


def _adjacent_joined(found: list[Segment]) -> list[Segment]:
    merged = found[:1]
    for before, segment in pairwise(found):
        if before.op == segment.op:
            merged[-1] = Segment(segment.op, merged[-1].text + segment.text)
        else:
            merged.append(segment)
    return merged
