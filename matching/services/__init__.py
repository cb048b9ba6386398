"""The only writers of the index, of matches and of cases, one function per use case."""

from matching.services.indexing import (
    index_ensure,
    index_rebuild,
    index_version,
    technologies_index,
)

__all__ = ["index_ensure", "index_rebuild", "index_version", "technologies_index"]
