"""What it costs to work out every technology's access stage at every read of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.config.graphql import engine
from marketplace.core.graphql.context import RequestContext
from marketplace.core.graphql.execution import OperationRequest
from marketplace.core.languages import Language
from marketplace.ladder.models import StageFact
from marketplace.ladder.selectors import market_stage
from marketplace.technologies.selectors import cutting, technologies_market
from tests.benchmarks.report import cpu_of, figure, ratio
from tests.factories.market import match_made, technology_made
from tests.factories.people import NOW, people_made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.ladder.selectors import Listed
    from marketplace.ladder.stages import Stage

PAGE, SIZES = 20, (1, 20, 50)
MATCHED = 5
TURNS = 9
# as the market's page asks for them
QUERY = """query ($first: Int!) { technologies(first: $first) {
  nodes { id origin stage ownerNameKo
    card { language area problem trl transferModes industry year publishedMonth }
    summary { title summary advantages } }
  pageInfo { hasNextPage endCursor }
} }"""


def run() -> None:
    """Print the figures."""
    people = people_made()
    technologies = [
        technology_made(people, "published", key=str(number)) for number in range(max(SIZES) + 2)
    ]
    for number, technology in enumerate(technologies[-MATCHED:]):
        match_made(people, "matched", technology=technology, key=str(number))
    assert StageFact.objects.filter(revoked_at=None).count() == MATCHED
    actor = people.actor("buyer_scout")
    _queries(actor)
    _ratios(actor, "rows read and cut", lambda: _rows(actor, PAGE))
    _ratios(actor, "page over GraphQL", lambda: _page(actor, PAGE))


def _queries(actor: Actor) -> None:
    """Count the queries of pages of several sizes."""
    counts: dict[int, int] = {}
    for size in SIZES:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert len(_page(actor, size)["data"]["technologies"]["nodes"]) == size
        counts[size] = len(seen)
    words = ", ".join(f"{count} for {size}" for size, count in counts.items())
    verdict = "constant" if len(set(counts.values())) == 1 else "NOT CONSTANT"
    figure("queries of a page by its rows", f"{words} ({verdict})")


def _ratios(actor: Actor, name: str, page: Callable[[], Any]) -> None:
    """Measure a page with every stage worked out, and with the market's own for all."""

    def same_for_all(
        actor: Actor, technologies: Iterable[Listed], _now: datetime
    ) -> Mapping[str, Stage]:
        stage = market_stage(actor)
        return {technology.public_id: stage for technology in technologies}

    with_stages, without = [], []
    for _ in range(TURNS):
        # in turns, so that a slow moment hits both
        with_stages.append(cpu_of(page, calls=40))
        with patch.object(cutting, "stages_for", same_for_all):
            without.append(cpu_of(page, calls=40))
    for label, attribute in (("least", "least"), ("p50", "p50")):
        ratio(
            f"{name} with its stages, {PAGE} technologies, {label} CPU",
            min(getattr(timing, attribute) for timing in with_stages) * 1000,
            baseline="the same without",
            base=min(getattr(timing, attribute) for timing in without) * 1000,
            limit=1.3,
        )


def _rows(actor: Actor, size: int) -> Any:
    return technologies_market(actor=actor, now=NOW, after=None, limit=size)


def _page(actor: Actor, size: int) -> Any:
    operation = engine.operation(OperationRequest(QUERY, variables={"first": size}))
    context = RequestContext(actor=actor, now=NOW, language=Language.EN, request_id="bench")
    body = engine.run(operation, context).body
    assert "errors" not in body, body
    return body
