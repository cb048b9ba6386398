"""The words that the demo's searches know, and what people propose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from marketplace.config.demo.load import files
from matching.glossary import services
from matching.glossary.content import ConceptContent
from matching.glossary.table import START

if TYPE_CHECKING:
    import datetime as dt

    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story


def words_tell(story: Story) -> None:
    """Let a reviewer bring in the words to begin with, and people propose what the file says."""
    words = files.table("words")
    keeper = words["keeper"]
    story.at(story.moment(words["begun_at"]), partial(_begun, story, keeper))
    for row in words["proposals"]:
        story.at(story.moment(row["at"]), partial(_proposed, story, row, keeper))


def _begun(story: Story, keeper: str, now: dt.datetime) -> None:
    table = START.read_text("utf-8")
    services.glossary_import(actor=story.actor(keeper), table=table, version="", now=now)


def _proposed(story: Story, row: Table, keeper: str, now: dt.datetime) -> None:
    content = ConceptContent(tuple(row["korean"]), tuple(row["english"]))
    proposal = services.word_propose(
        actor=story.actor(row["by"]), content=content, reason=row["reason"], now=now
    )
    if answer := row.get("refused_because"):
        services.proposal_refuse(
            actor=story.actor(keeper), public_id=proposal.public_id, answer=answer, now=now
        )
