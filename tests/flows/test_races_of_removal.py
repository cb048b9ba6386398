"""A member is removed while acting: the act comes wholly before the removal, or not at all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from marketplace.accounts.models import Membership
from marketplace.accounts.services import membership_add
from marketplace.technologies.models import Review, Technology
from matching.models import Match
from tests.factories.market import technology_made
from tests.factories.people import NOW
from tests.flows.racing import (
    ACCEPT,
    REVIEW,
    ROUNDS,
    SCORES,
    asked,
    assert_matched_whole,
    assert_not_matched,
    day,
    kinds_after,
    newest_entry,
)

if TYPE_CHECKING:
    from marketplace.core.actor import Actor
    from tests.flows.racing import Race

pytestmark = pytest.mark.django_db(transaction=True)

REQUEST = """mutation ($key: ID!, $demand: ID!, $technology: ID!) {
  requestMatch(requestId: $key, demandId: $demand, technologyId: $technology) {
    match { id } errors { code } } }"""
SAVE = """mutation ($id: ID!, $revision: Int!, $input: TechnologyInput!) {
  saveTechnology(id: $id, revision: $revision, input: $input) {
    technology { id } errors { code } } }"""
REMOVE = "mutation ($id: ID!) { removeMember(id: $id) { errors { code } } }"


class Tried(ABC):
    """An act of somebody who is removed meanwhile."""

    who: ClassVar = "seller_deal_lead"
    role: ClassVar = "deal_lead"
    firm: ClassVar = "seller"
    owner: ClassVar = "seller_owner"
    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, race: Race) -> None:
        self.race = race

    @abstractmethod
    def prepared(self, round_: int) -> Callable[[Actor], str]:
        """Make room for the act and return it."""

    @abstractmethod
    def state(self) -> Any:
        """Return what the act would change."""

    @abstractmethod
    def finished(self, *, done: bool) -> None:
        """Check that it is wholly done or not at all, and clear up."""


class Accepts(Tried):
    """The seller's deal lead accepts the buyer's request."""

    kinds = ("match.matched", "case.assigned")
    match: Match

    def prepared(self, round_: int) -> Callable[[Actor], str]:
        self.match = self.race.requested(round_)
        accept = partial(asked, mutation=ACCEPT, now=day(round_))
        return partial(accept, id=self.match.public_id, revision=1)

    def state(self) -> Any:
        return Match.objects.values_list("state", "revision").get(pk=self.match.pk)

    def finished(self, *, done: bool) -> None:
        self.match.refresh_from_db()
        (assert_matched_whole if done else assert_not_matched)(self.match)
        self.race.taken_back(self.match)


class Requests(Tried):
    """The seller's deal lead asks the buyer for a match."""

    kinds = ("match.requested",)

    def prepared(self, round_: int) -> Callable[[Actor], str]:
        given: dict[str, Any] = {
            "demand": self.race.demand.public_id,
            "technology": self.race.technology.public_id,
        }
        request = partial(asked, mutation=REQUEST, now=day(round_))
        return partial(request, key=f"removed-{round_}", **given)

    def state(self) -> Any:
        return list(Match.objects.order_by("pk").values_list("state", "revision"))

    def finished(self, *, done: bool) -> None:
        requested = list(Match.objects.filter(state="requested"))
        assert len(requested) == done
        for match in requested:
            self.race.taken_back(match, "seller_owner")


class Saves(Tried):
    """The seller's deal lead saves a draft, which leaves no record."""

    def __init__(self, race: Race) -> None:
        super().__init__(race)
        self.draft = technology_made(race.people, "draft", key="saved")
        self.title = ""

    def prepared(self, round_: int) -> Callable[[Actor], str]:
        self.draft.refresh_from_db()
        self.title = f"Barrier of round {round_}"
        words = {"texts": [{"language": "EN", "title": self.title}]}
        given: dict[str, Any] = {
            "id": self.draft.public_id,
            "revision": self.draft.revision,
            "input": words,
        }
        return partial(asked, mutation=SAVE, **given)

    def state(self) -> Any:
        row = Technology.objects.get(pk=self.draft.pk)
        assert row.version is not None
        return row.revision, row.version.texts.get().title

    def finished(self, *, done: bool) -> None:
        assert (self.state()[1] == self.title) == done


class Reviews(Tried):
    """A reviewer returns a technology to its firm."""

    who, role, firm, owner = "reviewer", "reviewer", "institution", "institution_owner"
    kinds = ("technology.returned",)
    technology: Technology | None = None

    def prepared(self, round_: int) -> Callable[[Actor], str]:
        if self.technology is None or self.technology.state == "draft":
            self.technology = self.race.waiting(self.technology, round_)
        given: dict[str, Any] = {
            "id": self.technology.public_id,
            "revision": self.technology.revision,
        }
        return partial(asked, mutation=REVIEW, decision="RETURNED", scores=SCORES, **given)

    def state(self) -> Any:
        assert self.technology is not None
        row = Technology.objects.get(pk=self.technology.pk)
        return row.state, row.revision, Review.objects.count()

    def finished(self, *, done: bool) -> None:
        assert self.technology is not None
        self.technology.refresh_from_db()
        assert self.technology.state == ("draft" if done else "in_review")


@pytest.mark.parametrize("act", [Accepts, Requests, Saves, Reviews])
def test_whoever_is_removed_acts_wholly_before_or_not_at_all(race: Race, act: type[Tried]) -> None:
    tried = act(race)
    outcomes = Counter(_round(race, tried, round_) for round_ in range(ROUNDS))
    assert set(outcomes) == {"done", "not_allowed"}


def _round(race: Race, tried: Tried, round_: int) -> str:
    """Remove the member amid the act, check what is left, let the member in again."""
    people = race.people
    perform, owner, actor = (
        tried.prepared(round_),
        people.actor(tried.owner),
        people.actor(tried.who),
    )
    member = Membership.objects.get(pk=actor.membership_id or 0)
    before, last = tried.state(), newest_entry()

    def remove() -> tuple[str, Any]:
        return asked(owner, REMOVE, id=member.public_id), tried.state()

    outcome, (removed, when_removed) = race.pair.race(partial(perform, actor), remove)
    race.pair.hold_back(first=outcome == "done")
    assert removed == "done"
    assert outcome in {"done", "not_allowed"}
    # what stood when the removal was over is what stays: nothing was written behind it
    assert tried.state() == when_removed
    assert (when_removed == before) == (outcome == "not_allowed")
    acted = tried.kinds if outcome == "done" else ()
    assert kinds_after(last) == [*acted, "membership.ended"]
    tried.finished(done=outcome == "done")
    membership_add(
        actor=owner,
        organisation=people.organisations[tried.firm],
        user=people.users[tried.who],
        roles=(tried.role,),
        now=NOW,
    )
    return str(outcome)
