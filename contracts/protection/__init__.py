"""Evidence packs: everything a party needs to prove what happened."""
