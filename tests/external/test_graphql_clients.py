"""Clients that others wrote run a query, a mutation and a subscription over the socket."""

from __future__ import annotations

import json
import os
import uuid
from typing import Any

import pytest
from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport

from tests.demo_server import RunningServer
from tests.external.conftest import Node

pytestmark = pytest.mark.external

SELLER = "deal.lead@nurigyeol.example"
TECHNOLOGY = {
    "industry": "MACHINERY_ROBOTICS",
    "trl": 5,
    "transferModes": ["LICENCE"],
    "texts": [{"language": "EN", "area": "Grippers", "title": "A gripper for soft fruit"}],
}
MUTATION = """mutation ($requestId: ID!, $input: TechnologyInput!) {
  createTechnology(requestId: $requestId, input: $input) {
    technology { id state isOwn } errors { code field message } } }"""


def test_npm_graphql_ws(
    node: Node, demo_server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = demo_server.session(SELLER)
    monkeypatch.setitem(os.environ, "TECHNOLOGY_INPUT", json.dumps(TECHNOLOGY))
    cookie = f"sessionid={session.cookie('sessionid')}"
    done = node("clients.mjs", demo_server.socket_url, cookie, demo_server.base_url)
    assert done.returncode == 0, done.stderr
    results: dict[str, Any] = json.loads(done.stdout)
    assert results["query"]["data"]["viewer"]["email"] == SELLER
    made = results["mutation"]["data"]["createTechnology"]
    assert made["errors"] == []
    assert made["technology"]["state"] == "DRAFT"
    # the second click gets the same draft
    assert results["repeated"]["data"]["createTechnology"] == made
    assert int(results["subscription"]["data"]["logCheckpoint"]["size"]) > 0
    assert "nothing" in results["refused"]


async def test_python_gql(demo_server: RunningServer) -> None:
    session = demo_server.session(SELLER)
    transport = WebsocketsTransport(
        url=demo_server.socket_url,
        headers={"Cookie": f"sessionid={session.cookie('sessionid')}"},
    )
    async with Client(transport=transport) as client:
        answer = await client.execute(gql("{ viewer { email } }"))
        assert answer["viewer"]["email"] == SELLER
        request = gql(MUTATION)
        request.variable_values = {"requestId": uuid.uuid4().hex, "input": TECHNOLOGY}
        made = (await client.execute(request))["createTechnology"]
        assert made["errors"] == []
        async for value in client.subscribe(gql("subscription { logCheckpoint { size } }")):
            assert int(value["logCheckpoint"]["size"]) > 0
            break
