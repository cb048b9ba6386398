"""Hold the alerts against the market: who should have been told of a listing was told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Max

from marketplace.config.reactions import INDEX_HANDLER
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Technology
from marketplace.technologies.selectors import technologies_to_index
from marketplace.technologies.states import TechnologyState
from matching.alerts.held import HeldProfiles
from matching.alerts.services.meeting import demands_met, fitting_demands
from matching.alerts.states import AlertSide
from matching.engines.active import active_engine
from matching.models import Alert, DemandProfile, WeighedDemand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marketplace.technologies.selectors import IndexSource
    from matching.engines.base import SearchIndex

# how long offers are on average moves with every listing, and a score with it
_CLEARLY: Final = 1.1


def unalerted() -> list[str]:
    """Return which listings clearly answer a demand whose firm was told nothing; empty if none.

    A threshold that was renewed since a listing came is not the one that it met: such pairs are
    left out, so that whatever is returned is a lost alert.
    """
    held, index = HeldProfiles(), active_engine().index(fresh=True)
    held.refresh()
    native = Technology.objects.filter(state=TechnologyState.PUBLISHED, source_ref=None)
    sources = technologies_to_index(
        technology_ids=list(native.values_list("pk", flat=True)), limit=native.count() or 1
    )
    return [fault for source in sources for fault in _faults(held, index, source)]


def _faults(held: HeldProfiles, index: SearchIndex, source: IndexSource) -> Iterator[str]:
    technology = Technology.objects.get(pk=source.technology_id)
    came_at = Entry.objects.filter(
        kind__in=INDEX_HANDLER.kinds,
        subjects__type="technology",
        subjects__ref=technology.public_id,
    ).aggregate(last=Max("recorded_at"))["last"]
    met = demands_met(held, index, source)
    for fitting in fitting_demands(source, met):
        demand = fitting.demand
        highest = DemandProfile.objects.filter(demand=demand).aggregate(top=Max("threshold"))["top"]
        is_renewed = WeighedDemand.objects.filter(demand=demand, weighed_at__gte=came_at).exists()
        if is_renewed or met[demand.pk] < _CLEARLY * highest:
            continue
        told = Alert.objects.filter(
            demand=demand, version_id=technology.version_id, side=AlertSide.BUYER
        )
        if not told.exists():
            yield f"{technology.public_id}: nobody was told that it answers {demand.public_id}"
