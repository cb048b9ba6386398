"""Take a firm's own name out of its published texts."""

from __future__ import annotations

import re

MASK = "[firm]"

_LEGAL_FORM = (
    r"(?:inc|incorporated|llc|l\.l\.c|corp|corporation|co|company|ltd|limited|lp|plc"
    r"|assoc|associates)"
)
_TRAILING_FORMS = re.compile(rf"(?:[,\s]+{_LEGAL_FORM}\b\.?)+\s*$", re.IGNORECASE)
# what published texts glue to a name: the possessive, whole or half-mended, and trademark signs
_GLUED = r"(?:['\u2019]?s|andapos;?(?:\s?s)?)?(?:tm|andtrade;?|andreg;?|inc|llc)?"
_SHORTEST_NAME = 3
_LONG_NAME = 8


def firm_masked(text: str, *, firm: str) -> str:
    """Return the text with the firm's name, with or without legal form, and its acronym masked.

    An acronym counts where the text itself introduces it: "Example Optics Corporation (EOC)".
    """
    core = _TRAILING_FORMS.sub("", firm.strip()).strip(" ,.")
    if len(core) < _SHORTEST_NAME:
        return text
    pattern = re.compile(
        rf"(?<!\w){_loose(core)}{_GLUED}(?:[,\s]+{_LEGAL_FORM}(?!\w)\.?)*{_end_of(core)}"
        r"(?:\s*\(\s*[\"'“”]?(?P<short>[A-Z][A-Za-z0-9&-]{1,9})[\"'“”]?\s*\))?",
        re.IGNORECASE,
    )
    shorts = {match["short"] for match in pattern.finditer(text) if match["short"]}
    masked = pattern.sub(MASK, text)
    for short in shorts:
        if any(letter.isupper() for letter in short[1:]) or short.isupper():
            masked = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", MASK, masked)
    return masked


def _loose(name: str) -> str:
    """Return a pattern that also meets the name with other spaces, hyphens and punctuation."""
    words = [re.escape(word) for word in re.split(r"[\s,.\-]+", name) if word]
    pattern = r"[\s,.\-]*".join(words)
    if not pattern.lower().endswith("s"):
        return pattern
    # "Example Optic's" for Example Optics
    return rf"(?:{pattern}|{pattern[:-1]}(?=['\u2019]s))"


def _end_of(name: str) -> str:
    """Return where a name ends: a long one of several words even in the middle of a word."""
    return "" if len(name) >= _LONG_NAME and " " in name else r"(?!\w)"
