"""Read technologies; every answer is cut to what the actor may see now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.ladder.selectors import stages_for
from marketplace.ladder.stages import Stage
from marketplace.technologies.content import CARD_LIMITS, SUMMARY_LIMITS
from marketplace.technologies.models import Technology, TechnologyText
from marketplace.technologies.policies import (
    can_read_summary,
    market_technologies,
    own_technologies,
    owns_technology,
    reviewable_technologies,
    reviews_technology,
    visible_technologies,
)
from marketplace.technologies.rows import TechnologyRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.core.actor import Actor

_CARD_COLUMNS = ("language", *CARD_LIMITS)
_SUMMARY_COLUMNS = ("language", *CARD_LIMITS, *SUMMARY_LIMITS, "keywords")
_ROW_COLUMNS = (
    "public_id",
    "origin",
    "state",
    "owner_id",
    "revision",
    "published_order",
    "return_reason",
    "publication_entry__uid",
    "version_id",
    "version__industry",
    "version__trl",
    "version__transfer_modes",
    "version__year",
    "version__ip_status",
    "version__frozen_at",
    "pk",
)
Key = Callable[[tuple[Any, ...]], tuple[Any, ...]]


def _key_of_market(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return values[5], values[0]


def _key_of_waiting(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return values[14].isoformat(), values[0]


def _key_of_own(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return (values[15],)


def technology_for(*, actor: Actor, public_id: str, now: datetime) -> TechnologyRow:
    """Return one technology as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    rows = _rows(actor, visible_technologies(actor) & Q(public_id=public_id), now, limit=1)
    if not rows:
        raise NotFoundError
    return rows[0]


def technology_model_for(*, actor: Actor, public_id: str) -> Technology:
    """Return the stored technology for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
    """
    if not is_opaque_id(public_id):
        raise NotFoundError
    technology = (
        Technology.objects.select_related("version")
        .filter(visible_technologies(actor), public_id=public_id)
        .first()
    )
    if technology is None:
        raise NotFoundError
    return technology


def technologies_market(
    *, actor: Actor, now: datetime, after: tuple[int, str] | None, limit: int
) -> list[TechnologyRow]:
    """Return published technologies, newest month first.

    Args:
        actor: Who reads.
        now: The moment of reading.
        after: `order_key` of the last row of the page before, or None.
        limit: Largest number of rows.
    """
    where = market_technologies()
    if after is not None:
        order, public_id = after
        where &= Q(published_order__lt=order) | Q(published_order=order, public_id__gt=public_id)
    return _rows(actor, where, now, limit=limit, order=("-published_order", "public_id"))


def technologies_own(
    *, actor: Actor, now: datetime, after: tuple[int] | None, limit: int
) -> list[TechnologyRow]:
    """Return what the actor's firm offers, newest first."""
    where = own_technologies(actor)
    if after is not None:
        where &= Q(pk__lt=after[0])
    return _rows(actor, where, now, limit=limit, order=("-pk",), key=_key_of_own)


def technologies_in_review(
    *, actor: Actor, now: datetime, after: tuple[str, str] | None, limit: int
) -> list[TechnologyRow]:
    """Return what waits for a reviewer, longest wait first.

    Args:
        actor: Who reads.
        now: The moment of reading.
        after: `order_key` of the last row of the page before, or None.
        limit: Largest number of rows.

    Raises:
        InvalidInputError: `after` holds no time.
    """
    where = reviewable_technologies(actor)
    if after is not None:
        since, public_id = _moment(after[0]), after[1]
        where &= Q(version__frozen_at__gt=since) | Q(
            version__frozen_at=since, public_id__gt=public_id
        )
    order = ("version__frozen_at", "public_id")
    return _rows(actor, where, now, limit=limit, order=order, key=_key_of_waiting)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        message = "Pass the endCursor of the page before, unchanged."
        raise InvalidInputError(message, field="after")
    return moment


def technologies_by_public_ids(
    *, actor: Actor, now: datetime, public_ids: Sequence[str]
) -> list[TechnologyRow]:
    """Return the published ones among these ids, in the order given.

    An index may lag behind; what left the market is dropped here.
    """
    where = market_technologies() & Q(public_id__in=public_ids)
    found = {row.public_id: row for row in _rows(actor, where, now, limit=len(public_ids))}
    return [found[public_id] for public_id in public_ids if public_id in found]


def _rows(
    actor: Actor,
    where: Q,
    now: datetime,
    *,
    limit: int,
    order: tuple[str, ...] = (),
    key: Key | None = None,
) -> list[TechnologyRow]:
    table = Technology.objects.filter(where).order_by(*order)
    found = list(table.values_list(*_ROW_COLUMNS)[:limit])
    versions: dict[int, TechnologyRow] = {}
    for values in found:
        row, version_id = _row(actor, values, key or _key_of_market)
        versions[version_id] = row
    rows = list(versions.values())
    stages = stages_for(actor, rows, now)
    for row in rows:
        row.stage = stages[row.public_id]
        row.may_read_summary = can_read_summary(actor, row, row.stage)
        if not row.may_read_summary:
            row.ip_status = ""
    _texts_fill(versions)
    return rows


def _row(actor: Actor, values: tuple[Any, ...], key: Key) -> tuple[TechnologyRow, int]:
    (public_id, origin, state, owner_id, revision, published_order, return_reason) = values[:7]
    (entry_uid, version_id, industry, trl, modes, year, ip_status) = values[7:14]
    row = TechnologyRow(
        public_id=public_id,
        origin=origin,
        state=state,
        stage=Stage.S0,
        is_own=False,
        may_read_summary=False,
        industry=industry,
        trl=trl,
        transfer_modes=modes,
        year=year,
        published_order=published_order,
        ip_status=ip_status,
        revision=revision,
        owner_id=owner_id,
        publication_entry_id=entry_uid,
        return_reason=return_reason,
        order_key=key(values),
    )
    row.is_own = owns_technology(actor, row)
    if not row.is_own:
        row.owner_id = row.publication_entry_id = None
    if not (row.is_own or reviews_technology(actor, row)):
        row.revision = row.return_reason = None
    return row, version_id


def _texts_fill(versions: dict[int, TechnologyRow]) -> None:
    """Load each reader's columns and no others: a card never carries a summary's words."""
    for readable, columns in ((True, _SUMMARY_COLUMNS), (False, _CARD_COLUMNS)):
        ids = [pk for pk, row in versions.items() if row.may_read_summary is readable]
        if not ids:
            continue
        texts = TechnologyText.objects.filter(version_id__in=ids)
        for version_id, language, *values in texts.values_list("version_id", *columns):
            text = dict(zip(columns[1:], values, strict=True))
            row = versions[version_id]
            row.cards[language] = {name: text[name] for name in CARD_LIMITS}
            if readable:
                row.summaries[language] = text


@dataclass(frozen=True, slots=True)
class IndexText:
    """One language of an offer, as the search index reads it."""

    language: str
    area: str
    problem: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class IndexSource:
    """A published technology, as the search index reads it."""

    technology_id: int
    public_id: str
    owner_id: int
    origin: str
    industry: str | None
    trl: int | None
    transfer_modes: tuple[str, ...]
    year: int | None
    published_order: int
    texts: tuple[IndexText, ...]


def technologies_to_index(
    *, technology_ids: Sequence[int] | None, after_id: int = 0, limit: int = 500
) -> list[IndexSource]:
    """Return published technologies with all their texts, in the order of their keys.

    Args:
        technology_ids: The ones wanted, or None for all.
        after_id: Key of the last one of the batch before.
        limit: Largest number returned.
    """
    table = Technology.objects.filter(market_technologies(), pk__gt=after_id)
    if technology_ids is not None:
        table = table.filter(pk__in=technology_ids)
    technologies = list(table.select_related("version").order_by("pk")[:limit])
    texts: dict[int, list[IndexText]] = {}
    versions = [technology.version_id for technology in technologies]
    for text in TechnologyText.objects.filter(version_id__in=versions).order_by("language"):
        texts.setdefault(text.version_id, []).append(_index_text(text))
    return [
        _index_source(technology, tuple(texts.get(technology.version_id or 0, ())))
        for technology in technologies
    ]


def technology_ids_for(public_ids: Sequence[str]) -> list[int]:
    """Return the keys behind opaque ids, for the indexer."""
    return list(Technology.objects.filter(public_id__in=public_ids).values_list("pk", flat=True))


def _index_text(text: TechnologyText) -> IndexText:
    prose = [getattr(text, name) for name in SUMMARY_LIMITS if name != "title"]
    body = "\n".join(part for part in (*prose, ", ".join(text.keywords)) if part)
    return IndexText(text.language, text.area, text.problem, text.title, body)


def _index_source(technology: Technology, texts: tuple[IndexText, ...]) -> IndexSource:
    version = technology.version
    if version is None or technology.published_order is None:
        msg = f"technology {technology.pk} is published without a version"
        raise RuntimeError(msg)
    return IndexSource(
        technology_id=technology.pk,
        public_id=technology.public_id,
        owner_id=technology.owner_id,
        origin=technology.origin,
        industry=version.industry or None,
        trl=version.trl,
        transfer_modes=tuple(version.transfer_modes),
        year=version.year,
        published_order=technology.published_order,
        texts=texts,
    )
