"""The only writers of the glossary, one function per use case."""

from __future__ import annotations

from matching.glossary.services.concepts import (
    concept_add,
    concept_change,
    concept_restore,
    concept_retire,
)
from matching.glossary.services.importing import glossary_import, glossary_load, import_preview
from matching.glossary.services.proposals import (
    proposal_accept,
    proposal_refuse,
    proposal_withdraw,
    word_propose,
)

__all__ = [
    "concept_add",
    "concept_change",
    "concept_restore",
    "concept_retire",
    "glossary_import",
    "glossary_load",
    "import_preview",
    "proposal_accept",
    "proposal_refuse",
    "proposal_withdraw",
    "word_propose",
]
