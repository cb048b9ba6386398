"""Who keeps whom out, with the firms of a group, in one query."""

from __future__ import annotations

from typing import Final

from django.db import connection
from django.db.models import Q

from marketplace.accounts.models import Affiliate, Barrier, Organisation
from marketplace.accounts.states import Verification

# Asked at every read of a page: as written SQL it takes a fiftieth of what composing it anew does.
_BARRING: Final = """
    SELECT barrier.organisation_id
    FROM accounts_barrier AS barrier
    WHERE barrier.lifted_at IS NULL AND barrier.organisation_id <> %(own)s
      AND barrier.registration_number IN (
        SELECT own.registration_number
        FROM accounts_organisation AS own
        WHERE own.id = %(own)s
        UNION ALL
        SELECT named.registration_number
        FROM accounts_affiliate AS named
        WHERE named.organisation_id = %(own)s AND named.removed_at IS NULL
        UNION ALL
        SELECT naming.registration_number
        FROM accounts_organisation AS own
        JOIN accounts_affiliate AS named ON named.registration_number = own.registration_number
        JOIN accounts_organisation AS naming ON naming.id = named.organisation_id
        WHERE own.id = %(own)s AND named.removed_at IS NULL AND naming.verification = 'verified')
"""


def barring_organisations(*, organisation_id: int | None) -> frozenset[int]:
    """Return the ids of the organisations that keep this one out.

    They declared its number, the number of a firm it named as its affiliate, or the number of a
    verified firm that named it as an affiliate: whoever registers under a rival's number, which
    nobody checked yet, must not draw others into that rival's group.

    Args:
        organisation_id: The organisation kept out; None for a person without one.
    """
    if organisation_id is None:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_BARRING, {"own": organisation_id})
        return frozenset(row[0] for row in cursor.fetchall())


def barred_organisations(*, organisation_id: int | None) -> frozenset[int]:
    """Return the ids of the organisations that this one keeps out, with those of their groups.

    Args:
        organisation_id: The organisation that keeps others out; None for nobody.
    """
    if organisation_id is None:
        return frozenset()
    numbers = Barrier.objects.filter(organisation_id=organisation_id, lifted_at=None).values(
        "registration_number"
    )
    standing = Affiliate.objects.filter(removed_at=None)
    naming = standing.filter(registration_number__in=numbers).values("organisation_id")
    named = standing.filter(
        organisation__registration_number__in=numbers,
        organisation__verification=Verification.VERIFIED,
    ).values("registration_number")
    kept_out = Organisation.objects.filter(
        Q(registration_number__in=numbers) | Q(registration_number__in=named) | Q(pk__in=naming)
    ).exclude(pk=organisation_id)
    return frozenset(kept_out.values_list("pk", flat=True))


def is_barred(*, organisation_id: int, other_id: int) -> bool:
    """Return whether one of the two keeps the other out."""
    return other_id in barring_organisations(
        organisation_id=organisation_id
    ) or organisation_id in barring_organisations(organisation_id=other_id)
