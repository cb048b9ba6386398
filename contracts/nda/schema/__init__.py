"""Agreements of secrecy in the API."""

from contracts.nda.schema.mutations import NdaMutation
from contracts.nda.schema.queries import NdaQuery
from contracts.nda.schema.types import DocumentSignature

__all__ = ["DocumentSignature", "NdaMutation", "NdaQuery"]
