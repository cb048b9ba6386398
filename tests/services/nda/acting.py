"""What tests of agreements share: acting, and checking that a refusal leaves no trace."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from contracts.nda import services
from contracts.nda.models import Nda, NdaAnnexItem, NdaHolder, Signature
from marketplace.config.reactions import HANDLERS
from marketplace.config.runner import react_once
from marketplace.core.models import Timer
from marketplace.evidence.models import Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.files.models import StoredFile, Transfer
from marketplace.ladder.models import StageFact
from marketplace.ladder.selectors import stage_for
from tests.factories.ndas import membership_id, nda_content
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from marketplace.core.actor import Actor
    from marketplace.ladder.stages import Stage
    from tests.factories.people import People

ENDINGS = ("nda_holders", "nda_matches", "notify")
LATER = NOW + dt.timedelta(days=1)
_TABLES = (Nda, NdaAnnexItem, NdaHolder, Signature, StageFact, Timer, Entry, StoredFile, Transfer)


def kinds(nda: Nda) -> list[str]:
    """Return what the log has of an agreement, in order."""
    rows = Entry.objects.filter(subjects__type="nda", subjects__ref=nda.public_id)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def everything() -> list[Any]:
    """Return what an act on an agreement could have written."""
    return [list(table._base_manager.order_by("pk").values()) for table in _TABLES]


def refused(error: type[Exception], act: Callable[[], object]) -> Any:
    """Check that an act is refused and leaves no trace."""
    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


def stage(people: People, who: str, nda: Nda, now: dt.datetime = LATER) -> Stage:
    """Return how far a person may look at the agreement's technology."""
    return stage_for(people.actor(who), nda.technology, now)


def fresh(nda: Nda) -> Nda:
    """Return the agreement as a request reads it."""
    return Nda.objects.select_related("match", "technology").get(pk=nda.pk)


def reacted(*names: str, now: dt.datetime = LATER) -> None:
    """Let the log take up what was recorded, and these handlers hear of it."""
    handlers = [one for one in HANDLERS if one.name in (names or ENDINGS)]
    assert handlers
    for _ in range(2):
        sequence_once(now)
        react_once(now, handlers)


def act(name: str, people: People, who: str | Actor, nda: Nda, now: dt.datetime = LATER) -> object:
    """Let a person do something to an agreement as it is now."""
    actor = people.signer(who, now) if isinstance(who, str) else who
    nda = fresh(nda)
    arguments = _given(name, people, nda) | {"revision": nda.revision}
    if name == "holder_remove":
        del arguments["revision"]
    service = getattr(services, f"nda_{name}")
    return service(actor=actor, nda=nda, now=now, **arguments)


def _given(name: str, people: People, nda: Nda) -> dict[str, Any]:
    if name == "holders_set":
        return {"membership_ids": [membership_id(people, "buyer_engineer")]}
    if name == "holder_add":
        return {"membership_id": membership_id(people, "buyer_owner")}
    if name == "holder_remove":
        standing = NdaHolder.objects.filter(nda=nda, removed_at=None).first()
        return {"holder_id": standing.public_id if standing else "none"}
    usual: dict[str, dict[str, Any]] = {
        "save": {"content": nda_content(months=6)},
        "sign": {"title": "Director"},
        "refuse": {"reason": "terms", "words": ""},
        "end": {"words": "We stop here"},
    }
    return usual.get(name, {})
