"""The only writers of technologies, one function per use case."""

from marketplace.technologies.services.commenting import review_comment
from marketplace.technologies.services.drafts import (
    technology_create,
    technology_duplicate,
    technology_save,
    technology_submit,
)
from marketplace.technologies.services.importing import (
    ImportedTechnology,
    technologies_import,
)
from marketplace.technologies.services.leaking import (
    leak_report_override,
    leak_report_request,
    leak_report_write,
)
from marketplace.technologies.services.market import (
    technology_pause,
    technology_resume,
    technology_withdraw,
)
from marketplace.technologies.services.reviewing import technology_review
from marketplace.technologies.services.revising import revision_discard, technology_revise

__all__ = [
    "ImportedTechnology",
    "leak_report_override",
    "leak_report_request",
    "leak_report_write",
    "review_comment",
    "revision_discard",
    "technologies_import",
    "technology_create",
    "technology_duplicate",
    "technology_pause",
    "technology_resume",
    "technology_review",
    "technology_revise",
    "technology_save",
    "technology_submit",
    "technology_withdraw",
]
