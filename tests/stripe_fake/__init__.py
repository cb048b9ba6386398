"""A small Stripe that remembers, served over HTTP: pages, payments, refunds, disputes, events.

What it knows it was written from Stripe's reference; the shapes of our requests are checked by
Stripe's own mock besides. Tests play the payer, the dashboard and the network with its methods.
"""

from tests.stripe_fake.server import StripeFake

__all__ = ["StripeFake"]
