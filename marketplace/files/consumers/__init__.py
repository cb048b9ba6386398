"""Where bytes come in and go out."""

from marketplace.files.consumers.application import TransferEdge

__all__ = ["TransferEdge"]
