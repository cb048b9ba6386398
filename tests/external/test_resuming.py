"""Clients that others wrote follow notices through cut connections: each once, in order."""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests.external.cutting import cutting_proxy
from tests.external.resuming import notices

if TYPE_CHECKING:
    from tests.demo_server import RunningServer, Session
    from tests.external.conftest import Node

pytestmark = pytest.mark.external

SELLER, REVIEWER = "owner@nurigyeol.example", "reviewer@gaundegil.example"
NOTICES = 40
SECONDS = 120
OFFER = {
    "industry": "MACHINERY_ROBOTICS",
    "trl": 5,
    "transferModes": ["LICENCE"],
    "year": 2025,
    "ipStatus": "KNOW_HOW",
    "texts": [
        {
            "language": "EN",
            "area": "Grippers",
            "problem": "Soft fruit bruises",
            "title": "A gripper for soft fruit",
            "summary": "It holds fruit by air alone.",
            "description": "It holds fruit by air alone.",
            "advantages": "No bruises.",
            "specification": "Up to half a kilogram.",
            "comparison": "Half the loss of fingers.",
            "proofAvailable": "A report of a season.",
            "fieldOfUse": "Packing halls.",
            "partnerSought": "A maker of packing lines.",
            "keywords": ["gripper", "fruit"],
            "withheld": "The shape of the nozzle.",
        }
    ],
}
CREATE = """mutation ($key: ID!, $input: TechnologyInput!) {
  createTechnology(requestId: $key, input: $input) {
    technology { id revision } errors { code message params { name value } } } }"""
SUBMIT = """mutation ($id: ID!, $revision: Int!) {
  submitTechnology(id: $id, revision: $revision) {
    technology { id } errors { code message params { name value } } } }"""
COMMENT = """mutation ($id: ID!, $text: String!) {
  commentOnReview(id: $id, text: $text) { errors { code } } }"""
STATE = "{ notificationState { lastNumber } }"


def done(session: Session, mutation: str, **variables: Any) -> dict[str, Any]:
    """Return what a mutation gave, which has to be no error."""
    answer = session.graphql(mutation, **variables)
    payload: dict[str, Any] = next(iter(answer["data"].values()))
    assert payload["errors"] == [], answer
    return payload


def submitted(seller: Session) -> str:
    """Return the id of a new technology that waits for its review."""
    made = done(seller, CREATE, key=uuid.uuid4().hex, input=OFFER)["technology"]
    done(seller, SUBMIT, id=made["id"], revision=made["revision"])
    return str(made["id"])


def last_number(session: Session) -> int:
    return int(session.graphql(STATE)["data"]["notificationState"]["lastNumber"])


async def settled(session: Session) -> int:
    """Return the number of the last notice once no further one comes."""
    last = -1
    while last != (now := await asyncio.to_thread(last_number, session)):
        last = now
        await asyncio.sleep(2)
    return last


async def comments(session: Session, technology_id: str) -> None:
    """Write remarks, of each of which the other side hears."""
    for number in range(NOTICES):
        await asyncio.to_thread(done, session, COMMENT, id=technology_id, text=f"Remark {number}.")
        await asyncio.sleep(random.random() / 10)


async def test_npm_graphql_ws_loses_and_doubles_nothing(
    node: Node, demo_server: RunningServer
) -> None:
    seller = await asyncio.to_thread(demo_server.session, SELLER)
    reviewer = await asyncio.to_thread(demo_server.session, REVIEWER)
    technology_id = await asyncio.to_thread(submitted, seller)
    first = await settled(reviewer)
    origin = demo_server.base_url
    async with cutting_proxy(int(origin.rpartition(":")[2])) as (proxy, port):
        cookie = f"sessionid={reviewer.cookie('sessionid')}"
        arguments = (cookie, origin, str(first), str(first + NOTICES))
        follows = asyncio.to_thread(
            node, "resume.mjs", f"ws://127.0.0.1:{port}/graphql", *arguments, timeout=SECONDS
        )
        finished, _ = await asyncio.gather(follows, comments(seller, technology_id))
    assert finished.returncode == 0, finished.stderr
    numbers = json.loads(finished.stdout)
    assert numbers == list(range(first + 1, first + NOTICES + 1))
    assert proxy.cuts > 5


async def test_python_gql_loses_and_doubles_nothing(demo_server: RunningServer) -> None:
    seller = await asyncio.to_thread(demo_server.session, SELLER)
    reviewer = await asyncio.to_thread(demo_server.session, REVIEWER)
    technology_id = await asyncio.to_thread(submitted, seller)
    first = await settled(seller)
    headers = {"Cookie": f"sessionid={seller.cookie('sessionid')}"}
    numbers: list[int] = []

    async def follow(port: int) -> None:
        async for notice in notices(f"ws://127.0.0.1:{port}/graphql", headers, first):
            numbers.append(notice["number"])
            if len(numbers) >= NOTICES:
                return

    async with cutting_proxy(int(demo_server.base_url.rpartition(":")[2])) as (proxy, port):
        follows = asyncio.wait_for(follow(port), SECONDS)
        await asyncio.gather(follows, comments(reviewer, technology_id))
    assert numbers == list(range(first + 1, first + NOTICES + 1))
    assert proxy.cuts > 5
