"""Ciphertext in parts, the keys around it, and how bytes come in and go out."""
