"""Agreements of secrecy in the API."""

from contracts.nda.schema.holding import HoldingMutation
from contracts.nda.schema.mutations import AgreeingMutation
from contracts.nda.schema.queries import NdaQuery
from contracts.nda.schema.types import DocumentSignature


class NdaMutation(AgreeingMutation, HoldingMutation):
    """What people do to agreements."""


__all__ = ["DocumentSignature", "NdaMutation", "NdaQuery"]
