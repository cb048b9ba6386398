"""Searches of the market that a person keeps under a name."""
