"""The access ladder: how far an organisation may look at a technology, computed at every read."""
