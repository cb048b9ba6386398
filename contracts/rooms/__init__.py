"""Negotiation rooms: messages, technical-data requests, grants, and the page viewer."""
