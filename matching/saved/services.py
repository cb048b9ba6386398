"""The only writers of saved searches, one function per use case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
)
from marketplace.core.texts import choice_checked, text_cleaned
from marketplace.core.timers import timer_set
from matching.alerts.constants import SEARCH_WEIGHING_TIMER
from matching.alerts.states import SearchPace
from matching.models import SavedSearch
from matching.questions import question_of, search_words
from matching.saved.constants import MOST_SAVED, NAME_MAX
from matching.saved.content import content_checked
from matching.saved.policies import can_save_searches
from matching.saved.selectors import saved_search_for
from matching.search import regions_allowed

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.saved.content import SearchContent


@transaction.atomic
def search_save(
    *,
    actor: Actor,
    content: SearchContent,
    name: str,
    now: datetime,
    pace: str = SearchPace.OFF,
) -> SavedSearch:
    """Keep a search under a name; what is there now counts as seen.

    Args:
        actor: A member of an organisation; the search is the person's own.
        content: What is searched for.
        name: What the person calls it.
        now: The moment of saving.
        pace: How soon the person hears of what comes to the market for it.

    Raises:
        NotAllowedError: The actor is no member, or chooses regions and reads no summaries.
        NotFoundError: The actor may not know of the technology that is searched by.
        InvalidInputError: A value is wrong, or there are 50 already.
        MarketplaceError: `saved_already`: the person keeps the same search already.
    """
    if not can_save_searches(actor) or actor.user_id is None:
        raise NotAllowedError
    called = _name_checked(name)
    checked = content_checked(content)
    chosen = _pace_checked(pace)
    regions_allowed(actor, checked.filters)
    question_of(
        actor=actor,
        now=now,
        text=checked.text,
        like=checked.example,
        document="",
        filters=checked.filters,
    )
    words = search_words(checked.text, checked.filters)
    # one at a time for each person, so that two clicks at once neither keep it twice nor too many
    list(User.objects.select_for_update().filter(pk=actor.user_id).values_list("pk"))
    digest = _same_refused(actor, checked, words)
    if SavedSearch.objects.filter(person_id=actor.user_id).count() >= MOST_SAVED:
        raise InvalidInputError(
            f"Keep at most {MOST_SAVED} searches; delete one first.",
            field="name",
            code="too_many",
            params={"max": str(MOST_SAVED)},
        )
    filters = checked.filters
    search = SavedSearch.objects.create(
        person_id=actor.user_id,
        name=called,
        text=words,
        example=checked.example,
        industries=list(filters.industries),
        trl_min=filters.trl_min,
        trl_max=filters.trl_max,
        transfer_modes=list(filters.transfer_modes),
        origins=list(filters.origins),
        regions=list(filters.regions),
        order=checked.order,
        digest=digest,
        saved_at=now,
        looked_at=now,
    )
    _pace(search, chosen, now)
    return search


@transaction.atomic
def saved_search_rename(*, actor: Actor, public_id: str, name: str) -> SavedSearch:
    """Call a saved search otherwise.

    Raises:
        NotFoundError: The person keeps no such search.
        InvalidInputError: The name is missing or too long.
    """
    search = saved_search_for(actor=actor, public_id=public_id)
    search.name = _name_checked(name)
    _changed(search, name=search.name)
    return search


@transaction.atomic
def saved_search_delete(*, actor: Actor, public_id: str) -> None:
    """Keep a search no longer.

    Raises:
        NotFoundError: The person keeps no such search.
    """
    saved_search_for(actor=actor, public_id=public_id).delete()


@transaction.atomic
def saved_search_look(*, actor: Actor, public_id: str, now: datetime) -> SavedSearch:
    """Note that the person looks at what the search finds now.

    Raises:
        NotFoundError: The person keeps no such search.
    """
    search = saved_search_for(actor=actor, public_id=public_id)
    search.looked_at = now
    _changed(search, looked_at=now)
    return search


@transaction.atomic
def search_alerts_choose(*, actor: Actor, public_id: str, pace: str, now: datetime) -> SavedSearch:
    """Choose how soon the person hears of what comes to the market for a saved search.

    Raises:
        NotFoundError: The person keeps no such search.
        InvalidInputError: There is no such pace.
    """
    search = saved_search_for(actor=actor, public_id=public_id)
    _pace(search, _pace_checked(pace), now)
    return search


def _pace(search: SavedSearch, pace: str, now: datetime) -> None:
    """Write the pace; a search that comes on is weighed as soon as may be."""
    comes_on = search.pace == SearchPace.OFF and pace != SearchPace.OFF
    search.pace = pace
    if comes_on:
        search.told_since = now
        timer_set(kind=SEARCH_WEIGHING_TIMER, subject=search.public_id, due_at=now)
    _changed(search, pace=search.pace, told_since=search.told_since)


def _pace_checked(pace: str) -> str:
    if not pace:
        raise InvalidInputError("Choose how soon.", field="pace", code="required")
    return choice_checked(pace, allowed=SearchPace.values, field="pace")


def _changed(search: SavedSearch, **values: object) -> None:
    """Write the values, unless the search was deleted in another window meanwhile."""
    if not SavedSearch.objects.filter(pk=search.pk).update(**values):
        raise NotFoundError


def _name_checked(name: str) -> str:
    called = text_cleaned(name, field="name", max_length=NAME_MAX, multiline=False)
    if not called:
        raise InvalidInputError("Give the search a name.", field="name", code="required")
    return called


def _same_refused(actor: Actor, content: SearchContent, words: str) -> str:
    """Return the digest of what is searched for, unless the person keeps it already."""
    digest = replace(content, text=words).digest
    same = SavedSearch.objects.filter(person_id=actor.user_id, digest=digest).first()
    if same is not None:
        raise MarketplaceError(
            "saved_already",
            "You keep this search already.",
            field="name",
            params={"name": same.name},
        )
    return digest
