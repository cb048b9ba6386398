"""The only writers of technologies, one function per use case."""

from marketplace.technologies.services.drafts import (
    technology_create,
    technology_save,
    technology_submit,
)
from marketplace.technologies.services.importing import (
    ImportedTechnology,
    technologies_import,
)
from marketplace.technologies.services.market import (
    technology_approve,
    technology_pause,
    technology_resume,
    technology_return,
    technology_withdraw,
)

__all__ = [
    "ImportedTechnology",
    "technologies_import",
    "technology_approve",
    "technology_create",
    "technology_pause",
    "technology_resume",
    "technology_return",
    "technology_save",
    "technology_submit",
    "technology_withdraw",
]
