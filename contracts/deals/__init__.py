"""Term sheets, the contract made of them, and its signatures."""
