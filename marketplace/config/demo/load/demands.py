"""The demo's demands are written and published."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final

from marketplace.accounts.roles import Role
from marketplace.config.demo.load import files
from marketplace.config.demo.load.firms import DRAFTED_ON, emails_of
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.services import demand_create, demand_publish

if TYPE_CHECKING:
    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story

_LANGUAGES: Final = ("ko", "en")
_WRITING: Final = dt.timedelta(days=3)


def demands_tell(story: Story) -> None:
    """Let each demand come as far as its file says."""
    for slug, data in files.offers("demands").items():
        published = data.get("published_on", DRAFTED_ON)
        begun = story.in_office_hours(published - _WRITING, of=slug)
        story.at(begun, partial(_created, story, slug, data))
        if data["state"] == "published":
            moment = story.in_office_hours(published, of=slug)
            story.at(moment, partial(_published, story, slug, data))


def _writer_of(slug: str) -> str:
    return next(emails_of(slug, Role.SCOUT, Role.DEAL_LEAD))


def _created(story: Story, slug: str, data: Table, now: dt.datetime) -> None:
    story.demands[slug] = demand_create(
        actor=story.actor(_writer_of(data["owner"])),
        request_id=f"demo-{slug}",
        content=DemandContent(
            industries=tuple(data["industries"]),
            trl_min=data["trl_min"],
            trl_max=data["trl_max"],
            transfer_modes=tuple(data["transfer_modes"]),
            budget_min=data["budget_min"],
            budget_max=data["budget_max"],
            currency=data["currency"],
            deadline=story.day(data["deadline"]),
            exclusions=data["exclusions"].strip(),
            texts=tuple(DemandWords(language=code, **data[code]) for code in _LANGUAGES),
        ),
        now=now,
    )


def _published(story: Story, slug: str, data: Table, now: dt.datetime) -> None:
    demand = story.demands[slug]
    demand_publish(
        actor=story.actor(_writer_of(data["owner"])),
        demand=demand,
        revision=demand.revision,
        now=now,
    )
