"""Who keeps whom out, with the firms of a group, in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Collection

# Firms that one names as its affiliates count as its group once they name it as well. A number that
# no checked firm here has counts at once, since nobody can answer for it.
_GROUP: Final = """
        SELECT named.registration_number
        FROM accounts_affiliate AS named
        JOIN accounts_organisation AS own ON own.id = named.organisation_id
        LEFT JOIN accounts_organisation AS other
          ON other.registration_number = named.registration_number
          AND other.verification = 'verified'
        WHERE named.removed_at IS NULL AND {where}
          AND (other.id IS NULL OR EXISTS (
            SELECT 1 FROM accounts_affiliate AS back
            WHERE back.organisation_id = other.id AND back.removed_at IS NULL
              AND back.registration_number = own.registration_number))
"""
# Asked at every read of a page: as written SQL it takes a fiftieth of what composing it anew does.
_BARRING: Final = f"""
    SELECT barrier.organisation_id
    FROM accounts_barrier AS barrier
    WHERE barrier.lifted_at IS NULL AND barrier.organisation_id <> %(own)s
      AND barrier.registration_number IN (
        SELECT own.registration_number
        FROM accounts_organisation AS own
        WHERE own.id = %(own)s
        UNION ALL
        {_GROUP.format(where="own.id = %(own)s")})
"""  # noqa: S608  (no value stands in it)
_BARRED: Final = f"""
    SELECT kept_out.id
    FROM accounts_barrier AS barrier
    JOIN accounts_organisation AS kept_out
      ON kept_out.registration_number = barrier.registration_number
      OR barrier.registration_number IN (
        {_GROUP.format(where="own.id = kept_out.id")})
    WHERE barrier.lifted_at IS NULL AND barrier.organisation_id = %(own)s
      AND kept_out.id <> %(own)s
"""  # noqa: S608  (no value stands in it)


_PAIRS: Final = f"""
    SELECT DISTINCT barrier.organisation_id, kept_out.id
    FROM accounts_barrier AS barrier
    JOIN accounts_organisation AS kept_out
      ON kept_out.registration_number = barrier.registration_number
      OR barrier.registration_number IN (
        {_GROUP.format(where="own.id = kept_out.id")})
    WHERE barrier.lifted_at IS NULL AND kept_out.id <> barrier.organisation_id
      AND barrier.organisation_id IN ({{firms}}) AND kept_out.id IN ({{firms}})
"""  # noqa: S608  (no value stands in it)


def barring_organisations(*, organisation_id: int | None) -> frozenset[int]:
    """Return the ids of the organisations that keep this one out.

    They declared its number, or the number of a firm of its group: one that both name each other,
    or one it names that is not here. A claim by one side alone neither draws another firm into a
    group, which would freeze its deals, nor shows by what vanishes who keeps that firm out.

    Args:
        organisation_id: The organisation kept out; None for a person without one.
    """
    return _asked(_BARRING, organisation_id)


def barred_organisations(*, organisation_id: int | None) -> frozenset[int]:
    """Return the ids of the organisations that this one keeps out, with those of their groups.

    Args:
        organisation_id: The organisation that keeps others out; None for nobody.
    """
    return _asked(_BARRED, organisation_id)


def barred_pairs(*, organisation_ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """Return who of these organisations keeps out whom of them, in one query.

    Args:
        organisation_ids: The organisations to look among.

    Returns:
        Pairs of who keeps out and who is kept out.
    """
    firms = sorted(organisation_ids)
    if not firms:
        return frozenset()
    marks = ", ".join(["%s"] * len(firms))
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS.format(firms=marks), [*firms, *firms])
        return frozenset((row[0], row[1]) for row in cursor.fetchall())


def _asked(sql: str, organisation_id: int | None) -> frozenset[int]:
    if organisation_id is None:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(sql, {"own": organisation_id})
        return frozenset(row[0] for row in cursor.fetchall())


def is_barred(*, organisation_id: int, other_id: int) -> bool:
    """Return whether one of the two keeps the other out."""
    return other_id in barring_organisations(
        organisation_id=organisation_id
    ) or organisation_id in barring_organisations(organisation_id=other_id)
