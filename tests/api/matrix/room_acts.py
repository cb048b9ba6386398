"""What people do in rooms: messages, files, the request and its items, a pause."""

from __future__ import annotations

from typing import Any

from tests.api.matrix.case import Case, both, fixed, known, mutation
from tests.api.matrix.rooms import ALL, BUYER_LEADS, DEAL_LEAD, FIRMS
from tests.api.matrix.world import COORDINATOR, SELLER_WRITERS


def _request_act(name: str, state: str, revision: int, types: str = "", **given: Any) -> Case:
    return mutation(
        name,
        DEAL_LEAD,
        f"id: ID!, revision: Int!{types}",
        both(known(id=f"request {state}"), fixed(revision=revision, **given)),
        title=f"of one {state}",
    )


def _item_act(
    name: str, item: str, revision: int, types: str = "", *more: Any, **given: Any
) -> Case:
    return mutation(
        name,
        SELLER_WRITERS,
        f"itemId: ID!, revision: Int!{types}",
        both(known(itemId=item), fixed(revision=revision, **given), *more),
        title=item,
    )


MUTATIONS: dict[str, tuple[Case, ...]] = {
    "Mutation.markRoomRead": (
        mutation(
            "markRoomRead",
            ALL,
            "roomId: ID!, number: Int!",
            both(known(roomId="room"), fixed(number=1)),
        ),
    ),
    "Mutation.postMessage": (
        mutation(
            "postMessage",
            ALL,
            "roomId: ID!, requestId: ID!, text: String!, visibility: RoomVisibility!",
            both(
                known(roomId="room"),
                fixed(requestId="new", text="A word", visibility="EVERYONE"),
            ),
        ),
        mutation(
            "postMessage",
            FIRMS,
            "roomId: ID!, requestId: ID!, text: String!, visibility: RoomVisibility!",
            both(
                known(roomId="room"),
                fixed(requestId="new", text="A note", visibility="COORDINATOR"),
            ),
            title="a private note",
        ),
    ),
    "Mutation.addRoomFile": (
        mutation(
            "addRoomFile",
            FIRMS,
            "roomId: ID!, name: String!, size: BigInt!",
            both(known(roomId="room"), fixed(name="sample.txt", size="4")),
        ),
    ),
    "Mutation.pauseRoom": (
        mutation(
            "pauseRoom",
            COORDINATOR,
            "roomId: ID!, revision: Int!, words: String!",
            both(known(roomId="room"), fixed(revision=1, words="A question")),
        ),
    ),
    "Mutation.resumeRoom": (
        mutation(
            "resumeRoom",
            COORDINATOR,
            "roomId: ID!, revision: Int!, words: String!",
            both(known(roomId="room paused"), fixed(revision=2, words="Settled")),
        ),
    ),
    "Mutation.draftRequest": (
        mutation(
            "draftRequest",
            DEAL_LEAD,
            "roomId: ID!, input: DataRequestInput!",
            both(known(roomId="room"), fixed(input={"title": "Bonding"})),
        ),
    ),
    "Mutation.saveRequest": (
        _request_act(
            "saveRequest", "draft", 1, ", input: DataRequestInput!", input={"title": "Other"}
        ),
    ),
    "Mutation.issueRequest": (_request_act("issueRequest", "draft", 1),),
    "Mutation.withdrawRequest": (
        _request_act("withdrawRequest", "draft", 1),
        _request_act("withdrawRequest", "issued", 2),
    ),
    "Mutation.openRequestForm": (
        mutation(
            "openRequestForm",
            ALL,
            "id: ID!, language: Language!",
            both(known(id="request issued"), fixed(language="KO")),
        ),
    ),
    "Mutation.grantItem": (
        _item_act(
            "grantItem",
            "item of issued",
            1,
            ", files: [FileChoiceInput!]!, holderIds: [ID!]!",
            lambda world: {
                "files": [{"depositFileId": world.ids["deposit file"]}],
                "holderIds": [world.ids["buyer_engineer membership"]],
            },
        ),
    ),
    "Mutation.refuseItem": (
        _item_act(
            "refuseItem",
            "item of issued",
            1,
            ", reason: ItemRefusalReason!",
            reason="TOO_EARLY",
        ),
    ),
    "Mutation.revokeItem": (_item_act("revokeItem", "item granted", 2),),
    "Mutation.removeItemHolder": (
        mutation(
            "removeItemHolder",
            SELLER_WRITERS | BUYER_LEADS,
            "itemId: ID!, membershipId: ID!",
            known(itemId="item granted", membershipId="buyer_engineer membership"),
        ),
    ),
}
