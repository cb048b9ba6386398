"""Whether a text gives away which firm wrote it.

A false alarm stops somebody who did nothing wrong, so that what is ordinary in a technical text
(ranges, standards, units, names made of ordinary words) passes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from marketplace.accounts.name_patterns import name_patterns
from marketplace.core.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketplace.accounts.models import Organisation

_MAIL: Final = re.compile(
    r"[\w.%+-]{1,64}(?:@|\s?[(\[]\s?(?:at|골뱅이)\s?[)\]]\s?)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]]+", re.IGNORECASE)
# endings that are no English word, so that a space forgotten after a full stop is no address
_ENDING: Final = (
    r"(?:(?:co|or|go|ac|re|ne|pe)\.kr|com\.(?:cn|au|br|tw|hk|sg)|co\.(?:uk|jp|nz|in)"
    r"|com|net|org|kr|io|biz|info|jp|cn|eu|de|uk|tech|app|dev|shop|site|xyz|ai)"
)
_BEGIN: Final = r"(?<![\w.@-])"
_DOMAIN: Final = re.compile(
    _BEGIN
    + r"(?:[a-z0-9가-힣][a-z0-9가-힣-]{1,62}(?:\.[a-z0-9-]{1,63}){0,4}|[A-Z][A-Za-z0-9-]{1,62})"
    + rf"\.{_ENDING}(?![a-zA-Z0-9-])"
    + rf"|{_BEGIN}"
    + r"[A-Z0-9][A-Z0-9-]{1,62}(?:\.[A-Z0-9-]{1,63}){0,4}\.(?:COM|CO\.KR|KR|ORG)(?![a-zA-Z0-9-])"
)
# tools and languages that are written like an address
_NO_DOMAIN: Final = re.compile(
    r"(?:asp|vb|ml|ado|ef|socket|draw|github|c|f)\.(?:net|io)", re.IGNORECASE
)
_PHONES: Final = (
    # Korea: mobile, area code, internet telephony; the zero tells them from a range
    re.compile(
        r"(?<![\w.,-])\(?0(?:1[016789]|2|[3-6]\d|[578]0|50\d)\)?[-.\s]{0,2}\d{3,4}[-.\s]\d{4}"
        r"(?![A-Za-z0-9%℃-])"
    ),
    re.compile(r"(?<![\w.,-])01[016789]\d{7,8}(?![A-Za-z0-9%])"),
    re.compile(r"\+\d{1,3}[-.\s]?\(?\d{1,4}\)?[-.\s]\d{3,4}[-.\s]\d{3,4}(?![A-Za-z0-9%])"),
    re.compile(r"(?<![\w.,-])(?:\(\d{3}\)\s?|\d{3}-)\d{3}-\d{4}(?![A-Za-z0-9%-])"),
    # 1588-1234 looks like a range, so that a word has to tell
    re.compile(
        r"(?:전화|대표번호|문의|연락처|팩스|tel|phone|call|fax)[^\d\n]{0,12}1[568]\d{2}[-.\s]\d{4}",
        re.IGNORECASE,
    ),
)


def identity_found(text: str, *, organisation: Organisation) -> str | None:
    """Return the phrase that gives the firm away, or None.

    Looked for are its names in both languages however they are spaced, cased and followed by a
    legal form, its registration number, and any mail or web address or telephone number.

    Args:
        text: What is about to be shown to people who must not know the firm.
        organisation: The firm that wrote it.
    """
    # full-width letters and digits read like the plain ones
    plain = unicodedata.normalize("NFKC", text)
    for pattern in _patterns(
        organisation.name_ko, organisation.name_en, organisation.registration_number or ""
    ):
        match = pattern.search(plain)
        if match is not None:
            return match.group().strip()
    return next(_addresses(plain), None)


def identity_refused(text: str, *, organisation: Organisation, field: str) -> None:
    """Refuse a text that gives the firm away.

    Args:
        text: What is about to be shown.
        organisation: The firm that wrote it.
        field: Name told in the error, for example `ko.title`.

    Raises:
        InvalidInputError: It does; `params["found"]` is the phrase.
    """
    found = identity_found(text, organisation=organisation)
    if found is not None:
        raise InvalidInputError(
            f"Take out “{found}”: readers must not learn here who you are.",
            field=field,
            code="names_firm",
            params={"found": found},
        )


def _addresses(text: str) -> Iterator[str]:
    for pattern in (_MAIL, _ADDRESS, *_PHONES):
        match = pattern.search(text)
        if match is not None:
            yield match.group().strip()
    for match in _DOMAIN.finditer(text):
        if not _NO_DOMAIN.fullmatch(match.group()):
            yield match.group()


@lru_cache(maxsize=512)
def _patterns(name_ko: str, name_en: str, number: str) -> tuple[re.Pattern[str], ...]:
    patterns = [*name_patterns(name_ko), *name_patterns(name_en)]
    if number:
        digits = rf"{number[:3]}[-.\s]?{number[3:5]}[-.\s]?{number[5:]}"
        patterns.append(re.compile(rf"(?<!\d){digits}(?!\d)"))
    return tuple(patterns)
