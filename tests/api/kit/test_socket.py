"""GraphQL over sockets: the protocol, who may listen, and who stops listening when."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import orjson
import pytest
from channels.layers import get_channel_layer

from marketplace.core.graphql import consumer as consumer_module
from marketplace.core.live import publish
from tests.api.kit.conftest import OTHER, Opener, Sessions, ask, closed, heard, say, told
from tests.api.kit.toy import MEMBER, RESOLVED, SECRET

pytestmark = pytest.mark.django_db(transaction=True)


async def test_query_and_mutation(opened: Opener) -> None:
    async with opened("seven") as socket:
        await ask(socket, "{ hello hidden }")
        assert await heard(socket) == {
            "id": "1",
            "type": "next",
            "payload": {"data": {"hello": "Hello you", "hidden": "seen"}},
        }
        assert await heard(socket) == {"id": "1", "type": "complete"}
        # the id is free again
        await ask(socket, 'mutation { makeTimer(subject: "a") { subject errors { code } } }')
        answer = await heard(socket)
        assert answer["payload"]["data"]["makeTimer"] == {"subject": "a None", "errors": []}


async def test_a_refused_document_is_an_error_message(opened: Opener) -> None:
    async with opened() as socket:
        for query in ("{ unknown }", "{ hello", "subscription { ticks mine }"):
            await ask(socket, query)
            answer = await heard(socket)
            assert (answer["type"], answer["id"]) == ("error", "1")
            assert answer["payload"][0]["message"]


async def test_a_subscription_begins_at_once_and_follows_events(opened: Opener) -> None:
    async with opened() as socket:
        await ask(socket, "subscription ($s: Int) { ticks(skipping: $s) }", s=2)
        assert (await heard(socket))["payload"] == {"data": {"ticks": -1}}
        for number in (1, 2, 3):
            await told("toy.ticks", number=number)
        assert (await heard(socket))["payload"] == {"data": {"ticks": 1}}
        assert (await heard(socket))["payload"] == {"data": {"ticks": 3}}
        await say(socket, type="complete", id="1")
        await told("toy.ticks", number=4)
        assert await socket.receive_nothing(0.2)


async def test_equal_viewers_share_one_resolution_made_for_nobody(opened: Opener) -> None:
    async with opened("seven") as one, opened("eight") as two, opened() as three:
        for socket in (one, two, three):
            await ask(socket, "subscription { ticks }")
            await heard(socket)
        RESOLVED.clear()
        await told("toy.ticks", number=5)
        for socket in (one, two, three):
            assert (await heard(socket))["payload"] == {"data": {"ticks": 5}}
        assert RESOLVED == [None]


async def test_what_depends_on_the_viewer_is_not_shared(opened: Opener, sessions: Sessions) -> None:
    async with opened("seven") as one, opened("eight") as two:
        await ask(one, "subscription { mine }")
        assert (await heard(one))["payload"] == {"data": {"mine": "7 first"}}
        await ask(two, "subscription { mine }")
        refusal = await heard(two)
        assert refusal["type"] == "error"
        assert refusal["payload"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_lost_right_closes_the_socket(opened: Opener, sessions: Sessions) -> None:
    async with opened("seven") as socket:
        await ask(socket, "subscription { mine }")
        await heard(socket)
        sessions.people["seven"] = OTHER
        await told("toy.user7", number=1)
        assert await closed(socket) == 4403


async def test_an_ended_session_closes_the_socket_at_the_next_event(
    opened: Opener, sessions: Sessions
) -> None:
    async with opened("seven") as socket:
        await ask(socket, "subscription { ticks }")
        await heard(socket)
        del sessions.people["seven"]
        await told("toy.ticks", number=1)
        assert await closed(socket) == 4401


async def test_an_ended_session_runs_no_further_operation(
    opened: Opener, sessions: Sessions
) -> None:
    async with opened("seven") as socket:
        del sessions.people["seven"]
        await ask(socket, "{ hello }")
        assert await closed(socket) == 4401


async def test_signing_out_closes_every_socket_of_the_session(opened: Opener) -> None:
    async with opened("seven") as one, opened("seven") as two, opened("eight") as other:
        await told(f"session.{MEMBER.session_key}")
        assert await closed(one) == 4401
        assert await closed(two) == 4401
        await ask(other, "{ hidden }")
        assert (await heard(other))["payload"]["data"] == {"hidden": "seen"}


async def test_errors_of_events_are_masked_and_end_the_operation(opened: Opener) -> None:
    async with opened("seven") as socket:
        await ask(socket, "subscription { mine }", id="a")
        await heard(socket)
        await told("toy.user7", boom=True)
        text = await socket.receive_text()
        assert SECRET not in text
        assert orjson.loads(text)["payload"][0]["extensions"]["code"] == "INTERNAL_ERROR"
        await ask(socket, "subscription { mine }", id="a")
        await heard(socket)
        await told("toy.user7", gone=True)
        answer = await heard(socket)
        assert (answer["type"], answer["payload"][0]["extensions"]["code"]) == (
            "error",
            "not_found",
        )


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://testserver.evil.example", "http://["]
)
async def test_pages_of_other_sites_are_refused(opened: Opener, origin: str) -> None:
    async with opened(origin=origin) as socket:
        assert (socket.is_accepted, socket.answer) == (False, 4403)


@pytest.mark.parametrize("host", ["evil.example", "", "testserver.evil.example"])
async def test_another_host_is_refused(opened: Opener, host: str) -> None:
    """A name that an attacker points at this machine makes its page look like ours."""
    async with opened(host=host, origin=f"http://{host}") as socket:
        assert (socket.is_accepted, socket.answer) == (False, 4403)


async def test_equal_events_that_wait_are_one(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go = threading.Event()
    monkeypatch.setattr(consumer_module, "close_old_connections", lambda: may_go.wait(20) and None)
    may_go.set()
    async with opened() as socket:
        await ask(socket, "subscription { ticks }")
        await heard(socket)
        may_go.clear()
        for number in [1] * 60 + [2]:
            publish("toy.ticks", {"number": number})
        await asyncio.sleep(0.2)
        may_go.set()
        numbers: list[int] = []
        while not numbers or numbers[-1] != 2:
            numbers.append((await heard(socket))["payload"]["data"]["ticks"])
        # the one being answered, one that waited for all the others, and the last
        assert numbers in ([1, 1, 2], [1, 2])


async def test_another_protocol_is_refused(opened: Opener) -> None:
    async with opened(protocols=("graphql-ws",), init=False) as socket:
        assert await closed(socket) == 4406


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", "{}", '{"type":"start"}', '{"type":["a"]}', '{"type":"subscribe"}',
     '{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}',
     '{"type":"subscribe","id":7,"payload":{"query":"{ hello }"}}',
     '{"type":"subscribe","id":"1","payload":{"query":7}}',
     '{"type":"subscribe","id":"1","payload":[]}',
     '{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":7}}'],
)  # fmt: skip
async def test_a_malformed_message_closes_the_socket(opened: Opener, text: str) -> None:
    async with opened() as socket:
        await socket.send_text(text)
        assert await closed(socket) == 4400


async def test_bytes_close_the_socket(opened: Opener) -> None:
    async with opened() as socket:
        await socket.send_bytes(b"\x00")
        assert await closed(socket) == 4400


async def test_nothing_before_the_handshake(opened: Opener) -> None:
    async with opened(init=False) as socket:
        await ask(socket, "{ hello }")
        assert await closed(socket) == 4401


async def test_a_second_handshake(opened: Opener) -> None:
    async with opened() as socket:
        await say(socket, type="connection_init")
        assert await closed(socket) == 4429


async def test_a_handshake_that_does_not_come(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer_module, "_INIT_SECONDS", 0.05)
    async with opened(init=False) as socket:
        assert await closed(socket) == 4408


async def test_an_id_in_use(opened: Opener) -> None:
    async with opened() as socket:
        await ask(socket, "subscription { ticks }")
        await heard(socket)
        await ask(socket, "subscription { ticks }")
        assert await closed(socket) == 4409


async def test_ping(opened: Opener) -> None:
    async with opened(init=False) as socket:
        await say(socket, type="ping", payload={"at": 1})
        assert await heard(socket) == {"type": "pong", "payload": {"at": 1}}
        await say(socket, type="pong")
        await say(socket, type="ping")
        assert await heard(socket) == {"type": "pong"}


async def test_the_language_of_the_handshake(opened: Opener) -> None:
    async with opened(init=False) as socket:
        await say(socket, type="connection_init", payload={"language": "en"})
        await heard(socket)
        await ask(socket, "{ language }")
        assert (await heard(socket))["payload"]["data"] == {"language": "EN"}


async def test_sockets_of_one_person_are_counted(opened: Opener, settings: Any) -> None:
    settings.SOCKETS_PER_USER = 2
    async with opened("seven"), opened("seven"):
        async with opened("seven", init=False) as third:
            assert await closed(third) == 4429
        async with opened("eight"):
            pass
    async with opened("seven"):
        pass


async def test_operations_of_one_socket_are_counted(opened: Opener) -> None:
    async with opened() as socket:
        for number in range(20):
            await ask(socket, "subscription { ticks }", id=str(number))
            await heard(socket)
        await ask(socket, "subscription { ticks }", id="more")
        assert await closed(socket) == 4429


async def test_a_closed_socket_leaves_its_groups(opened: Opener) -> None:
    layer = get_channel_layer()
    async with opened("seven") as socket:
        await ask(socket, "subscription { ticks }")
        await heard(socket)
        assert layer.groups["toy.ticks"]
    assert not layer.groups.get("toy.ticks")
    assert not layer.groups.get(f"session.{MEMBER.session_key}")
