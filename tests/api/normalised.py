"""What may differ between two worlds that are alike for a reader: chance, and what hangs on it."""

from __future__ import annotations

import re

# in this order: what is longer must not be taken for what is shorter
_CHANCE = (
    # a place in a list, made of row keys and ids
    ("cursor", re.compile(r'(?<=[cC]ursor":")[\w=-]+(?=")')),
    # the moment of asking, which is told to whoever asks
    ("moment", re.compile(r'(?<="checkedAt":")[^"]+')),
    # how quick and how full the machine was just then
    ("machine", re.compile(r'(?<="name":")(?:database|disk)","state":"\w+","figure":"[^"]+')),
    ("waiting", re.compile(r"(?<= entries, )\d+(?= s, )")),
    ("lag", re.compile(r"(?<= listings, )\d+(?= s\b)")),
    # what is due by the machine's clock, which goes on from one world to the other
    (
        "overdue",
        re.compile(r'(?<="name":"timers","state":")\w+","figure":"\d+ overdue, \d+(?= s, )'),
    ),
    ("key", re.compile(r"\bage1[0-9a-z]{58}\b")),
    ("proof", re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/]{43}=(?![\w+/=-])")),
    ("signature", re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/]{86,}={0,2}(?![\w+/=-])")),
    ("hash", re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")),
    ("id", re.compile(r"(?<![\w-])[\w-]{22}(?![\w-])")),
    ("request", re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")),
)
_HEADERS = frozenset({"content-type", "content-disposition", "location", "cache-control"})


def normalised(text: str) -> str:
    """Return the text with each random word replaced by its kind and the order of its coming.

    The same word gets the same place each time, so that what refers to what still counts; words,
    figures, dates and lengths of anything else stay as they are.
    """
    places: dict[str, str] = {}

    def place(kind: str, word: str) -> str:
        return places.setdefault(word, f"<{kind} {len(places)}>")

    for kind, pattern in _CHANCE:
        text = pattern.sub(lambda found, kind=kind: place(kind, found[0]), text)  # type: ignore[misc]
    return text


def told(status: int, headers: dict[str, str], body: bytes) -> str:
    """Return everything of an answer that tells anything, normalised."""
    kept = sorted((name.lower(), value) for name, value in headers.items())
    lines = [f"{name}: {value}" for name, value in kept if name in _HEADERS]
    # a line break in JSON would run into the word behind it
    text = body.decode(errors="replace").replace("\\n", "\n")
    return normalised("\n".join([str(status), *lines, "", text]))
