"""Accounts over allauth's headless endpoints: what they ask for, mail, limit and end."""
