"""The certificate of a deposit: what it states, and the document that states it."""
