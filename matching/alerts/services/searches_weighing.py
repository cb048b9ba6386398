"""Weigh saved searches against the market as it is, as their persons may be answered by it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from marketplace.accounts.actors import actor_for_user
from marketplace.core.errors import InvalidInputError, NotAllowedError, NotFoundError
from marketplace.technologies.selectors import technology_ids_published_since
from matching.alerts.conditions import NO_LANGUAGE, wanted_terms
from matching.alerts.constants import (
    NEAR_ENOUGH,
    SMALLEST_SHARE_OF_SEARCH,
    WEIGHED_A_ROUND,
    WEIGHED_AGAIN,
)
from matching.alerts.services.meeting import search_meets
from matching.alerts.services.profiles import meant_of, profile_columns, profiles_number
from matching.alerts.states import SearchPace
from matching.constants import MEANING_FLOOR
from matching.engines.errors import SearchUnavailableError
from matching.example import Example, example_encoded
from matching.market_index import market_index
from matching.meaning import encoded_text
from matching.models import SavedSearch, SearchProfile, WeighedSearch
from matching.questions import question_of
from matching.saved.content import filters_of
from matching.search import (
    answered,
    hidden_owners,
    language_asked,
    reader_texts,
    regions_allowed,
)

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor


def search_weigh_due(*, subject: str, now: datetime) -> None:
    """Weigh a search whose person has just asked to be told.

    Args:
        subject: The search's public id; one that is gone, or off again, is left alone.
        now: The runner's clock, aware UTC.
    """
    found = SavedSearch.objects.filter(public_id=subject).exclude(pace=SearchPace.OFF)
    search = found.select_related("person").first()
    # where the index is away, the next round weighs it
    with suppress(SearchUnavailableError):
        if search is not None:
            _weigh(search, now)


def searches_due_weigh(*, now: datetime) -> None:
    """Weigh some of the searches whose turn it is.

    Args:
        now: The runner's clock, aware UTC.
    """
    weighed = WeighedSearch.objects.filter(search=OuterRef("pk"))
    due = SavedSearch.objects.exclude(pace=SearchPace.OFF).exclude(
        Exists(weighed.filter(due_at__gt=now))
    )
    for search in due.select_related("person").order_by("pk")[:WEIGHED_A_ROUND]:
        _weigh(search, now)


def _weigh(search: SavedSearch, now: datetime) -> None:
    """Weigh a search, and tell what came since it tells at all and before it was weighed."""
    before = WeighedSearch.objects.filter(search=search).values_list("weighed_at", flat=True)
    weighed_at = before.first()
    # by what the person may read now, as if they asked the market themselves
    profiles = [
        SearchProfile(search=search, **columns)
        for columns in _columns(actor_for_user(search.person), search, now)
    ]
    with transaction.atomic():
        profiles_number(SearchProfile, profiles)
        SearchProfile.objects.filter(search=search).delete()
        SearchProfile.objects.bulk_create(profiles)
        WeighedSearch.objects.update_or_create(
            search=search, defaults={"weighed_at": now, "due_at": now + WEIGHED_AGAIN}
        )
    since = search.told_since
    if since is not None and (weighed_at is None or weighed_at < since):
        came = technology_ids_published_since(since)
        search_meets(search_id=search.pk, technology_ids=came, now=now)


def _columns(actor: Actor, search: SavedSearch, now: datetime) -> list[dict[str, Any]]:
    """Return what is kept of a search; nothing where its person may not ask it any more."""
    filters = filters_of(search)
    try:
        regions_allowed(actor, filters)
        question = question_of(
            actor=actor,
            now=now,
            text=search.text,
            like=search.example,
            document="",
            filters=filters,
        )
    except (NotFoundError, NotAllowedError, InvalidInputError):
        return []
    texts = reader_texts(actor)
    if not question:
        terms, weights, threshold = wanted_terms(filters)
        return [
            {
                "language": NO_LANGUAGE,
                "texts": texts,
                "terms": terms.tobytes(),
                "weights": weights.tobytes(),
                "threshold": threshold,
                "best": threshold,
            }
        ]
    if isinstance(question, Example):
        written, asked, nearest = set(question.texts), example_encoded(question), NEAR_ENOUGH
    else:
        written, asked, nearest = {language_asked(question)}, encoded_text(question), MEANING_FLOOR
    own = (actor.organisation_id,) if actor.organisation_id is not None else ()
    return profile_columns(
        market_index(fresh=True),
        answered(actor, question, filters),
        texts=texts,
        # its own firm's offers are no news to anybody
        filters=replace(filters, without_owners=(*own, *hidden_owners(actor))),
        meant=meant_of(asked, written=written, nearest=nearest, now=now),
        smallest_share=SMALLEST_SHARE_OF_SEARCH,
        keep_common=not isinstance(question, Example),
    )
