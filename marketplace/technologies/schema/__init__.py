"""Technologies in the API."""

from marketplace.technologies.schema.mutations import TechnologyMutation
from marketplace.technologies.schema.queries import TechnologyQuery
from marketplace.technologies.schema.types import TechnologyConnection, TechnologyType

__all__ = ["TechnologyConnection", "TechnologyMutation", "TechnologyQuery", "TechnologyType"]
