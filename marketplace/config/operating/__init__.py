"""What an operator sees: that the parts work and how far behind they are, never what about."""
