"""A demand is written, published and closed, by its firm or by its deadline."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F

from marketplace.accounts.identity import identity_refused
from marketplace.core.errors import MarketplaceError, NotAllowedError, StaleStateError
from marketplace.core.publication import publication_order
from marketplace.core.texts import request_id_checked
from marketplace.core.timers import timer_cancel, timer_set
from marketplace.core.transitions import advance
from marketplace.demands.content import (
    DemandContent,
    demand_checked,
    demand_completed,
    demand_phrases,
    demand_sha256,
)
from marketplace.demands.models import Demand, DemandText
from marketplace.demands.policies import can_edit_demand, can_publish_demand, can_write_demands
from marketplace.demands.selectors import TEXT_COLUMNS, demand_content
from marketplace.demands.services.recording import demand_record
from marketplace.demands.states import DEMAND_MOVES, DemandState
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from marketplace.core.actor import Actor

DRAFTS_MAX = 100
DEADLINE_TIMER = "demand.deadline"
_KOREA = dt.timezone(dt.timedelta(hours=9))
_COLUMNS = (
    "trl_min",
    "trl_max",
    "budget_min",
    "budget_max",
    "currency",
    "deadline",
    "exclusions",
)


@transaction.atomic
def demand_create(
    *, actor: Actor, request_id: str, content: DemandContent, now: dt.datetime
) -> Demand:
    """Start a draft; the same request id of the same firm gives the same draft again.

    Raises:
        NotAllowedError: The actor is not scout or deal lead of a large firm.
        InvalidInputError: A field is wrong.
        MarketplaceError: The firm has 100 drafts already (`too_many_drafts`).
    """
    if not can_write_demands(actor) or actor.organisation_id is None:
        raise NotAllowedError
    return _started(actor.organisation_id, request_id, demand_checked(content), now)


@transaction.atomic
def demand_duplicate(*, actor: Actor, demand: Demand, request_id: str, now: dt.datetime) -> Demand:
    """Start a draft with the words of another demand of the firm; a deadline that is over goes.

    Raises:
        NotAllowedError: The actor may not edit it.
        InvalidInputError: The request id is wrong.
        MarketplaceError: The firm has 100 drafts already (`too_many_drafts`).
    """
    if not can_edit_demand(actor, demand):
        raise NotAllowedError
    content = demand_content(demand)
    if content.deadline is not None and content.deadline <= now.astimezone(_KOREA).date():
        content = replace(content, deadline=None)
    return _started(demand.owner_id, request_id, content, now)


@transaction.atomic
def demand_save(*, actor: Actor, demand: Demand, revision: int, content: DemandContent) -> Demand:
    """Replace the draft's words.

    Args:
        actor: Who saves.
        demand: The draft.
        revision: The revision the writer saw; another one means that somebody else saved.
        content: The whole demand; fields may be empty.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It is no draft any more, or somebody else saved meanwhile.
        InvalidInputError: A field is wrong.
    """
    if not can_edit_demand(actor, demand):
        raise NotAllowedError
    checked = demand_checked(content)
    _revision_take(demand, revision=revision, **demand_columns(checked))
    demand.texts.all().delete()
    demand_texts_write(demand, checked)
    return demand


@transaction.atomic
def demand_publish(*, actor: Actor, demand: Demand, revision: int, now: dt.datetime) -> Demand:
    """Show the demand, without the firm's name, to verified small firms.

    The record of it binds the demand's words and, where it is sealed, the deposit's commitment.

    Raises:
        NotAllowedError: The actor may not, or the firm is not verified.
        StaleStateError: It is no draft any more, or somebody else saved meanwhile.
        InvalidInputError: Fields are missing, a text names the firm, or the deadline is over.
    """
    if not can_publish_demand(actor, demand):
        raise NotAllowedError("Only a scout or deal lead of a verified firm can publish a demand.")
    _revision_take(demand, revision=revision)
    content = demand_content(demand)
    demand_completed(content, today=now.astimezone(_KOREA).date())
    for field, text in demand_phrases(content):
        identity_refused(text, organisation=demand.owner, field=field)
    digest = demand_sha256(content)
    bound = {"seal": demand.seal_commitment} if demand.seal_commitment else {}
    entry = demand_record("demand.published", actor, demand, now, content_sha256=digest, **bound)
    advance(
        demand,
        moves=DEMAND_MOVES,
        to=DemandState.PUBLISHED,
        published_at=now,
        published_order=publication_order(demand.public_id, now),
        publication_entry_id=entry.pk,
        content_sha256=digest,
    )
    if demand.deadline is not None:
        timer_set(
            kind=DEADLINE_TIMER, subject=demand.public_id, due_at=_end_of_day(demand.deadline)
        )
    return demand


@transaction.atomic
def demand_close(*, actor: Actor, demand: Demand, now: dt.datetime) -> Demand:
    """Stop searching for it; a closed demand stays closed.

    Raises:
        NotAllowedError: The actor may not edit it.
        StaleStateError: It was closed already.
    """
    if not can_edit_demand(actor, demand):
        raise NotAllowedError
    advance(demand, moves=DEMAND_MOVES, to=DemandState.CLOSED)
    timer_cancel(kind=DEADLINE_TIMER, subject=demand.public_id)
    demand_record("demand.closed", actor, demand, now, cause="owner")
    return demand


@transaction.atomic
def demand_close_due(*, subject: str, now: dt.datetime) -> None:
    """Close the published demand whose deadline is over; called by its timer.

    Args:
        subject: The demand's public id.
        now: The moment the timer ran.
    """
    demand = Demand.objects.filter(public_id=subject, state=DemandState.PUBLISHED).first()
    if demand is None:
        return
    advance(demand, moves=DEMAND_MOVES, to=DemandState.CLOSED)
    entry_record(
        kind="demand.closed",
        subjects=[("demand", demand.public_id)],
        audience=[demand.owner_id],
        body={"cause": "deadline"},
        now=now,
    )


def demand_columns(content: DemandContent) -> dict[str, Any]:
    """Return the language-neutral columns of a demand."""
    columns: dict[str, Any] = {name: getattr(content, name) for name in _COLUMNS}
    columns["industries"] = list(content.industries)
    columns["transfer_modes"] = list(content.transfer_modes)
    return columns


def demand_texts_write(demand: Demand, content: DemandContent) -> None:
    """Store the demand's words."""
    DemandText.objects.bulk_create(
        DemandText(
            demand=demand,
            language=text.language,
            **{name: getattr(text, name) for name in TEXT_COLUMNS},
        )
        for text in content.texts
    )


def _started(owner_id: int, request_id: str, content: DemandContent, now: dt.datetime) -> Demand:
    key = request_id_checked(request_id)
    mine = Demand.objects.filter(owner_id=owner_id, request_id=key)
    if (existing := mine.first()) is not None:
        return existing
    drafts = Demand.objects.filter(owner_id=owner_id, state=DemandState.DRAFT)
    if drafts.count() >= DRAFTS_MAX:
        raise MarketplaceError(
            "too_many_drafts",
            f"Publish or close a draft first; a firm keeps at most {DRAFTS_MAX}.",
            params={"max": str(DRAFTS_MAX)},
        )
    try:
        with transaction.atomic():
            demand = Demand.objects.create(
                owner_id=owner_id, request_id=key, created_at=now, **demand_columns(content)
            )
    except IntegrityError:  # the second of two clicks that came at the same moment
        return mine.get()
    demand_texts_write(demand, content)
    return demand


def _revision_take(demand: Demand, *, revision: int, **columns: Any) -> None:
    """Claim the draft for this writer by compare-and-set on its revision."""
    claimed = Demand.objects.filter(
        pk=demand.pk, state=DemandState.DRAFT, revision=revision
    ).update(revision=F("revision") + 1, **columns)
    if claimed != 1:
        raise StaleStateError
    demand.refresh_from_db()


def _end_of_day(day: dt.date) -> dt.datetime:
    """Return the moment at which a day is over in Korea."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=_KOREA)
