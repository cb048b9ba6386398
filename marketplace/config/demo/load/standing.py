"""Whom the demo's firms invite and keep out, who belongs to one group, and what a scout seeks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from marketplace.accounts.services import affiliate_declare, barrier_declare, invitation_send
from marketplace.config.demo.load import files
from marketplace.config.demo.load.firms import owner_of
from matching.saved.content import SearchContent
from matching.saved.services import search_save

if TYPE_CHECKING:
    import datetime as dt

    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story


def standing_tell(story: Story) -> None:
    """Let the owners invite and declare what the file says."""
    standing = files.table("standing")
    for row in standing["invitations"]:
        story.at(story.moment(row["at"]), partial(_invited, story, row))
    for row in standing["affiliates"]:
        story.at(story.moment(row["at"]), partial(_affiliate, story, row))
    for row in standing["barriers"]:
        story.at(story.moment(row["at"]), partial(_kept_out, story, row))
    for row in standing["searches"]:
        story.at(story.moment(row["at"]), partial(_search_saved, story, row))


def _invited(story: Story, row: Table, now: dt.datetime) -> None:
    actor = story.actor(owner_of(row["firm"]))
    invitation_send(actor=actor, email=row["email"], roles=row["roles"], now=now)


def _affiliate(story: Story, row: Table, now: dt.datetime) -> None:
    affiliate_declare(actor=story.actor(owner_of(row["firm"])), now=now, **_named(row))


def _kept_out(story: Story, row: Table, now: dt.datetime) -> None:
    barrier_declare(
        actor=story.actor(owner_of(row["firm"])),
        kind=row["kind"],
        reason=row["reason"],
        now=now,
        **_named(row),
    )


def _search_saved(story: Story, row: Table, now: dt.datetime) -> None:
    content = SearchContent(text=row["text"])
    search_save(
        actor=story.actor(row["by"]), content=content, name=row["name"], now=now, pace=row["pace"]
    )


def _named(row: Table) -> dict[str, Any]:
    other = next(firm for firm in files.firms() if firm["slug"] == row["other"])
    return {"registration_number": other["registration_number"], "name": other["name_ko"]}
