"""Agreements of secrecy in every state, written by the services that people use."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.nda.models import Nda
from contracts.nda.services import (
    NdaContent,
    nda_draft,
    nda_end,
    nda_expire_due,
    nda_holders_set,
    nda_lapse_due,
    nda_offer,
    nda_refuse,
    nda_sign,
    nda_withdraw,
)
from contracts.nda.states import SIGNING_DAYS
from marketplace.accounts.models import Membership
from tests.factories.kept_worlds import kept
from tests.factories.market import match_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.models import Match
    from tests.factories.people import People

NDA_STATES = (
    "draft",
    "offered",
    "half_signed",
    "signed",
    "refused",
    "withdrawn",
    "lapsed",
    "ended",
    "expired",
)
HOLDERS = ("buyer_engineer",)
MONTHS = 12


def membership_id(people: People, who: str) -> str:
    """Return the public id of a person's active membership."""
    return Membership.objects.get(user=people.users[who], ended_at=None).public_id


def nda_content(mark: str = "", **changes: object) -> NdaContent:
    """Return what a draft says; `mark` stands in every text."""
    content = NdaContent(
        purpose=f"To judge the barrier sheet {mark}".strip(),
        months=MONTHS,
        scope=f"Test reports and drawings of the sheet {mark}".strip(),
    )
    return replace(content, **changes)  # type: ignore[arg-type]


@kept
def nda_made(
    people: People,
    state: str = "signed",
    *,
    key: str = "one",
    match: Match | None = None,
    mark: str = "",
    holders: Sequence[str] = HOLDERS,
    files: Sequence[str] = (),
    now: dt.datetime = NOW,
) -> Nda:
    """Return an agreement between seller and buyer, moved to the state along its table.

    Args:
        people: The cast.
        state: One of `NDA_STATES`.
        key: Tells its match from another test's, where none is given.
        match: A matched one of seller and buyer.
        mark: Stands in every text that not everybody may read.
        holders: Who of the buyer is on the list.
        files: Public ids of sealed files for the annex.
        now: When all of it happens, but for what comes with time.
    """
    seller, lead = people.actor("seller_owner"), people.actor("buyer_deal_lead")
    nda = nda_draft(
        actor=seller,
        match=match or match_made(people, "matched", key=f"nda-{state}-{key}"),
        template_code="technical_data",
        language="en",
        content=nda_content(mark, annex_file_ids=tuple(files)),
        now=now,
    )
    named = [membership_id(people, who) for who in holders]
    nda_holders_set(actor=lead, nda=nda, revision=1, membership_ids=named, now=now)
    if state == "withdrawn":
        nda_withdraw(actor=seller, nda=nda, revision=nda.revision, now=now)
    elif state != "draft":
        nda_offer(actor=seller, nda=nda, revision=nda.revision, now=now)
        _moved_on(people, nda, state, mark, now)
    nda.refresh_from_db()
    assert nda.state == ("offered" if state == "half_signed" else state)
    return nda


def nda_signed_by(people: People, nda: Nda, who: str, now: dt.datetime = NOW) -> None:
    """Let a person sign what is offered."""
    nda_sign(
        actor=people.signer(who, now), nda=nda, revision=nda.revision, title="Director", now=now
    )


def _moved_on(people: People, nda: Nda, state: str, mark: str, now: dt.datetime) -> None:
    if state == "refused":
        nda_refuse(
            actor=people.actor("buyer_deal_lead"),
            nda=nda,
            revision=nda.revision,
            reason="period",
            words=f"Too long for us {mark}".strip(),
            now=now,
        )
    elif state == "lapsed":
        nda_lapse_due(subject=nda.public_id, now=now + dt.timedelta(days=SIGNING_DAYS))
    elif state != "offered":
        nda_signed_by(people, nda, "seller_owner", now)
        if state != "half_signed":
            nda_signed_by(people, nda, "buyer_deal_lead", now)
            _over(people, nda, state, mark, now)


def _over(people: People, nda: Nda, state: str, mark: str, now: dt.datetime) -> None:
    if state == "ended":
        nda_end(
            actor=people.actor("buyer_deal_lead"),
            nda=nda,
            revision=nda.revision,
            words=f"We go another way {mark}".strip(),
            now=now,
        )
    elif state == "expired":
        assert nda.expires_at is not None
        nda_expire_due(subject=nda.public_id, now=nda.expires_at)
