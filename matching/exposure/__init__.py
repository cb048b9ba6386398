"""Fair exposure: how often a firm's technologies are shown, and an order that takes heed of it."""
