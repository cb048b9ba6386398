"""Who a socket belongs to, and what ends it: rights that changed, tokens, counts."""

from __future__ import annotations

from typing import Any

import pytest
from channels.layers import get_channel_layer

from tests.api.kit.conftest import Opener, Sessions, ask, closed, heard, say, told
from tests.api.kit.toy import MEMBER

pytestmark = pytest.mark.django_db(transaction=True)


async def test_changed_rights_close_every_socket_of_the_person(opened: Opener) -> None:
    async with opened("seven") as one, opened("seven") as two, opened("eight") as other:
        await told(f"user.{MEMBER.user_id}", note="nothing to close for")
        await told(f"user.{MEMBER.user_id}", close=True)
        assert await closed(one) == 4403
        assert await closed(two) == 4403
        await ask(other, "{ hidden }")
        assert (await heard(other))["payload"]["data"] == {"hidden": "seen"}


async def test_a_token_in_the_handshake_opens_a_socket(opened: Opener, sessions: Sessions) -> None:
    async with opened("eight", authorization="Bearer good") as socket:
        await ask(socket, "subscription { mine }")
        # the token's person, whatever cookie came with it
        assert (await heard(socket))["type"] == "error"
        await ask(socket, "{ hello }", id="2")
        assert (await heard(socket))["type"] == "next"
        await told("token.5", close=True)
        assert await closed(socket) == 4403


async def test_a_wrong_token_in_the_handshake_is_refused(opened: Opener) -> None:
    async with opened("seven", authorization="Bearer bad") as socket:
        assert (socket.is_accepted, socket.answer) == (False, 4403)


async def test_a_token_in_the_payload_opens_a_socket(opened: Opener, sessions: Sessions) -> None:
    async with opened(init=False) as socket:
        await say(socket, type="connection_init", payload={"authorization": "Bearer good"})
        assert await heard(socket) == {"type": "connection_ack"}
        await ask(socket, "{ hello }")
        assert (await heard(socket))["type"] == "next"
        assert (await heard(socket))["type"] == "complete"
        del sessions.tokens["Bearer good"]
        await ask(socket, "{ hello }")
        assert await closed(socket) == 4401


@pytest.mark.parametrize(("authorization", "code"), [("Bearer bad", 4403), (7, 4400)])
async def test_a_wrong_token_in_the_payload_closes(
    opened: Opener, authorization: object, code: int
) -> None:
    async with opened("seven", init=False) as socket:
        await say(socket, type="connection_init", payload={"authorization": authorization})
        assert await closed(socket) == code


async def test_sockets_of_a_token_count_for_its_person(opened: Opener, settings: Any) -> None:
    settings.SOCKETS_PER_USER = 2
    async with opened("seven"), opened(authorization="Bearer good"):
        async with opened(init=False) as third:
            await say(third, type="connection_init", payload={"authorization": "Bearer good"})
            assert await closed(third) == 4429
        async with opened("eight"):
            pass
    layer = get_channel_layer()
    assert not layer.groups.get("token.5")
    assert not layer.groups.get("user.7")
