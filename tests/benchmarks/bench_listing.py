"""A page of the market over GraphQL beside a plain Django view that reads the same rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import orjson
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse
from django.test import Client, RequestFactory

from marketplace.accounts.actors import actor_for_request
from marketplace.config.graphql import graphql_view
from marketplace.core.publication import publication_month
from marketplace.ladder.selectors import market_stage
from marketplace.ladder.stages import Stage
from marketplace.technologies.models import Technology, TechnologyText
from marketplace.technologies.policies import market_technologies
from marketplace.technologies.services import ImportedTechnology, technologies_import
from tests.benchmarks.report import cpu_of, figure, ratio
from tests.factories.people import NOW, people_made

if TYPE_CHECKING:
    from django.http import HttpRequest

ROWS, BATCH = 10_000, 500
PAGE = 20
CALLS = 200
QUERY = """{ technologies(first: 20) {
  nodes { id origin card { language area year publishedMonth } summary { title summary } }
  pageInfo { hasNextPage endCursor }
} }"""


def run() -> None:
    """Print both costs and their ratio."""
    people = people_made()
    for start in range(0, ROWS, BATCH):
        technologies_import(batch=[listing(n) for n in range(start, start + BATCH)], now=NOW)
    client = Client()
    client.force_login(people.users["buyer_scout"])

    # made before the clock runs: a request is the server's work, not the view's
    requests = iter([request_of(client) for _ in range(2 * CALLS + 30)])

    def ours() -> HttpResponse:
        return graphql_view(next(requests))

    def plain() -> HttpResponse:
        return plain_view(next(requests))

    ours_nodes = json.loads(ours().content)["data"]["technologies"]["nodes"]
    plain_nodes = json.loads(plain().content)["nodes"]
    assert [node["id"] for node in ours_nodes] == [node["id"] for node in plain_nodes]
    assert [node["summary"]["title"] for node in ours_nodes] == [
        node["title"] for node in plain_nodes
    ]
    fastest_plain, fastest_ours = cpu_of(plain, calls=CALLS), cpu_of(ours, calls=CALLS)
    figure("rows", f"{ROWS:,}; answer {len(ours().content):,} and {len(plain().content):,} bytes")
    ratio(
        "technologies list, least CPU",
        fastest_ours.least * 1000,
        baseline="plain values view, same visibility",
        base=fastest_plain.least * 1000,
        limit=2.0,
    )
    ratio(
        "technologies list, p50 CPU",
        fastest_ours.p50 * 1000,
        baseline="plain values view, same visibility",
        base=fastest_plain.p50 * 1000,
        limit=2.0,
    )


def plain_view(request: HttpRequest) -> HttpResponse:
    """Answer the same page with values_list and orjson, and nothing else."""
    actor = actor_for_request(request)
    readable = market_stage(actor) >= Stage.S1
    rows = list(
        Technology.objects.filter(market_technologies())
        .order_by("-published_order", "public_id")
        .values_list("public_id", "origin", "published_order", "version_id", "version__year")[
            : PAGE + 1
        ]
    )
    columns = ("area", "title", "summary") if readable else ("area",)
    texts = {
        version_id: (language, words)
        for version_id, language, *words in TechnologyText.objects.filter(
            version_id__in=[row[3] for row in rows]
        ).values_list("version_id", "language", *columns)
    }
    nodes: list[dict[str, Any]] = []
    for public_id, origin, order, version_id, year in rows[:PAGE]:
        language, words = texts[version_id]
        node = dict(zip(columns, words, strict=True))
        node |= {"id": public_id, "origin": origin, "language": language, "year": year}
        node["month"] = publication_month(order)
        nodes.append(node)
    body = {"nodes": nodes, "hasNext": len(rows) > PAGE}
    return HttpResponse(orjson.dumps(body), content_type="application/json")


def request_of(client: Client) -> HttpRequest:
    """Return a request as the middleware hands it to a view."""
    request = RequestFactory().post(
        "/graphql", data=orjson.dumps({"query": QUERY}), content_type="application/json"
    )
    request.session = client.session
    assert SESSION_KEY in request.session
    return request


def listing(number: int) -> ImportedTechnology:
    """Return one of many listings."""
    return ImportedTechnology(
        source_ref=f"BENCH-{number}",
        firm=f"Firm {number % 200}",
        area="Agency of Tests",
        year=2000 + number % 25,
        title=f"Lens number {number}",
        abstract="A lens that bends light where it is needed. " * 12,
    )
