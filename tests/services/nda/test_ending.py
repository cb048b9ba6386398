"""What an agreement opened closes at once: by removal, leaving, notice, time, and the match."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from contracts.nda.selectors import holders_of, is_holder, standing_nda
from contracts.nda.services import (
    nda_expire_due,
    nda_holder_add,
    nda_lapse_due,
)
from marketplace.accounts.services import membership_remove
from marketplace.config.timers import timers_once
from marketplace.core.errors import InvalidInputError, MarketplaceError, NotFoundError
from marketplace.ladder.stages import Stage
from marketplace.notifications.models import Notification
from matching.services import match_end
from tests.factories.ndas import membership_id, nda_made
from tests.factories.people import NOW
from tests.services.nda.acting import LATER, act, fresh, kinds, reacted, refused, stage

if TYPE_CHECKING:
    from contracts.nda.models import Nda
    from tests.factories.people import People


def heard(people: People, who: str) -> set[str]:
    """Return what a person was told."""
    rows = Notification.objects.filter(user=people.users[who])
    return set(rows.values_list("kind", flat=True))


def ended(people: People, who: str) -> None:
    membership_remove(
        actor=people.actor("buyer_owner"), public_id=membership_id(people, who), now=LATER
    )


def test_a_holder_taken_off_the_list_loses_results_at_once(
    log_key: None, people: People, django_capture_on_commit_callbacks: Any, closings: Any
) -> None:
    nda = nda_made(people, "signed")
    told = closings(people.users["buyer_engineer"].pk)
    refused(NotFoundError, lambda: act("holder_remove", people, "outsider_owner", nda))
    with django_capture_on_commit_callbacks(execute=True):
        act("holder_remove", people, "buyer_deal_lead", nda)
    assert stage(people, "buyer_engineer", nda) == Stage.S2
    assert not is_holder(people.actor("buyer_engineer"), nda)
    # sockets and transfers of that person end
    assert told() == 1
    assert kinds(nda)[-1] == "nda.holder_removed"
    # the agreement goes on, and the same person may come back
    back = fresh(nda)
    nda_holder_add(
        actor=people.actor("buyer_owner"),
        nda=back,
        revision=back.revision,
        membership_id=membership_id(people, "buyer_engineer"),
        now=LATER,
    )
    assert stage(people, "buyer_engineer", nda) == Stage.S3
    reacted()
    assert {"nda.holder_added", "nda.holder_removed"} <= heard(people, "seller_deal_lead")
    assert {"nda.holder_added", "nda.holder_removed"} <= heard(people, "buyer_engineer")


def test_a_new_holder_reads_results_and_the_other_side_hears(people: People) -> None:
    nda = nda_made(people, "signed")

    def add(who: str, lead: str = "buyer_deal_lead", revision: int = nda.revision) -> object:
        return nda_holder_add(
            actor=people.actor(lead),
            nda=fresh(nda),
            revision=revision,
            membership_id=membership_id(people, who),
            now=LATER,
        )

    for who, lead, error in (
        ("buyer_scout", "buyer_deal_lead", InvalidInputError),
        ("buyer_owner", "seller_owner", MarketplaceError),
        ("buyer_engineer", "buyer_deal_lead", MarketplaceError),
    ):
        refused(error, partial(add, who, lead))
    refused(MarketplaceError, lambda: add("buyer_owner", revision=nda.revision - 1))
    add("buyer_owner")
    assert stage(people, "buyer_owner", nda) == Stage.S3
    assert len(holders_of(nda)) == 2


def test_a_leaver_is_taken_off_every_open_list(log_key: None, people: People) -> None:
    signed, offered = nda_made(people, "signed"), nda_made(people, "offered")
    over = nda_made(people, "ended")
    ended(people, "buyer_engineer")
    # before anybody wrote it down, the list holds no leaver
    assert holders_of(signed) == []
    reacted()
    for nda in (signed, offered):
        assert kinds(nda)[-1] == "nda.holder_removed"
        assert nda.holders.get().removal_cause == "left"
    assert over.holders.get().removed_at is None
    # what is still to be signed stays to be signed
    reacted()
    assert len([kind for kind in kinds(signed) if kind == "nda.holder_removed"]) == 1


def test_notice_ends_it_for_every_holder(
    people: People, django_capture_on_commit_callbacks: Any, closings: Any
) -> None:
    holders = ("buyer_engineer", "buyer_owner")
    nda = nda_made(people, "signed", holders=holders)
    told = [closings(people.users[who].pk) for who in holders]
    with django_capture_on_commit_callbacks(execute=True):
        act("end", people, "seller_owner", nda)
    assert {stage(people, who, nda) for who in ("buyer_engineer", "buyer_owner")} == {Stage.S2}
    assert standing_nda(nda.match_id, LATER) is None
    assert [heard_by() for heard_by in told] == [1, 1]
    refused(MarketplaceError, lambda: act("holder_remove", people, "buyer_owner", nda))


def test_time_lapses_what_is_offered_and_expires_what_is_signed(people: People) -> None:
    offered, signed = nda_made(people, "offered"), nda_made(people, "signed")
    assert offered.lapses_at is not None
    assert signed.expires_at is not None
    early = dt.timedelta(seconds=1)
    assert not nda_lapse_due(subject=offered.public_id, now=offered.lapses_at - early)
    assert not nda_expire_due(subject=signed.public_id, now=signed.expires_at - early)
    timers_once(offered.lapses_at)
    assert (fresh(offered).state, fresh(signed).state) == ("lapsed", "signed")
    timers_once(signed.expires_at)
    assert fresh(signed).state == "expired"
    assert (kinds(offered)[-1], kinds(signed)[-1]) == ("nda.lapsed", "nda.expired")
    refused(
        MarketplaceError, partial(act, "sign", people, "seller_owner", offered, offered.lapses_at)
    )
    # a deadline that comes again finds nothing to do
    assert not nda_expire_due(subject=signed.public_id, now=signed.expires_at)


def test_the_end_of_the_match_closes_what_is_open(log_key: None, people: People) -> None:
    states = {"draft": "withdrawn", "offered": "withdrawn", "signed": "ended"}
    ndas = {state: nda_made(people, state) for state in states}
    for nda in ndas.values():
        _match_over(people, nda)
    signed = ndas["signed"]
    # the ladder and the agreement's standing fall before anybody wrote it down
    assert stage(people, "buyer_engineer", signed) == Stage.S1
    assert standing_nda(signed.match_id, LATER) is None
    refused(MarketplaceError, lambda: act("sign", people, "seller_owner", ndas["offered"]))
    reacted()
    for before, after in states.items():
        found = fresh(ndas[before])
        assert (found.state, found.end_cause) == (after, "match")


def _match_over(people: People, nda: Nda) -> None:
    match = fresh(nda).match
    match_end(
        actor=people.actor("buyer_deal_lead"),
        match=match,
        revision=match.revision,
        words="Plans changed",
        now=LATER,
    )


def test_nothing_happens_to_what_is_over(people: People) -> None:
    nda = nda_made(people, "ended", now=NOW)
    refused(MarketplaceError, lambda: act("end", people, "seller_owner", nda))
