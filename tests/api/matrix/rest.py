"""Records, notices, the operator's page, and every address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.api.matrix.case import Case, address, fixed, has, known, mutation
from tests.api.matrix.world import (
    BUYER_ROLES,
    EVERYONE,
    INSTITUTION,
    NOBODY,
    PDF,
    PERSONS,
    SELLER_ROLES,
    VERIFIERS,
)
from tests.factories.people import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.api.matrix.world import World

_ENTRY = "query($id: ID!) { it: entry(id: $id) { kind body } }"
_SELLER_PARTIES = SELLER_ROLES
_BUYER_PARTIES = BUYER_ROLES
_INSTITUTION_PARTIES = INSTITUTION - {"auditor", "operator"}
_AUDITOR, _OPERATOR = frozenset({"auditor"}), frozenset({"operator"})
_ACCOUNT = "/_allauth/browser/v1"


def _proof(name: str) -> Callable[[World], str]:
    return lambda world: f"/records/{world.entries[name]}.tlog-proof"


QUERIES: dict[str, tuple[Case, ...]] = {
    "Query.entry": (
        Case(
            "the seller's record",
            _SELLER_PARTIES | _INSTITUTION_PARTIES | _AUDITOR,
            _ENTRY,
            bool,
            known(id="entry.technology"),
        ),
        Case(
            "its content",
            _SELLER_PARTIES | _INSTITUTION_PARTIES,
            _ENTRY,
            has("body"),
            known(id="entry.technology"),
        ),
        Case(
            "the buyer's record", _BUYER_PARTIES | _AUDITOR, _ENTRY, bool, known(id="entry.demand")
        ),
        Case("its content", _BUYER_PARTIES, _ENTRY, has("body"), known(id="entry.demand")),
    ),
    "Query.entryCounts": (
        Case(
            "records of the seller's technology",
            _SELLER_PARTIES | _INSTITUTION_PARTIES | _AUDITOR,
            'query($id: ID!) { it: entryCounts(subjectType: "technology", subjectId: $id, '
            'bounds: ["2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z"]) { counts } }',
            lambda it: bool(it and sum(it["counts"])),
            known(id="technology.published"),
        ),
    ),
    "Query.entries": (
        Case(
            "records of the seller's technology",
            _SELLER_PARTIES | _INSTITUTION_PARTIES | _AUDITOR,
            'query($id: ID!) { it: entries(subjectType: "technology", subjectId: $id) '
            "{ nodes { id } } }",
            lambda it: bool(it and it["nodes"]),
            known(id="technology.published"),
        ),
        Case(
            "records of a request for a match",
            _SELLER_PARTIES | _BUYER_PARTIES | _AUDITOR,
            'query($id: ID!) { it: entries(subjectType: "match", subjectId: $id) '
            "{ nodes { id } } }",
            lambda it: bool(it and it["nodes"]),
            known(id="match requested"),
        ),
        Case(
            "records of a request that waits for a deal lead",
            _BUYER_PARTIES | _AUDITOR,
            'query($id: ID!) { it: entries(subjectType: "match", subjectId: $id) '
            "{ nodes { id } } }",
            lambda it: bool(it and it["nodes"]),
            known(id="match awaiting_lead"),
        ),
    ),
    "Query.logCheckpoint": (Case("it", EVERYONE - {TOKEN}, "{ it: logCheckpoint { size } }"),),
    "Query.notifications": (
        Case(
            "one's own list",
            PERSONS,
            "{ it: notifications { nodes { kind } } }",
        ),
    ),
    "Query.notificationState": (
        Case("one's own figures", PERSONS, "{ it: notificationState { unread } }"),
    ),
    "Query.notificationPreferences": (
        Case("one's own", PERSONS, "{ it: notificationPreferences { firm } }"),
    ),
    "Query.systemHealth": (
        Case("it", _OPERATOR, "{ it: systemHealth { parts { name figure } } }"),
    ),
    "Query.parkedEntries": (Case("them", _OPERATOR, "{ it: parkedEntries { nodes { id } } }"),),
}

MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.markNotificationsRead": (
        mutation("markNotificationsRead", PERSONS, "upTo: Int", fixed(upTo=5)),
    ),
    "Mutation.saveNotificationPreferences": (
        mutation(
            "saveNotificationPreferences",
            PERSONS,
            "input: NotificationPreferencesInput!",
            fixed(input=dict.fromkeys(("firm", "technology", "demand", "match", "case"), "DAILY")),
        ),
    ),
    "Mutation.retryParkedEntry": (
        mutation("retryParkedEntry", NOBODY, "id: ID!", fixed(id="1"), title="one there is not"),
    ),
}

SUBSCRIPTIONS: dict[str, tuple[Case, ...]] = {
    "Subscription.logCheckpoint": (
        Case("each checkpoint", EVERYONE - {TOKEN}, "subscription { it: logCheckpoint { size } }"),
    ),
    "Subscription.notifications": (
        Case(
            "one's own",
            PERSONS,
            "subscription { it: notifications { lastNumber } }",
            lambda it: it is not None,
        ),
    ),
}


def _sign_in(path: str, body: Mapping[str, Any], allowed: frozenset[str] = NOBODY) -> Case:
    """Return the case of a request to an endpoint of accounts; 401 asks for the next step."""
    return Case(
        "a request",
        allowed,
        path=lambda _world: f"{_ACCOUNT}/{path}",
        method="POST",
        body=body,
        statuses=frozenset({200, 401}) if allowed else frozenset({200}),
    )


def _posted(path: str, body: Mapping[str, Any]) -> dict[str, tuple[Case, ...]]:
    return {f"POST {_ACCOUNT}/{path}": (_sign_in(path, body),)}


# nobody gets on by a wrong password or code; what the right one opens, their own tests show
_ACCOUNTS: dict[str, tuple[Case, ...]] = {
    f"GET {_ACCOUNT}/config": address(f"{_ACCOUNT}/config"),
    # 401 tells a visitor the ways to sign in
    f"GET {_ACCOUNT}/auth/session": address(f"{_ACCOUNT}/auth/session", PERSONS),
    f"GET {_ACCOUNT}/auth/sessions": address(f"{_ACCOUNT}/auth/sessions", PERSONS),
    f"GET {_ACCOUNT}/account/email": address(f"{_ACCOUNT}/account/email", PERSONS),
    f"GET {_ACCOUNT}/account/authenticators": address(
        f"{_ACCOUNT}/account/authenticators", PERSONS
    ),
    **_posted("auth/login", {"email": "nobody@people.example", "password": "wrong password"}),
    **_posted("auth/signup", {"email": "new@people.example", "password": "short"}),
    **_posted("auth/reauthenticate", {"password": "wrong password"}),
    **_posted("auth/email/verify", {"key": "WRONG1"}),
    **_posted("auth/email/verify/resend", {}),
    **_posted("auth/password/request", {"email": "no address"}),
    **_posted("auth/password/reset", {"key": "WRONG1", "password": "a long enough password"}),
    **_posted("auth/2fa/authenticate", {"code": "000000"}),
    **_posted("auth/2fa/reauthenticate", {"code": "000000"}),
    **_posted("auth/webauthn/login", {"credential": {}}),
    **_posted("auth/webauthn/authenticate", {"credential": {}}),
    **_posted("auth/webauthn/reauthenticate", {"credential": {}}),
    **_posted("account/authenticators/webauthn", {"name": "Phone", "credential": {}}),
    **_posted("account/password/change", {"current_password": "wrong", "new_password": "x" * 20}),
    **_posted("account/authenticators/totp", {"code": "000000"}),
    **_posted("account/authenticators/recovery-codes", {}),
}

ADDRESSES: dict[str, tuple[Case, ...]] = {
    "GET /graphql": address("/graphql?query={__typename}"),
    "POST /graphql": (
        Case(
            "a query",
            EVERYONE,
            path=lambda _world: "/graphql",
            method="POST",
            body={"query": "{ __typename }"},
        ),
    ),
    "GET /healthz": address("/healthz"),
    "GET /readyz": address("/readyz"),
    "GET /firm-check/documents/<str:document_id>": (
        Case(
            "of the firm that waits",
            VERIFIERS | {"unverified_sme"},
            path=lambda world: f"/firm-check/documents/{world.ids['document']}",
        ),
    ),
    "POST /firm-check/documents": (
        Case(
            "a document for the round that its firm prepares",
            frozenset({"unverified_owner"}),
            path=lambda _world: "/firm-check/documents?kind=OTHER&name=scan.pdf",
            method="POST",
            raw=PDF,
            statuses=frozenset({201}),
        ),
    ),
    "GET /log/checkpoint": address("/log/checkpoint"),
    "GET /log/vkey": address("/log/vkey"),
    "GET /log/tile/entries/<path:place>": address("/log/tile/entries/000.p/1"),
    "GET /log/tile/<str:level>/<path:place>": address("/log/tile/0/000.p/1"),
    "GET /records/<str:uid>.tlog-proof": (
        Case(
            "the seller's proof",
            _SELLER_PARTIES | _INSTITUTION_PARTIES | _AUDITOR,
            path=_proof("technology"),
        ),
        Case("the buyer's proof", _BUYER_PARTIES | _AUDITOR, path=_proof("demand")),
    ),
    # 503 where the pages are not built: open to everyone all the same
    "GET /": address("/", EVERYONE, 200, 503),
    "GET /<path:page>": address("/market", EVERYONE, 200, 503),
    **_ACCOUNTS,
}
