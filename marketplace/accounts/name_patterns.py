"""The ways in which a firm's name is written."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from marketplace.accounts.ordinary_words import ORDINARY_ENGLISH, ORDINARY_KOREAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KOREAN_FORM: Final = (
    r"(?:\(\s?(?:주|유|합|재|사)\s?\)|㈜"
    r"|주식회사|유한책임회사|유한회사|합자회사|합명회사|재단법인|사단법인)"
)
_ENGLISH_FORM: Final = (
    r"(?:incorporated|corporation|company|limited|inc|corp|co|ltd|llc|llp|plc|gmbh|ag|kk|pte|pty|"
    r"l\.l\.c|s\.a|n\.v|b\.v)"
)
_FORMS_BEFORE: Final = re.compile(rf"^(?:{_KOREAN_FORM}\s*)+")
_FORMS_BEHIND: Final = re.compile(
    rf"(?:\s*{_KOREAN_FORM}|(?:[,\s]+){_ENGLISH_FORM}\b\.?)+\s*$", re.IGNORECASE
)
_HANGUL: Final = "가-힣"
_BETWEEN: Final = r"[\s,.\-·&]*"
# what follows a name in a sentence, before the next word begins
_PARTICLE: Final = (
    r"(?:에서는|에서도|에서|에게|에는|에|으로|로서|로|은|는|이며|이고|이란|이라는|이|가|을|를|의|와|과|도|만"
    r"|사의|사는|사가|사|측은|측|처럼|보다|까지|부터|라는)?"
)
_HANGUL_END: Final = rf"(?={_PARTICLE}(?![{_HANGUL}]))"
_LATIN_END: Final = r"(?![A-Za-z0-9])"
_LONG_KOREAN: Final = 4
_SHORT_KOREAN: Final = 2
_SHORT_LATIN: Final = 3
_LONG_LATIN: Final = 5
_STEM_KOREAN: Final = 3
_STEM_LATIN: Final = 5


def name_patterns(name: str) -> Iterator[re.Pattern[str]]:
    """Return patterns that meet a name however it is spaced and followed by a legal form.

    A name made of ordinary words, or a very short one, counts only beside its legal form: any
    text may speak of a smart factory.

    Args:
        name: In Korean or English, with or without legal form; may be empty.
    """
    core = _core(name)
    words = [word for word in re.split(r"[\s,.\-·&]+", core) if word]
    if not words:
        return
    whole = _joined(words)
    yield re.compile(
        rf"{_KOREAN_FORM}\s*{whole}|(?<![A-Za-z0-9{_HANGUL}]){whole}(?:\s*{_KOREAN_FORM}"
        rf"|[,\s]+{_ENGLISH_FORM}(?![A-Za-z])\.?)",
        re.IGNORECASE,
    )
    if re.search(f"[{_HANGUL}]", core):
        yield from _korean(words)
    else:
        yield from _latin(words)


def _core(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).strip()
    return _FORMS_BEHIND.sub("", _FORMS_BEFORE.sub("", plain)).strip(" ,.")


def _joined(words: Sequence[str]) -> str:
    # S-Oil is no soil
    is_short = len("".join(words)) <= _LONG_LATIN and "".join(words).isascii()
    between = _BETWEEN.replace("*", "+") if is_short else _BETWEEN
    return between.join(_loose(word) for word in words)


def _loose(word: str) -> str:
    """Return a pattern of one word, which writers part where its writing shows a seam."""
    if len(word) >= _LONG_KOREAN and re.fullmatch(f"[{_HANGUL}]+", word):
        return r"\s?".join(word)
    # NuriGyeol, 3DNuri
    seams = re.sub(rf"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z0-9])(?=[{_HANGUL}])", "\0", word)
    return r"[\s\-]?".join(re.escape(part) for part in seams.split("\0"))


def _korean(words: Sequence[str]) -> Iterator[re.Pattern[str]]:
    together = "".join(words)
    if _is_ordinary(together):
        return
    begin = f"(?<![A-Za-z0-9{_HANGUL}])"
    end = "" if len(together) >= _LONG_KOREAN else _HANGUL_END
    if len(together) >= _SHORT_KOREAN:
        yield re.compile(f"{begin}{_joined(words)}{end}", re.IGNORECASE)
    stem = _stem(together)
    if stem != together and len(stem) >= _STEM_KOREAN and not _is_ordinary(stem):
        yield re.compile(f"{begin}{re.escape(stem)}{_HANGUL_END}")


def _latin(words: Sequence[str]) -> Iterator[re.Pattern[str]]:
    begin = "(?<![A-Za-z0-9])"
    special = [word for word in words if word.lower() not in ORDINARY_ENGLISH]
    if not special or len("".join(words)) <= _SHORT_LATIN:
        return
    if len(words) > 1 or len(words[0]) > _SHORT_LATIN + 1:
        yield re.compile(f"{begin}{_joined(words)}{_LATIN_END}", re.IGNORECASE)
    else:
        yield re.compile(f"{begin}{re.escape(words[0])}{_LATIN_END}")
    first = words[0]
    if len(words) > 1 and first in special and len(first) >= _STEM_LATIN:
        # "Example" of Example Instruments; in lower case it may be a word like any other
        yield re.compile(f"{begin}(?:{re.escape(first)}|{re.escape(first.upper())}){_LATIN_END}")


def _stem(together: str) -> str:
    """Return a Korean name without the trades at its end."""
    stem = together
    while True:
        trades = [word for word in ORDINARY_KOREAN if stem.endswith(word) and stem != word]
        if not trades:
            return stem
        stem = stem[: -len(max(trades, key=len))]


def _is_ordinary(text: str) -> bool:
    """Tell whether a Korean name is nothing but ordinary words in a row."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {
                start + len(word) for word in ORDINARY_KOREAN if text.startswith(word, start)
            }
    return len(text) in reached
