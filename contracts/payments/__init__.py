"""The ledger, the plan of payments, providers, and the webhook inbox."""
