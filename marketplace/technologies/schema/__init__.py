"""Technologies in the API."""

from marketplace.technologies.schema.leaks import (
    LeakMutation,
    LeakQuery,
    LeakReportType,
)
from marketplace.technologies.schema.mutations import TechnologyMutation
from marketplace.technologies.schema.queries import TechnologyQuery
from marketplace.technologies.schema.types import TechnologyConnection, TechnologyType

__all__ = [
    "LeakMutation",
    "LeakQuery",
    "LeakReportType",
    "TechnologyConnection",
    "TechnologyMutation",
    "TechnologyQuery",
    "TechnologyType",
]
