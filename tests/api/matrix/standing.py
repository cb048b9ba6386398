"""Where deals stand."""

from __future__ import annotations

from tests.api.matrix.case import Case, known
from tests.api.matrix.world import BUYER_ROLES, COORDINATOR, SELLER_ROLES

_PARTIES = SELLER_ROLES | BUYER_ROLES
_STANDING = "query($id: ID!) { it: dealStanding(matchId: $id) { act turn place buyerSees } }"
_STANDINGS = "query($id: ID!) { it: dealStandings(matchIds: [$id]) { act also { act } } }"

QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.dealStanding": (
        Case("a scout's", BUYER_ROLES, _STANDING, bool, known(id="match awaiting_lead")),
        Case("asked for", _PARTIES, _STANDING, bool, known(id="match requested")),
        Case("accepted", _PARTIES | COORDINATOR, _STANDING, bool, known(id="match matched")),
    ),
    "Query.dealStandings": (
        Case("asked for", _PARTIES, _STANDINGS, bool, known(id="match requested")),
        Case("accepted", _PARTIES | COORDINATOR, _STANDINGS, bool, known(id="match matched")),
    ),
}
