"""Shared classifications: what technologies and demands are described and compared by."""
