"""Numbers with their units as people write them, in Korean and English, in one form each; pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIXES: Final = {"n": "1e-9", "μ": "1e-6", "u": "1e-6", "m": "1e-3", "k": "1e3"}
_LARGER: Final = {"M": "1e6", "G": "1e9"}
_HANGUL_PREFIXES: Final = {
    "나노": "1e-9",
    "마이크로": "1e-6",
    "밀리": "1e-3",
    "센티": "1e-2",
    "킬로": "1e3",
    "메가": "1e6",
    "기가": "1e9",
}
# the unit that others of its kind are told in, how it is written, and in Hangul
_WITH_PREFIXES: Final = (
    ("m", "m", "미터"),
    ("g", "g", "그램"),
    ("L", "L", "리터"),
    ("L", "l", ""),
    ("s", "s", ""),
    ("V", "V", "볼트"),
    ("A", "A", "암페어"),
    ("W", "W", "와트"),
    ("Wh", "Wh", "와트시"),
    ("Ah", "Ah", ""),
    ("Pa", "Pa", "파스칼"),
    ("Hz", "Hz", "헤르츠"),
    ("N", "N", "뉴턴"),
    ("J", "J", "줄"),
    ("eV", "eV", ""),
    ("Ω", "Ω", "옴"),
    ("mol", "mol", "몰"),
)
_ALONE: Final = (
    ("°C", "1", ("°C", "degC", "deg C", "섭씨도", "도")),
    ("°F", "1", ("°F", "degF")),
    ("K", "1", ("K", "켈빈")),
    ("bar", "1", ("bar", "바")),
    ("bar", "0.001", ("mbar",)),
    ("atm", "1", ("atm", "기압")),
    ("psi", "1", ("psi",)),
    ("torr", "1", ("torr", "Torr")),
    ("g", "1e6", ("t", "ton", "tons", "tonnes", "톤")),
    ("m", "0.01", ("cm",)),
    ("m", "1e-10", ("Å",)),
    ("m", "1e-6", ("micron", "microns", "미크론", "마이크론")),
    ("L", "0.001", ("cc", "cm3", "씨씨")),
    ("s", "1", ("sec", "seconds", "second", "초")),
    ("s", "60", ("min", "mins", "minutes", "minute", "분")),
    ("s", "3600", ("h", "hr", "hrs", "hours", "hour", "시간")),
    ("%", "1", ("%", "퍼센트", "프로")),
    ("wt%", "1", ("wt%", "wt.%", "중량%", "질량%")),
    ("mol%", "1", ("mol%", "몰%")),
    ("vol%", "1", ("vol%", "부피%")),
    ("at%", "1", ("at%", "at.%")),
    ("ppm", "1", ("ppm",)),
    ("ppb", "1", ("ppb",)),
    ("rpm", "1", ("rpm", "RPM", "회전")),
    ("cP", "1", ("cP", "cps", "mPa·s", "mPas")),
    ("M", "1", ("M",)),
    ("pH", "1", ()),
    ("KRW", "1", ("원", "KRW")),
    ("KRW", "10000", ("만원", "만 원")),
    ("KRW", "100000000", ("억원", "억 원")),
    ("USD", "1", ("달러", "USD")),
)
# the beginning of another word, where a unit of one syllable would be read
_NOT_AFTER: Final = {
    "도": "면형",
    "바": "로퀴늘닥",
    "분": "기의야류석말자",
    "초": "과기점",
    "원": "료소형자리칙",
    "프로": "그젝세필",
    "톤": "",
    "줄": "기",
    "몰": "드",
    "옴": "",
    "미터": "리",
}
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MOST_DIGITS: Final = 20


def _units() -> dict[str, tuple[str, Decimal]]:
    units: dict[str, tuple[str, Decimal]] = {}
    for base, written, hangul in _WITH_PREFIXES:
        for prefix, factor in {"": "1", **_PREFIXES, **_LARGER}.items():
            units[prefix + written] = (base, Decimal(factor))
        for prefix, factor in {"": "1", **_HANGUL_PREFIXES}.items() if hangul else ():
            units[prefix + hangul] = (base, Decimal(factor))
    for base, factor, ways in _ALONE:
        units.update({way: (base, Decimal(factor)) for way in ways})
    return units


_UNITS: Final = _units()


def _ending(way: str) -> str:
    """Return what may not follow a unit: more of a Latin word, or what makes it another word."""
    if way[-1].isascii() and way[-1].isalnum():
        return re.escape(way) + r"(?![A-Za-z0-9])"
    refused = _NOT_AFTER.get(way, "")
    return re.escape(way) + (f"(?![{refused}])" if refused else "")


_UNIT: Final = "|".join(_ending(way) for way in sorted(_UNITS, key=len, reverse=True))
_PER: Final = rf"(?:\s?/\s?(?P<per>{_UNIT}))?"
_MEASURE: Final = re.compile(
    rf"(?<![A-Za-z0-9.,])(?P<first>{_NUMBER})"
    rf"(?:\s?(?:~|-|\u2013|내지|to)\s?(?P<last>{_NUMBER}))?\s?(?P<unit>{_UNIT}){_PER}"
)
_ACIDITY: Final = re.compile(rf"(?<![A-Za-z0-9])pH\s?[:=]?\s?(?P<first>{_NUMBER})")
# said of anything, and so telling of nothing
_EMPTY: Final = frozenset({"%|0", "%|100"})


@dataclass(frozen=True, slots=True)
class Measure:
    """One number with its unit, and where it stands.

    Attributes:
        form: The same for all ways to write the same amount, for example `m|0.000685`.
        start: The first character's place in the text.
        end: The place after the last.
    """

    form: str
    start: int
    end: int


def measures_in(text: str) -> Iterator[Measure]:
    """Give every number with a unit; a range gives both its ends.

    Args:
        text: In Unicode's NFC, so that places stay where they are.
    """
    plain, places = unfolded(text)
    for found in _MEASURE.finditer(plain):
        base, factor = _UNITS[found["unit"]]
        if found["per"]:
            per_base, per_factor = _UNITS[found["per"]]
            base, factor = f"{base}/{per_base}", factor / per_factor
        for group in ("first", "last"):
            if found[group]:
                yield from _measure(base, factor, found, group, places)
    for found in _ACIDITY.finditer(plain):
        yield from _measure("pH", Decimal(1), found, "first", places)


def _measure(
    base: str, factor: Decimal, found: re.Match[str], group: str, places: list[int]
) -> Iterator[Measure]:
    digits = found[group].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return
    amount = (Decimal(digits) * factor).normalize()
    form = f"{base}|{amount:f}"
    if form not in _EMPTY:
        yield Measure(form, places[found.start()], places[found.end() - 1] + 1)


def unfolded(text: str) -> tuple[str, list[int]]:
    """Return the text with signs like ℃, ㎛ and full width spelt out, and each one's place."""
    if text.isascii():
        return text, list(range(len(text)))
    plain: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        spelt = sign if sign.isascii() or "가" <= sign <= "힣" else _spelt(sign)
        plain.append(spelt)
        places += [place] * len(spelt)
    return "".join(plain), places


def _spelt(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign).replace("º", "°").replace("\u2212", "-")
