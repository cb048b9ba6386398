"""Who keeps whom out, with the firms of a group, in one query."""

from __future__ import annotations

from django.db.models import Q

from marketplace.accounts.models import Affiliate, Barrier, Organisation


def barring_organisations(*, organisation_id: int | None) -> frozenset[int]:
    """Return the ids of the organisations that keep this one out.

    They declared its number, the number of a firm it named as its affiliate, or the number of a
    firm that named it as an affiliate.

    Args:
        organisation_id: The organisation kept out; None for a person without one.
    """
    if organisation_id is None:
        return frozenset()
    own = Organisation.objects.filter(pk=organisation_id, registration_number__isnull=False)
    number = own.values("registration_number")
    standing = Affiliate.objects.filter(removed_at=None)
    named = standing.filter(organisation_id=organisation_id).values("registration_number")
    naming = standing.filter(
        registration_number__in=number, organisation__registration_number__isnull=False
    ).values("organisation__registration_number")
    barriers = Barrier.objects.filter(
        Q(registration_number__in=number)
        | Q(registration_number__in=named)
        | Q(registration_number__in=naming),
        lifted_at=None,
    ).exclude(organisation_id=organisation_id)
    return frozenset(barriers.values_list("organisation_id", flat=True))


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
    named = standing.filter(organisation__registration_number__in=numbers).values(
        "registration_number"
    )
    kept_out = Organisation.objects.filter(
        Q(registration_number__in=numbers) | Q(registration_number__in=named) | Q(pk__in=naming)
    ).exclude(pk=organisation_id)
    return frozenset(kept_out.values_list("pk", flat=True))


def is_barred(*, organisation_id: int, other_id: int) -> bool:
    """Return whether one of the two keeps the other out."""
    return other_id in barring_organisations(
        organisation_id=organisation_id
    ) or organisation_id in barring_organisations(organisation_id=other_id)
