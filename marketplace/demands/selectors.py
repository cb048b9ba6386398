"""Read demands; the firm behind one is told to its own members only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.core.publication import month_of
from marketplace.demands.content import DemandContent, DemandWords, demand_missing
from marketplace.demands.models import Demand, DemandText
from marketplace.demands.policies import (
    own_demands,
    owns_demand,
    published_demands,
    visible_demands,
)
from marketplace.demands.rows import DemandRow
from marketplace.demands.seals import demand_seals
from marketplace.demands.states import DemandState

if TYPE_CHECKING:
    from collections.abc import Collection

    from marketplace.core.actor import Actor

TEXT_COLUMNS = ("title", "need", "outcomes", "constraints")
_ROW_COLUMNS = (
    "pk",
    "public_id",
    "origin",
    "state",
    "owner_id",
    "revision",
    "industries",
    "trl_min",
    "trl_max",
    "transfer_modes",
    "budget_min",
    "budget_max",
    "currency",
    "deadline",
    "exclusions",
    "published_order",
    "publication_entry__uid",
)


def demand_for(*, actor: Actor, public_id: str) -> DemandRow:
    """Return one demand as the actor may read it.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    rows = _rows(actor, visible_demands(actor) & Q(public_id=public_id), limit=1)
    if not rows:
        raise NotFoundError
    return rows[0]


def demand_model_for(*, actor: Actor, public_id: str) -> Demand:
    """Return the stored demand for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    demand = Demand.objects.filter(visible_demands(actor), public_id=public_id).first()
    if demand is None:
        raise NotFoundError
    return demand


def demands_published(
    *, actor: Actor, after: tuple[int, str] | None, limit: int
) -> list[DemandRow]:
    """Return the published demands that the actor may read, newest month first."""
    where = published_demands(actor)
    if after is not None:
        order, public_id = after
        where &= Q(published_order__lt=order) | Q(published_order=order, public_id__gt=public_id)
    return _rows(actor, where, limit=limit, order=("-published_order", "public_id"))


def demands_own(*, actor: Actor, after: tuple[int] | None, limit: int) -> list[DemandRow]:
    """Return the demands of the actor's firm, newest first."""
    where = own_demands(actor)
    if after is not None:
        where &= Q(pk__lt=after[0])
    return _rows(actor, where, limit=limit, order=("-pk",))


def demands_sealed_with(*, actor: Actor, deposit_id: str, limit: int) -> list[DemandRow]:
    """Return the demands of the actor's firm that name a deposit, newest first."""
    where = own_demands(actor) & Q(seal_deposit=deposit_id)
    return _rows(actor, where, limit=limit, order=("-pk",))


def demands_shared(*, actor: Actor, demand_ids: Collection[int]) -> dict[int, DemandRow]:
    """Return demands of any state but draft by their keys, cut like for any reader.

    The caller has established that the actor is a party, or the coordinator, of a match about
    each of them.
    """
    where = ~Q(state=DemandState.DRAFT) & Q(pk__in=demand_ids)
    return {row.pk: row for row in _rows(actor, where, limit=len(demand_ids))}


def demand_content(demand: Demand) -> DemandContent:
    """Return a stored demand as what it says."""
    texts = tuple(
        DemandWords(language=text.language, **{name: getattr(text, name) for name in TEXT_COLUMNS})
        for text in demand.texts.order_by("language")
    )
    return DemandContent(
        industries=tuple(demand.industries),
        trl_min=demand.trl_min,
        trl_max=demand.trl_max,
        transfer_modes=tuple(demand.transfer_modes),
        budget_min=demand.budget_min,
        budget_max=demand.budget_max,
        currency=demand.currency,
        deadline=demand.deadline,
        exclusions=demand.exclusions,
        texts=texts,
    )


@dataclass(frozen=True, slots=True)
class DemandQueryText:
    """One language of a demand, as matching reads it."""

    language: str
    title: str
    need: str
    body: str


@dataclass(frozen=True, slots=True)
class DemandQuerySource:
    """A demand, as matching reads it."""

    demand_id: int
    public_id: str
    owner_id: int
    is_published: bool
    industries: tuple[str, ...]
    trl_min: int | None
    trl_max: int | None
    transfer_modes: tuple[str, ...]
    texts: tuple[DemandQueryText, ...]


def demand_query_source(*, actor: Actor, public_id: str) -> DemandQuerySource:
    """Return the actor's own demand for searching the market with it.

    Raises:
        NotFoundError: It is not a demand of the actor's firm.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    demand = Demand.objects.filter(own_demands(actor), public_id=public_id).first()
    if demand is None:
        raise NotFoundError
    return query_source_of(demand)


def query_source_written(content: DemandContent, *, owner_id: int) -> DemandQuerySource:
    """Return words that are not stored as matching reads them; languages without any are left out.

    Args:
        content: The demand as it stands.
        owner_id: The firm that writes it.
    """
    texts = tuple(
        DemandQueryText(
            text.language, text.title, text.need, _body(text.outcomes, text.constraints)
        )
        for text in sorted(content.texts, key=lambda text: text.language)
        if any(getattr(text, name) for name in TEXT_COLUMNS)
    )
    return DemandQuerySource(
        demand_id=0,
        public_id="",
        owner_id=owner_id,
        is_published=False,
        industries=content.industries,
        trl_min=content.trl_min,
        trl_max=content.trl_max,
        transfer_modes=content.transfer_modes,
        texts=texts,
    )


def query_source_of(demand: Demand) -> DemandQuerySource:
    """Return a demand as matching reads it; the caller has established who may."""
    texts = tuple(
        DemandQueryText(
            text.language, text.title, text.need, _body(text.outcomes, text.constraints)
        )
        for text in demand.texts.order_by("language")
    )
    return DemandQuerySource(
        demand_id=demand.pk,
        public_id=demand.public_id,
        owner_id=demand.owner_id,
        is_published=demand.state == DemandState.PUBLISHED,
        industries=tuple(demand.industries),
        trl_min=demand.trl_min,
        trl_max=demand.trl_max,
        transfer_modes=tuple(demand.transfer_modes),
        texts=texts,
    )


def _body(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _rows(actor: Actor, where: Q, *, limit: int, order: tuple[str, ...] = ()) -> list[DemandRow]:
    table = Demand.objects.filter(where).order_by(*order)
    rows = []
    for *values, sealed_at in table.values_list(*_ROW_COLUMNS, "sealed_at")[:limit]:
        rows.append(DemandRow(*values))
        rows[-1].sealed_month = None if sealed_at is None else month_of(sealed_at)
    by_pk = {row.pk: row for row in rows}
    texts = DemandText.objects.filter(demand_id__in=by_pk)
    for pk, language, *values in texts.values_list("demand_id", "language", *TEXT_COLUMNS):
        text: dict[str, Any] = dict(zip(TEXT_COLUMNS, values, strict=True))
        by_pk[pk].texts[language] = text
    for row in rows:
        row.is_own = owns_demand(actor, row)
        if row.is_own:
            row.missing = demand_missing(_row_content(row))
        else:
            row.owner_id = row.revision = row.exclusions = row.publication_entry_id = None
    _own_seals_add(rows)
    return rows


def _own_seals_add(rows: list[DemandRow]) -> None:
    sealed = [row for row in rows if row.is_own and row.sealed_month]
    if sealed:
        seals = demand_seals(demand_ids=[row.pk for row in sealed], to_own_firm=True)
        for row in sealed:
            row.seal = seals.get(row.pk)


def _row_content(row: DemandRow) -> DemandContent:
    """Return as much of the demand as tells what is missing."""
    texts = sorted(row.texts.items())
    return DemandContent(
        industries=tuple(row.industries),
        transfer_modes=tuple(row.transfer_modes),
        texts=tuple(DemandWords(language=language, **words) for language, words in texts),
    )
