"""Words by which a payment asks for technical data, or for all of it.

Source: drawings made a condition of an interim payment, and requests for "all documents", are
patterns of taking technology that Korea's fair trade commission has punished.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# compared without spaces, since Korean compounds are written either way
_DATA_KO: Final = re.compile(
    "도면|설계도|설계자료|소스코드|원시코드|원천코드|레시피|배합비|배합표|조성비|공정조건|작업표준서"
    "|노하우|기술자료|기술문서|기술정보|자료|문서|시험데이터|측정데이터|공정데이터|설계데이터"
    "|사양서|시방서|회로도|금형도|부품표"
)
_DATA_EN: Final = re.compile(
    r"\b(?:drawings?|blueprints?|schematics?|source\s*code|repositor(?:y|ies)|recipes?"
    r"|formula(?:s|e|tions?)?|process\s+(?:parameters?|conditions?|data|sheets?)"
    r"|know[\s-]*how|technical\s+(?:data|information|documents?|documentation|files?)"
    r"|documents?|documentation|design\s+(?:data|files?|documents?)|cad(?:\s+files?)?"
    r"|bills?\s+of\s+materials?|bom|(?:test|measurement|raw)\s+data|data\s*s(?:ets?|heets?)"
    r"|gerbers?|netlists?)\b",
    re.IGNORECASE,
)
# "일체형" is a thing made in one piece
_EVERYTHING_KO: Final = re.compile(
    "일체(?![형화])|(?:모든|전체)(?:기술)?(?:자료|문서|도면|데이터|정보)"
    "|(?:자료|문서|도면|데이터|정보)(?:를|을|의)?(?:전부|전체|모두)"
)
_EVERYTHING_EN: Final = re.compile(
    r"\b(?:everything|anything|any\s+and\s+all|whatever"
    r"|(?:all|any|entire|complete|full|whole)(?:\s+\w+){0,3}?\s+(?:drawings?|data|documents?"
    r"|documentation|information|materials?|files?|know[\s-]*how|technology))\b",
    re.IGNORECASE,
)


def data_named(text: str) -> str:
    """Return the first words that name technical data, or an empty text."""
    flat = unicodedata.normalize("NFKC", text)
    found = _DATA_EN.search(flat) or _DATA_KO.search(_joined(flat))
    return found.group() if found else ""


def asks_for_everything(text: str) -> bool:
    """Return whether the words name a whole instead of things."""
    flat = unicodedata.normalize("NFKC", text)
    return bool(_EVERYTHING_EN.search(flat) or _EVERYTHING_KO.search(_joined(flat)))


def _joined(text: str) -> str:
    return re.sub(r"\s+", "", text)
