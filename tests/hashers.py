"""The product's password hasher at its smallest cost; a test signs in hundreds of times."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2 with one round over eight kibibytes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
