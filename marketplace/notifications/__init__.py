"""Notices to people: in the app, live, and by mail."""
