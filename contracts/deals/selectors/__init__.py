"""Read terms and contracts."""
