"""Non-disclosure agreements: templates, annex, holders, signatures."""
