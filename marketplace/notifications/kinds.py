"""Who hears of which recorded fact, and where each one goes from there: one table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.notifications.reach import NoticeKind, Reach, Who
from marketplace.notifications.states import NotificationCategory

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWNER: Final = frozenset({Role.OWNER})
_LEADS: Final = frozenset({Role.OWNER, Role.DEAL_LEAD})
_SEARCHERS: Final = frozenset({Role.SCOUT, Role.DEAL_LEAD})


def _firm(*reaches: Reach, subject: str = "organisation") -> NoticeKind:
    return NoticeKind(NotificationCategory.FIRM, subject, reaches)


def _technology(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.TECHNOLOGY, "technology", reaches)


def _match(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "match", reaches)


def _nda(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "nda", reaches)


def _case(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.CASE, "case", reaches)


def _terms(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "terms", reaches)


def _contract(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "contract", reaches)


def _room(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "room", reaches)


def _data_request(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "request", reaches)


def _item(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "item", reaches)


def _pack(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "pack", reaches)


def _deposit(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.TECHNOLOGY, "deposit", reaches)


def _payment(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "payment", reaches)


_OWNERS: Final = Reach(who=Who.ORGANISATION, roles=_OWNER, path="/firm")
_KEY_OWNERS: Final = replace(_OWNERS, path="/vault/keys")
_DEAL: Final = "/deals/{match}"
_NDA: Final = "/deals/{match}/nda"
_MESSAGES: Final = "/deals/{match}/messages"
_DOCUMENTS: Final = "/deals/{match}/documents"
_TERMS: Final = "/deals/{match}/terms"
_CONTRACT: Final = "/deals/{match}/contract"
_PAYMENTS: Final = "/deals/{match}/payments"
_RECORDS: Final = "/deals/{match}/records"
_CASE: Final = "/cases/{case}"


def _both(path: str, *, asks: bool = False) -> Reach:
    return Reach(who=Who.PARTIES, roles=_LEADS, path=path, asks=asks)


def _other(path: str, *, asks: bool = False) -> Reach:
    return Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=path, asks=asks)


def _buying(path: str, *, asks: bool = False) -> Reach:
    return replace(_both(path, asks=asks), kind=OrganisationKind.LARGE_FIRM)


_BOTH_LEADS: Final = _both(_DEAL)


def _offering(path: str, *, asks: bool = False) -> Reach:
    return Reach(who=Who.PARTIES, roles=_LEADS, kind=OrganisationKind.SME, path=path, asks=asks)


def _reviewers(*, asks: bool) -> Reach:
    return Reach(
        who=Who.INSTITUTIONS,
        roles=frozenset({Role.REVIEWER}),
        path="/reviews/{technology}",
        asks=asks,
    )


NDA_HOLDER_ADDED: Final = "nda.holder_added"
NDA_HOLDER_REMOVED: Final = "nda.holder_removed"
REQUEST_HOLDER_ADDED: Final = "request.holder_added"
NOTICE_KINDS: dict[str, NoticeKind] = {
    "organisation.check_submitted": _firm(
        Reach(who=Who.INSTITUTIONS, roles=frozenset({Role.VERIFIER}), path="/firms", asks=True)
    ),
    "organisation.verified": _firm(_OWNERS),
    "organisation.check_declined": _firm(
        Reach(who=Who.ORGANISATION, roles=_OWNER, path="/firm", asks=True)
    ),
    "organisation.check_revoked": _firm(_OWNERS),
    "membership.added": _firm(Reach(who=Who.PERSON, path="/home"), subject="person"),
    "membership.roles_changed": _firm(Reach(who=Who.PERSON, path="/home"), subject="person"),
    # whoever adds a key opens what is sealed next, and whoever retires one may shut its owners out
    "recipient.confirmed": _firm(_KEY_OWNERS, subject="recipient"),
    "recipient.retired": _firm(_KEY_OWNERS, subject="recipient"),
    "technology.submitted": _technology(_reviewers(asks=True)),
    "technology.returned": _technology(_offering("/technologies/{technology}/edit", asks=True)),
    "technology.published": _technology(_offering("/technologies/{technology}")),
    "technology.leak_checked": NoticeKind(
        NotificationCategory.TECHNOLOGY,
        "technology",
        (_offering("/technologies/{technology}", asks=True),),
        only_if=("outcome", "found"),
    ),
    # the owner hears that a lead stood by words of the deposit, and the other way round
    "technology.leak_overridden": _technology(_offering("/technologies/{technology}")),
    # nobody hears of these, but what reviewers were asked is over
    "technology.discarded": _technology(),
    "technology.withdrawn": _technology(),
    "demand.closed": NoticeKind(
        NotificationCategory.DEMAND,
        "demand",
        (
            Reach(
                who=Who.PARTIES,
                roles=_SEARCHERS,
                kind=OrganisationKind.LARGE_FIRM,
                path="/demands/{demand}",
            ),
        ),
        only_if=("cause", "deadline"),
    ),
    "match.awaiting_lead": _match(Reach(who=Who.ACTING_SIDE, roles=_LEADS, path=_DEAL, asks=True)),
    "match.requested": _match(_other(_DEAL, asks=True)),
    "match.reminded": _match(_other(_DEAL, asks=True)),
    # the request itself still waits
    "match.answered": replace(_match(_other(_DEAL)), settles_own=True),
    "match.declined": _match(_BOTH_LEADS),
    "match.withdrawn": _match(_other(_DEAL)),
    "match.expired": _match(_BOTH_LEADS),
    "match.ended": _match(_BOTH_LEADS),
    "match.awaiting_coordinator": _match(
        Reach(who=Who.INSTITUTIONS, roles=_OWNER, path="/cases", asks=True),
        # that the side named has accepted
        Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL),
    ),
    "match.matched": _match(_BOTH_LEADS),
    "nda.drafted": _nda(_other(_NDA, asks=True)),
    "nda.holders_named": _nda(_other(_NDA, asks=True)),
    "nda.offered": _nda(_both(_NDA, asks=True)),
    # after the second signature nobody is asked any more: `nda.signed` follows at once
    "nda.signature_given": _nda(_other(_NDA, asks=True)),
    "nda.signed": _nda(_both(_NDA)),
    "nda.refused": _nda(_other(_NDA)),
    "nda.withdrawn": _nda(_other(_NDA)),
    "nda.lapsed": _nda(_both(_NDA)),
    "nda.ended": _nda(_other(_NDA)),
    "nda.expired": _nda(_both(_NDA)),
    NDA_HOLDER_ADDED: _nda(Reach(who=Who.PERSON, path=_NDA), _other(_NDA)),
    NDA_HOLDER_REMOVED: _nda(Reach(who=Who.PERSON, path="/home"), _other(_NDA)),
    "case.assigned": _case(Reach(who=Who.PERSON, path=_CASE, asks=True)),
    # a person is named where somebody else than the coordinator moved it
    "case.moved": _case(_BOTH_LEADS, Reach(who=Who.PERSON, path=_CASE)),
    "case.next_step_set": _case(
        Reach(who=Who.TURN_PERSON, path=_CASE, asks=True),
        Reach(who=Who.TURN_SIDE, roles=_LEADS, path=_DEAL, asks=True),
        Reach(who=Who.WAITING_SIDE, roles=_LEADS, path=_DEAL),
    ),
    "case.reminder_asked": replace(
        _case(Reach(who=Who.PERSON, path=_CASE, asks=True)), settles_own=True
    ),
    # who has none is asked nothing further, and nobody needs to hear of it
    "case.interest_declared": replace(
        _case(
            Reach(
                who=Who.PARTIES,
                roles=_OWNER,
                kind=OrganisationKind.COORDINATOR_INSTITUTION,
                path=_CASE,
            )
        ),
        only_if=("interest", "declared"),
    ),
    "case.reminded": _case(Reach(who=Who.TURN_SIDE, roles=_LEADS, path=_DEAL, asks=True)),
}

NOTICE_KINDS |= {
    "terms.offered": _terms(_other(_TERMS, asks=True)),
    "terms.countered": _terms(_other(_TERMS, asks=True)),
    "terms.accepted": _terms(_both(_TERMS)),
    "terms.withdrawn": _terms(_both(_TERMS)),
    "contract.drafted": _contract(_other(_CONTRACT)),
    # a person is named where the clause protects: the coordinator
    "contract.clause_removed": _contract(
        _other(_CONTRACT),
        Reach(who=Who.PERSON, path=_CONTRACT),
    ),
    "contract.clause_restored": _contract(_other(_CONTRACT)),
    "contract.offered": _contract(_both(_CONTRACT, asks=True)),
    "contract.signature_given": _contract(_other(_CONTRACT, asks=True)),
    "contract.signed": _contract(_both(_CONTRACT)),
    "contract.refused": _contract(_both(_CONTRACT)),
    "contract.withdrawn": _contract(_both(_CONTRACT)),
    "contract.lapsed": _contract(_both(_CONTRACT)),
}

# a room's news is about the room, what is asked of the seller about the request, and what was
# decided about its item: an item decided leaves the rest of the request to be decided
_OF_CASE: Final = Reach(who=Who.PERSON, path=_CASE)
# engineers who lead nothing, and would not hear that their question has an answer
_ANSWERED: Final = Reach(who=Who.ANSWERED, path=_MESSAGES)
NOTICE_KINDS |= {
    "room.opened": _room(_both(_MESSAGES), _OF_CASE),
    "room.paused": _room(_both(_MESSAGES)),
    "room.resumed": _room(_both(_MESSAGES)),
    "room.closed": _room(_both(_MESSAGES), _OF_CASE),
    "room.message_posted": _room(_other(_MESSAGES), replace(_OF_CASE, path=_MESSAGES), _ANSWERED),
    "room.coordinator_posted": _room(_both(_MESSAGES), _ANSWERED),
    "room.question_answered": _room(_ANSWERED),
    "room.file_added": _room(_other(_MESSAGES)),
    "request.issued": _data_request(
        _offering(_DOCUMENTS, asks=True), replace(_OF_CASE, path=_DOCUMENTS)
    ),
    "request.withdrawn": _data_request(_offering(_DOCUMENTS)),
    "request.answered": _data_request(_buying(_DOCUMENTS)),
    "request.item_granted": _item(_buying(_DOCUMENTS)),
    "request.item_refused": _item(_buying(_DOCUMENTS)),
    "request.item_revoked": _item(_buying(_DOCUMENTS)),
    # a reader is waited for, until the first document of the item is opened
    REQUEST_HOLDER_ADDED: _item(Reach(who=Who.PERSON, path=_DOCUMENTS, asks=True)),
    "request.holder_removed": replace(
        _item(Reach(who=Who.PERSON, path=_DOCUMENTS), _other(_DOCUMENTS)), settles_own=True
    ),
    "document.opened": replace(_item(_other(_DOCUMENTS)), settles_own=True),
    # a file leaves in parts, of which the first says that it is on its way
    "document.downloaded": NoticeKind(
        NotificationCategory.MATCH, "document", (_other(_DOCUMENTS),), only_if=("part", 0)
    ),
    # a firm hears of its own packs alone
    "pack.made": _pack(_both(_RECORDS)),
    "pack.failed": _pack(_both(_RECORDS)),
}

_BUYER_LEADS: Final = _buying(_PAYMENTS)
_BUYER_ASKED: Final = _buying(_PAYMENTS, asks=True)
_SELLER_ASKED: Final = _offering(_PAYMENTS, asks=True)
# of the institution that mediates, and of no other
_TREASURERS: Final = Reach(
    who=Who.PARTIES,
    roles=frozenset({Role.TREASURER}),
    kind=OrganisationKind.COORDINATOR_INSTITUTION,
    path="/payments/{payment}",
)
_TREASURERS_ASKED: Final = replace(_TREASURERS, asks=True)
_PAYMENT_KINDS: Final[dict[str, NoticeKind]] = {
    # the seller names the account that the buyer pays to
    "payment.planned": _contract(_BUYER_LEADS, _offering(_PAYMENTS)),
    "payment.account_named": _contract(_BUYER_LEADS),
    # on a provider's page nobody has to confirm anything
    "payment.instructed": replace(
        _payment(_SELLER_ASKED, _TREASURERS_ASKED), only_if=("provider", "bank")
    ),
    "payment.instruction_ended": _payment(),
    "payment.received": _payment(_TREASURERS_ASKED),
    "payment.confirmed": _payment(_SELLER_ASKED),
    "payment.held": _payment(_SELLER_ASKED, _BUYER_LEADS),
    "payment.delivered": _payment(_BUYER_ASKED),
    # the release follows at once
    "payment.delivery_accepted": _payment(),
    "payment.release_ordered": _payment(),
    "payment.released": _payment(_both(_PAYMENTS)),
    "payment.refund_requested": _payment(_SELLER_ASKED),
    "payment.refund_withdrawn": _payment(_other(_PAYMENTS)),
    "payment.refund_refused": _payment(_BUYER_LEADS),
    "payment.refund_agreed": _payment(_BUYER_LEADS, _TREASURERS_ASKED),
    "payment.refund_ordered": _payment(_both(_PAYMENTS), _TREASURERS_ASKED),
    "payment.refunded": _payment(_both(_PAYMENTS)),
    "payment.reversed": _payment(_both(_PAYMENTS), _TREASURERS),
    "payment.surplus_came": _payment(_BUYER_LEADS, _TREASURERS),
    "payment.surplus_returned": _payment(_BUYER_LEADS),
    "payment.troubled": _payment(_both(_PAYMENTS), _TREASURERS_ASKED),
    "release.scheduled": _contract(_both(_PAYMENTS)),
    "release.objected": _contract(_both(_PAYMENTS)),
    "release.objection_lifted": _contract(_both(_PAYMENTS)),
    "release.opened": _contract(_both(_PAYMENTS)),
    "release.revoked": _contract(_both(_PAYMENTS)),
}
NOTICE_KINDS |= _PAYMENT_KINDS

# that a deposit is released or taken back the payment's news tell already
_RECEIVING: Final = Reach(
    who=Who.PARTIES,
    roles=frozenset({Role.OWNER, Role.DEAL_LEAD, Role.NAMED_ENGINEER}),
    kind=OrganisationKind.LARGE_FIRM,
    path="/vault/received",
)
NOTICE_KINDS |= {
    "deposit.certified": _deposit(_both("/vault/{deposit}")),
    "deposit.release_ready": _deposit(_RECEIVING),
    # the seller hears of each file once, by its first part
    "deposit.release_fetched": replace(_contract(_offering(_PAYMENTS)), only_if=("part", 0)),
}

COMMENTED: Final = "technology.commented"
COMMENTED_BY: Final[dict[str, NoticeKind]] = {
    "firm": _technology(_reviewers(asks=False)),
    "reviewer": _technology(_offering("/technologies/{technology}/edit")),
}
# what stays to be done is still to be done after a remark, a reason, or another list of holders
_SETTLES_NOTHING: Final = frozenset(
    {
        COMMENTED,
        "case.interest_declared",
        NDA_HOLDER_ADDED,
        NDA_HOLDER_REMOVED,
        REQUEST_HOLDER_ADDED,
        "technology.leak_checked",
        "technology.leak_overridden",
    }
)
INVITED: Final = "invitation.sent"
KINDS: Final[frozenset[str]] = frozenset({*NOTICE_KINDS, COMMENTED, INVITED})
"""The kinds of entries that the handler takes."""


def settles(kind: str) -> bool:
    """Return whether what was asked before about the same thing is over with such an entry."""
    return kind not in _SETTLES_NOTHING


def notice_kind(kind: str, data: Mapping[str, object]) -> NoticeKind | None:
    """Return what people hear of an entry, or None where nobody hears of it."""
    if kind == COMMENTED:
        return COMMENTED_BY.get(str(data.get("side", "")))
    found = NOTICE_KINDS.get(kind)
    if found is None or found.only_if is None:
        return found
    name, value = found.only_if
    return found if data.get(name) == value else None
