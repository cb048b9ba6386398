"""What of a technology is indexed and explained: an allow-list, stage by stage.

A column that is not named here can never be searched, and so never leaks through a search.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from marketplace.core.languages import Language
from marketplace.taxonomy.choices import Origin
from marketplace.technologies.content import SUMMARY_LIMITS
from matching import analysis
from matching.constants import TITLE_REPEATS
from matching.engines.base import AnalysedText, IndexDocument, TextSet
from matching.meaning import encoded_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.technologies.rows import TechnologyRow
    from marketplace.technologies.selectors import IndexSource, IndexText

# what is held back is searched like the rest, but proves nothing
_NO_EVIDENCE = frozenset({"title", "withheld"})


@dataclass(frozen=True, slots=True)
class Readable:
    """A technology's words in one language, as one reader may see and match them.

    Args:
        title: The heading, which counts more often.
        prose: Sentences, out of which evidence may be quoted.
        extra: Words that count but do not read as sentences.
    """

    title: str
    prose: str
    extra: str = ""

    @property
    def body(self) -> str:
        """Return everything besides the title."""
        return "\n".join(part for part in (self.prose, self.extra) if part)


def documents_of(
    source: IndexSource, vectors: Mapping[str, bytes] = MappingProxyType({})
) -> list[IndexDocument]:
    """Return the technology's documents, one for each language it is written in.

    Args:
        source: What the database says of it.
        vectors: The vectors of the texts that `texts_encoded` returns, as far as there are any.
    """
    fingerprint = _fingerprint(source)
    return [
        _document(source, text, Language(text.language), fingerprint, vectors)
        for text in source.texts
    ]


def texts_encoded(source: IndexSource) -> list[str]:
    """Return the texts of the technology whose meaning the index holds."""
    return [
        wanted
        for text in source.texts
        for wanted in (
            encoded_text("", _card_body(text)),
            encoded_text(text.title, _summary_body(text, source.origin)),
        )
        if wanted
    ]


def fingerprints_of(source: IndexSource) -> dict[Language, int]:
    """Return what the documents' fingerprints would be, without analysing a text."""
    return dict.fromkeys((Language(text.language) for text in source.texts), _fingerprint(source))


def readable(row: TechnologyRow, *, language: Language, texts: TextSet) -> Readable:
    """Return the words of a technology that its reader may see, the very ones it is matched by."""
    card = row.cards.get(language, {})
    if texts == TextSet.CARD:
        return Readable("", _joined(card.get("problem", "")), card.get("area", ""))
    summary = row.summaries.get(language)
    if summary is None:
        return Readable("", "")
    prose = [summary[name] for name in SUMMARY_LIMITS if name not in _NO_EVIDENCE]
    extra = [summary["withheld"], ", ".join(summary["keywords"])]
    if row.origin == Origin.NATIVE:
        prose.append(card.get("problem", ""))
        extra.append(card.get("area", ""))
    return Readable(summary["title"], _joined(*prose), _joined(*extra))


def text_analysed(
    title: str,
    body: str,
    language: Language,
    vectors: Mapping[str, bytes] = MappingProxyType({}),
) -> AnalysedText:
    """Return the stems and pairs of a text; those of the title count more often.

    Title and body are paired apart: the last word of one and the first of the other are no pair.
    """
    heading = analysis.stems(title, language) if title else []
    text = analysis.stems(body, language) if body else []
    return AnalysedText(
        stems=heading * TITLE_REPEATS + text,
        pairs=analysis.pairs(heading) * TITLE_REPEATS + analysis.pairs(text),
        vector=vectors.get(encoded_text(title, body), b""),
    )


def _fingerprint(source: IndexSource) -> int:
    digest = hashlib.sha256(repr(source).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _document(
    source: IndexSource,
    text: IndexText,
    language: Language,
    fingerprint: int,
    vectors: Mapping[str, bytes],
) -> IndexDocument:
    return IndexDocument(
        technology_id=source.technology_id,
        public_id=source.public_id,
        language=language,
        card=text_analysed("", _card_body(text), language, vectors),
        summary=text_analysed(text.title, _summary_body(text, source.origin), language, vectors),
        owner_id=source.owner_id,
        origin=source.origin,
        industry=source.industry or "",
        trl=source.trl or 0,
        transfer_modes=source.transfer_modes,
        regions=source.regions,
        year=source.year or 0,
        order=source.published_order,
        fingerprint=fingerprint,
    )


def _card_body(text: IndexText) -> str:
    return _joined(text.problem, text.area)


def _summary_body(text: IndexText, origin: str) -> str:
    """Return what stage S1 reads besides the title.

    The card belongs to it for offers written here. An imported card holds only the name of an
    agency, which would make every listing of that agency a little alike.
    """
    if origin != Origin.NATIVE:
        return text.body
    return _joined(text.body, text.problem, text.area)


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
