"""The only writers of demands, one function per use case."""

from marketplace.demands.services.importing import ImportedDemand, demands_import
from marketplace.demands.services.sealing import demand_seal_write, demand_unseal
from marketplace.demands.services.writing import (
    demand_close,
    demand_close_due,
    demand_create,
    demand_duplicate,
    demand_publish,
    demand_save,
)

__all__ = [
    "ImportedDemand",
    "demand_close",
    "demand_close_due",
    "demand_create",
    "demand_duplicate",
    "demand_publish",
    "demand_save",
    "demand_seal_write",
    "demand_unseal",
    "demands_import",
]
