"""Demands in the API."""

from marketplace.demands.schema.mutations import DemandMutation
from marketplace.demands.schema.queries import DemandQuery
from marketplace.demands.schema.types import DemandConnection, DemandSealType, DemandType

__all__ = ["DemandConnection", "DemandMutation", "DemandQuery", "DemandSealType", "DemandType"]
