"""Every operation and every address for every actor: who gets what it is for.

A row holds cases. A case says what is asked, of a world with one of everything in every state,
and who gets it; whoever is not named gets nothing and changes nothing. The rows lie by subject in
`tests/api/matrix`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api.matrix import (
    accounts,
    deals,
    demands,
    desk,
    documents,
    escrow,
    files,
    glossary,
    leaks,
    matches,
    nda,
    offers,
    payments,
    protection,
    rest,
    room_acts,
    rooms,
    saved,
    standing,
)

if TYPE_CHECKING:
    from tests.api.matrix.case import Case

OPERATIONS: dict[str, tuple[Case, ...]] = {
    **accounts.QUERIES,
    **offers.QUERIES,
    **demands.QUERIES,
    **leaks.QUERIES,
    **matches.QUERIES,
    **desk.QUERIES,
    **escrow.QUERIES,
    **nda.QUERIES,
    **rooms.QUERIES,
    **documents.QUERIES,
    **deals.QUERIES,
    **payments.QUERIES,
    **files.QUERIES,
    **glossary.QUERIES,
    **protection.QUERIES,
    **saved.QUERIES,
    **standing.QUERIES,
    **rest.QUERIES,
    **accounts.MUTATIONS,
    **offers.MUTATIONS,
    **demands.MUTATIONS,
    **leaks.MUTATIONS,
    **matches.MUTATIONS,
    **desk.MUTATIONS,
    **escrow.MUTATIONS,
    **nda.MUTATIONS,
    **room_acts.MUTATIONS,
    **documents.MUTATIONS,
    **deals.MUTATIONS,
    **payments.MUTATIONS,
    **files.MUTATIONS,
    **glossary.MUTATIONS,
    **protection.MUTATIONS,
    **saved.MUTATIONS,
    **rest.MUTATIONS,
    **demands.SUBSCRIPTIONS,
    **rooms.SUBSCRIPTIONS,
    **documents.SUBSCRIPTIONS,
    **rest.SUBSCRIPTIONS,
    **rest.ADDRESSES,
    **saved.ADDRESSES,
    **payments.ADDRESSES,
}
