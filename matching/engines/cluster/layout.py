"""How technologies lie in a cluster: names, fields, settings and rows."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

from matching.constants import BM25_B, BM25_K1
from matching.encoding.base import unpacked
from matching.engines.base import TextSet, VectorPlace
from matching.stem_counts import packed

if TYPE_CHECKING:
    from marketplace.core.languages import Language
    from matching.engines.base import AnalysedText, IndexDocument

CLUSTER_SCHEMA_VERSION: Final = 6
"""Grows with every change of the fields below and of how titles count; an older generation is then
rebuilt."""

UNKNOWN: Final = "unknown"
KEY_FIELD: Final = "vectors_key"
"""Names the vectors of a document that are compared on other machines; they have one key where
they are the same."""

# one shard, so that a word is as rare for one document as for another; and a second copy of it
# wherever there is a second node, so that no single node takes the index away with it
_COPIES: Final[dict[str, Any]] = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
_SETTINGS: Final[dict[str, Any]] = {
    **_COPIES,
    # what was sent is seen when it is committed
    "refresh_interval": -1,
}
_TERMS: Final = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_NUMBERS: Final = ("technology", "owner", "order", "commit", KEY_FIELD)


def kept_field(texts: TextSet) -> str:
    """Return the field of vectors that are compared on other machines."""
    return f"kept_vector{texts}"


def state_name(prefix: str) -> str:
    """Return the name of the index that tells which generation is in use."""
    return f"{prefix}-state"


def alias_name(prefix: str, language: Language) -> str:
    """Return the name that always leads to the generation in use."""
    return f"{prefix}-technologies-{language}"


def index_name(prefix: str, generation: int, language: Language) -> str:
    """Return the name of one generation's index."""
    return f"{prefix}-technologies-{language}-{generation:08d}"


def writing_name(prefix: str, generation: int, language: Language, fence: int) -> str:
    """Return the name that one generation's index is written by while one process may write.

    It goes with its index, so that nothing sent afterwards makes an index of a few documents, which
    would pass for the whole market; and it goes when another process may write, so that what the
    one before sends too late leads nowhere.
    """
    return f"{index_name(prefix, generation, language)}-writing-{fence}"


def state_template(prefix: str) -> dict[str, Any]:
    """Return the template of the index of the state, should it come into being by itself."""
    return {
        "index_patterns": [state_name(prefix)],
        "template": {
            "settings": {"index": _COPIES},
            "mappings": {"dynamic": False, "properties": {}},
        },
    }


def template(prefix: str, *, bm25: str) -> dict[str, Any]:
    """Return the template that every generation is made by.

    Args:
        prefix: Of the names of the indices.
        bm25: What the product calls BM25 as the embedded engine counts it.
    """
    fields: dict[str, Any] = {name: {"type": "long"} for name in _NUMBERS}
    fields |= {name: {"type": "short"} for name in ("trl", "year")}
    fields |= {
        name: {"type": "keyword"} for name in ("public_id", "industry", "mode", "region", "origin")
    }
    fields["fingerprint"] = {"type": "long", "index": False}
    for texts in TextSet:
        fields |= {f"stems{texts}": _TERMS, f"pairs{texts}": _TERMS}
        fields[f"length{texts}"] = {"type": "integer"}
        fields[f"packed{texts}"] = {"type": "binary"}
        fields[kept_field(texts)] = {"type": "binary", "store": True}
    left_out = [f"{kind}{texts}" for kind in ("stems", "pairs", "vector") for texts in TextSet]
    left_out += [kept_field(texts) for texts in TextSet]
    return {
        "index_patterns": [f"{prefix}-technologies-*"],
        "template": {
            "settings": {
                "index": {
                    **_SETTINGS,
                    "similarity.default": {"type": bm25, "k1": BM25_K1, "b": BM25_B},
                }
            },
            "mappings": {
                "dynamic": False,
                "_source": {"excludes": left_out},
                "properties": fields,
            },
        },
    }


def vector_fields(size: int, *, is_opensearch: bool) -> dict[str, Any]:
    """Return the fields for vectors of so many numbers, compared one by one."""
    field = (
        {"type": "knn_vector", "dimension": size}
        if is_opensearch
        else {"type": "dense_vector", "dims": size, "index": False}
    )
    return {f"vector{texts}": field for texts in TextSet}


def row(document: IndexDocument, *, commit: int, vectors: str) -> dict[str, Any]:
    """Return the document as it is sent, for the commit of that number.

    Args:
        document: The document.
        commit: The number.
        vectors: The `VectorPlace` where its vectors are compared.
    """
    made: dict[str, Any] = {
        "commit": commit,
        "technology": document.technology_id,
        "public_id": document.public_id,
        "owner": document.owner_id,
        "trl": document.trl,
        "year": document.year,
        "order": document.order,
        "fingerprint": document.fingerprint,
        "origin": document.origin or UNKNOWN,
        "industry": document.industry or UNKNOWN,
        "mode": list(document.transfer_modes) or [UNKNOWN],
        "region": list(document.regions) or [UNKNOWN],
    }
    for texts, analysed in ((TextSet.CARD, document.card), (TextSet.SUMMARY, document.summary)):
        made |= _text_row(texts, analysed, vectors)
    if vectors == VectorPlace.LOCAL and (key := _vectors_key(document)):
        made[KEY_FIELD] = key
    return made


def _vectors_key(document: IndexDocument) -> int:
    """Return a positive number that other vectors do not have, or 0 where there are none."""
    vectors = (document.card.vector, document.summary.vector)
    if not any(vectors):
        return 0
    digest = hashlib.sha256(b"".join(hashlib.sha256(each).digest() for each in vectors))
    return int.from_bytes(digest.digest()[:8], "big") >> 1 or 1


def _text_row(texts: TextSet, analysed: AnalysedText, vectors: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        f"stems{texts}": " ".join(analysed.stems),
        f"pairs{texts}": " ".join(analysed.pairs),
        f"length{texts}": len(analysed.stems),
        f"packed{texts}": b64encode(packed(analysed.stems, analysed.pairs)).decode(),
    }
    if vectors == VectorPlace.CLUSTER and analysed.vector:
        made[f"vector{texts}"] = unpacked(analysed.vector).tolist()
    if vectors == VectorPlace.LOCAL and analysed.vector:
        made[kept_field(texts)] = b64encode(analysed.vector).decode()
    return made
