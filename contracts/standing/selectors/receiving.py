"""What was handed over in each match and nobody of the reader's firm has fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from contracts.deals.models import Contract
from contracts.standing.facts import HandOverFacts
from contracts.standing.selectors.parts import Part, keys_of
from marketplace.accounts.policies import can_use_recipients
from marketplace.accounts.selectors import active_age_recipients
from marketplace.escrow.models import Release
from marketplace.escrow.policies import can_read_releases, visible_releases
from marketplace.escrow.states import ReleaseState
from marketplace.evidence.models import EntrySubject
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.actor import Actor
    from matching.selectors.matches import MatchRow

_PREFIX: Final = "contract:"


def hand_overs_read(
    actor: Actor, rows: Sequence[MatchRow], stages: Mapping[int, Stage]
) -> Mapping[int, Part[HandOverFacts]]:
    """Return the files that wait in each match; only the firm they were handed to knows of any.

    Args:
        actor: Who reads.
        rows: The matches.
        stages: How far anybody of the large firm may look, by match.
    """
    if not can_read_releases(actor):
        return {row.match.pk: Part() for row in rows}
    waiting = _waiting(actor, rows)
    # what came before anybody had a key is encrypted as soon as somebody has one
    has_key = bool(waiting) and bool(active_age_recipients(actor.organisation_id or 0))
    found: dict[int, Part[HandOverFacts]] = {}
    for row in rows:
        release = waiting.get(row.match.pk)
        lacks_key = release is not None and release.state == ReleaseState.REQUESTED
        if release is None or (lacks_key and has_key):
            found[row.match.pk] = Part()
            continue
        may = {"release.make_key"} if can_use_recipients(actor) else set()
        if row.stage >= Stage.S5:
            may.add("release.fetch")
        fact = HandOverFacts(
            since=release.ready_at or release.released_at,
            lacks_key=lacks_key,
            is_reachable=stages[row.match.pk] >= Stage.S5,
        )
        found[row.match.pk] = Part(fact, frozenset(may))
    return found


def _waiting(actor: Actor, rows: Sequence[MatchRow]) -> dict[int, Release]:
    """Return one release of each match that waits; one that is ready before one that is not."""
    contracts = Contract.objects.filter(match_id__in=keys_of(rows))
    matches = dict(contracts.values_list("public_id", "match_id"))
    releases = Release.objects.filter(
        visible_releases(actor), source__in=[f"{_PREFIX}{ref}" for ref in matches]
    ).exclude(state=ReleaseState.WITHDRAWN)
    ready_last = sorted(releases, key=lambda release: release.state == ReleaseState.READY)
    there = {release.source.removeprefix(_PREFIX): release for release in ready_last}
    if not there:
        return {}
    fetched = EntrySubject.objects.filter(
        type="contract", ref__in=there, entry__kind="deposit.release_fetched"
    ).values_list("ref", flat=True)
    for ref in set(fetched):
        there.pop(ref)
    return {matches[ref]: release for ref, release in there.items()}
