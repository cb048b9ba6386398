"""Who hears of which recorded fact, and where each one goes from there: one table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.notifications.states import NotificationCategory

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWNER: Final = frozenset({Role.OWNER})
_LEADS: Final = frozenset({Role.OWNER, Role.DEAL_LEAD})
_SEARCHERS: Final = frozenset({Role.SCOUT, Role.DEAL_LEAD})

SIDE_KINDS: Final[dict[str, str]] = {
    "seller": OrganisationKind.SME,
    "buyer": OrganisationKind.LARGE_FIRM,
}
BOTH_SIDES: Final = "both"
COORDINATOR_SIDE: Final = "coordinator"


class Who(Enum):
    """Whom a rule reaches; a firm only where the entry is addressed to it."""

    ORGANISATION = auto()
    """Members of the organisation that the entry is about."""
    PARTIES = auto()
    """Members of the firms."""
    ACTING_SIDE = auto()
    """Members of the firm on the side that the entry names."""
    OTHER_SIDE = auto()
    """Members of the firm on the side that the entry does not name."""
    TURN_SIDE = auto()
    """Members of the firms whose turn it is, where the entry says so."""
    WAITING_SIDE = auto()
    """Members of the firms whose turn it is not, where the entry says so."""
    INSTITUTIONS = auto()
    """Members of every institution that was checked."""
    PERSON = auto()
    """The person the entry is about."""
    TURN_PERSON = auto()
    """The person the entry is about, where it is the coordinator's turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Some of those who hear of a fact.

    Attributes:
        who: Whom it reaches.
        path: The page it leads to; `{match}` is the entry's subject of that type.
        roles: Which members; empty for any.
        kind: Only members of this kind of organisation, or empty.
        asks: Whether they are asked to act.
    """

    who: Who
    path: str
    roles: frozenset[str] = frozenset()
    kind: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """What people hear of one kind of entry.

    Attributes:
        category: What their preference for mails is looked up by.
        subject: The type of the entry's subject that the notice is about.
        reaches: Who hears; the first reach that finds a person counts.
        only_if: A field of the entry's data and the value it must have, or None.
    """

    category: NotificationCategory
    subject: str
    reaches: tuple[Reach, ...]
    only_if: tuple[str, str] | None = None


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


def _deposit(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.TECHNOLOGY, "deposit", reaches)


def _payment(*reaches: Reach) -> NoticeKind:
    return NoticeKind(NotificationCategory.MATCH, "payment", reaches)


_OWNERS: Final = Reach(who=Who.ORGANISATION, roles=_OWNER, path="/firm")
_DEAL: Final = "/deals/{match}"
_CASE: Final = "/cases/{case}"
_BOTH_LEADS: Final = Reach(who=Who.PARTIES, roles=_LEADS, path=_DEAL)
_OTHER_LEADS: Final = Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL)
_OTHER_LEADS_ASKED: Final = Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL, asks=True)


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
    "recipient.confirmed": _firm(_OWNERS, subject="recipient"),
    "recipient.retired": _firm(_OWNERS, subject="recipient"),
    "technology.submitted": _technology(_reviewers(asks=True)),
    "technology.returned": _technology(_offering("/technologies/{technology}/edit", asks=True)),
    "technology.published": _technology(_offering("/technologies/{technology}")),
    "technology.leak_checked": NoticeKind(
        NotificationCategory.TECHNOLOGY,
        "technology",
        (_offering("/technologies/{technology}", asks=True),),
        only_if=("outcome", "found"),
    ),
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
    "match.requested": _match(Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL, asks=True)),
    "match.declined": _match(_BOTH_LEADS),
    "match.withdrawn": _match(Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL)),
    "match.expired": _match(_BOTH_LEADS),
    "match.ended": _match(_BOTH_LEADS),
    "match.awaiting_coordinator": _match(
        Reach(who=Who.INSTITUTIONS, roles=_OWNER, path="/cases", asks=True),
        # that the side named has accepted
        Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL),
    ),
    "match.matched": _match(_BOTH_LEADS),
    "nda.drafted": _nda(_OTHER_LEADS_ASKED),
    "nda.holders_named": _nda(_OTHER_LEADS_ASKED),
    "nda.offered": _nda(Reach(who=Who.PARTIES, roles=_LEADS, path=_DEAL, asks=True)),
    # after the second signature nobody is asked any more: `nda.signed` follows at once
    "nda.signature_given": _nda(_OTHER_LEADS_ASKED),
    "nda.signed": _nda(_BOTH_LEADS),
    "nda.refused": _nda(_OTHER_LEADS),
    "nda.withdrawn": _nda(_OTHER_LEADS),
    "nda.lapsed": _nda(_BOTH_LEADS),
    "nda.ended": _nda(_OTHER_LEADS),
    "nda.expired": _nda(_BOTH_LEADS),
    NDA_HOLDER_ADDED: _nda(Reach(who=Who.PERSON, path=_DEAL), _OTHER_LEADS),
    NDA_HOLDER_REMOVED: _nda(Reach(who=Who.PERSON, path="/home"), _OTHER_LEADS),
    "case.assigned": _case(Reach(who=Who.PERSON, path=_CASE, asks=True)),
    # a person is named where somebody else than the coordinator moved it
    "case.moved": _case(_BOTH_LEADS, Reach(who=Who.PERSON, path=_CASE)),
    "case.next_step_set": _case(
        Reach(who=Who.TURN_PERSON, path=_CASE, asks=True),
        Reach(who=Who.TURN_SIDE, roles=_LEADS, path=_DEAL, asks=True),
        Reach(who=Who.WAITING_SIDE, roles=_LEADS, path=_DEAL),
    ),
}

NOTICE_KINDS |= {
    "terms.offered": _terms(Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL, asks=True)),
    "terms.countered": _terms(Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL, asks=True)),
    "terms.accepted": _terms(_BOTH_LEADS),
    "terms.withdrawn": _terms(_BOTH_LEADS),
    "contract.drafted": _contract(Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL)),
    # a person is named where the clause protects: the coordinator
    "contract.clause_removed": _contract(
        Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL),
        Reach(who=Who.PERSON, path=_CASE),
    ),
    "contract.offered": _contract(
        Reach(who=Who.PARTIES, roles=_LEADS, path=_DEAL, asks=True),
    ),
    "contract.signature_given": _contract(
        Reach(who=Who.OTHER_SIDE, roles=_LEADS, path=_DEAL, asks=True)
    ),
    "contract.signed": _contract(_BOTH_LEADS),
    "contract.refused": _contract(_BOTH_LEADS),
    "contract.withdrawn": _contract(_BOTH_LEADS),
    "contract.lapsed": _contract(_BOTH_LEADS),
}

# a room's news is about the room, what is asked of the seller about the request, and what was
# decided about its item: an item decided leaves the rest of the request to be decided
_OF_CASE: Final = Reach(who=Who.PERSON, path=_CASE)
_ASKING_LEADS: Final = Reach(
    who=Who.PARTIES, roles=_LEADS, kind=OrganisationKind.LARGE_FIRM, path=_DEAL
)
NOTICE_KINDS |= {
    "room.opened": _room(_BOTH_LEADS, _OF_CASE),
    "room.paused": _room(_BOTH_LEADS),
    "room.resumed": _room(_BOTH_LEADS),
    "room.closed": _room(_BOTH_LEADS, _OF_CASE),
    "room.message_posted": _room(_OTHER_LEADS, _OF_CASE),
    "room.coordinator_posted": _room(_BOTH_LEADS),
    "room.file_added": _room(_OTHER_LEADS),
    "request.issued": _data_request(_offering(_DEAL, asks=True), _OF_CASE),
    "request.withdrawn": _data_request(_offering(_DEAL)),
    "request.answered": _data_request(_ASKING_LEADS),
    "request.item_granted": _item(_ASKING_LEADS),
    "request.item_refused": _item(_ASKING_LEADS),
    "request.item_revoked": _item(_ASKING_LEADS),
    "request.holder_added": _item(Reach(who=Who.PERSON, path=_DEAL)),
    "request.holder_removed": _item(Reach(who=Who.PERSON, path=_DEAL), _OTHER_LEADS),
}

_BUYER_LEADS: Final = Reach(
    who=Who.PARTIES, roles=_LEADS, kind=OrganisationKind.LARGE_FIRM, path=_DEAL
)
_BUYER_ASKED: Final = replace(_BUYER_LEADS, asks=True)
_SELLER_ASKED: Final = _offering(_DEAL, asks=True)
# of the institution that mediates, and of no other
_TREASURERS: Final = Reach(
    who=Who.PARTIES,
    roles=frozenset({Role.TREASURER}),
    kind=OrganisationKind.COORDINATOR_INSTITUTION,
    path="/records?about=payment&of={payment}",
)
_TREASURERS_ASKED: Final = replace(_TREASURERS, asks=True)
_PAYMENT_KINDS: Final[dict[str, NoticeKind]] = {
    "payment.planned": _contract(_BUYER_LEADS),
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
    "payment.released": _payment(_BOTH_LEADS),
    "payment.refund_requested": _payment(_SELLER_ASKED),
    "payment.refund_withdrawn": _payment(_OTHER_LEADS),
    "payment.refund_refused": _payment(_BUYER_LEADS),
    "payment.refund_agreed": _payment(_BUYER_LEADS, _TREASURERS_ASKED),
    "payment.refund_ordered": _payment(_BOTH_LEADS, _TREASURERS_ASKED),
    "payment.refunded": _payment(_BOTH_LEADS),
    "payment.reversed": _payment(_BOTH_LEADS, _TREASURERS),
    "payment.surplus_came": _payment(_BUYER_LEADS, _TREASURERS),
    "payment.surplus_returned": _payment(_BUYER_LEADS),
    "payment.troubled": _payment(_BOTH_LEADS, _TREASURERS_ASKED),
    "release.scheduled": _contract(_BOTH_LEADS),
    "release.objected": _contract(_BOTH_LEADS),
    "release.objection_lifted": _contract(_BOTH_LEADS),
    "release.opened": _contract(_BOTH_LEADS),
    "release.revoked": _contract(_BOTH_LEADS),
}
NOTICE_KINDS |= _PAYMENT_KINDS

# that a deposit is released or taken back the payment's news tell already
_RECEIVING: Final = Reach(
    who=Who.PARTIES,
    roles=frozenset({Role.OWNER, Role.DEAL_LEAD, Role.NAMED_ENGINEER}),
    kind=OrganisationKind.LARGE_FIRM,
    path=_DEAL,
)
NOTICE_KINDS |= {
    "deposit.certified": _deposit(_offering("/records?about=deposit&of={deposit}")),
    "deposit.release_ready": _deposit(_RECEIVING),
}

COMMENTED: Final = "technology.commented"
COMMENTED_BY: Final[dict[str, NoticeKind]] = {
    "firm": _technology(_reviewers(asks=False)),
    "reviewer": _technology(_offering("/technologies/{technology}/edit")),
}
# what stays to be done is still to be done after a remark, or another list of holders
_SETTLES_NOTHING: Final = frozenset(
    {COMMENTED, NDA_HOLDER_ADDED, NDA_HOLDER_REMOVED, "technology.leak_checked"}
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
