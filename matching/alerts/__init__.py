"""Reverse search: what comes to the market meets the demands, and both sides hear of it."""
