"""What is said, asked, granted and refused in the demo's rooms."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from contracts.rooms.content import ItemContent, RequestContent
from contracts.rooms.models import RequestItem, Room
from contracts.rooms.services import (
    FileChoice,
    item_grant,
    item_refuse,
    message_post,
    request_draft,
    request_issue,
    room_file_add,
)
from contracts.rooms.states import Visibility
from marketplace.config.demo.load.matches import match_of
from marketplace.config.demo.load.ndas import deposited, members
from marketplace.files.services import transfer_part_write

if TYPE_CHECKING:
    import datetime as dt

    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story


def room_write(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Let somebody write a message."""
    message_post(
        actor=story.actor(row["by"]),
        room=_room(story, pair),
        request_id=f"demo-{row['at']:%m%d%H%M}",
        text=row["words"],
        visibility=row.get("visibility", Visibility.EVERYONE),
        now=now,
    )


def room_file_put(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Let somebody add a short text file; it is encrypted as it arrives."""
    content = ("\n".join(row["file"]["lines"]) + "\n").encode()
    actor = story.actor(row["by"])
    opened = room_file_add(
        actor=actor,
        room=_room(story, pair),
        name=row["file"]["name"],
        media_type="text/plain",
        size=len(content),
        visibility=Visibility.EVERYONE,
        view_only=False,
        now=now,
    )
    transfer_part_write(
        actor=actor, transfer=opened.transfer, number=0, source=io.BytesIO(content), now=now
    )


def data_ask(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Let the large firm ask in writing for technical data, one item after the other."""
    given = row["request"]
    days = {name: story.day(given[name]) for name in given if name.endswith(("_on", "_from"))}
    days["use_until"] = story.day(given["use_until"])
    items = tuple(ItemContent(**item) for item in given["items"])
    actor = story.actor(row["by"])
    request = request_draft(
        actor=actor,
        room=_room(story, pair),
        content=RequestContent(**(given | days | {"items": items})),
        now=now,
    )
    request_issue(actor=actor, request=request, revision=request.revision, now=now)


def item_give(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Let the small firm show a document to named people, as marked pages only."""
    item = _item(story, pair, row)
    chosen = deposited(item.request.room.technology_id, row["files"])
    item_grant(
        actor=story.actor(row["by"]),
        item=item,
        revision=item.revision,
        files=[FileChoice(deposit_file_id=public_id) for public_id in chosen],
        view_only=True,
        holder_ids=members(row["holders"]),
        now=now,
    )


def item_turn_down(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Let the small firm refuse an item, with its reason."""
    item = _item(story, pair, row)
    item_refuse(
        actor=story.actor(row["by"]),
        item=item,
        revision=item.revision,
        reason=row["reason"],
        words=row["words"],
        now=now,
    )


def _room(story: Story, pair: Table) -> Room:
    rows = Room.objects.select_related("nda", "match", "technology")
    return rows.get(match=match_of(story, pair))


def _item(story: Story, pair: Table, row: Table) -> RequestItem:
    rows = RequestItem.objects.select_related("request__room__nda", "request__room__match")
    return rows.get(request__room__match=match_of(story, pair), position=row["item"])
