"""The demo's firms seal what stands behind their technologies, or what they knew already."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

from marketplace.config.demo.load import files
from marketplace.config.demo.load.sealed_files import sealed_files
from marketplace.config.demo.load.technologies import deposited_at, submitted_at, writer_of
from marketplace.escrow.models import Deposit
from marketplace.escrow.services import (
    demand_seal,
    deposit_attach,
    deposit_create,
    deposit_file_add,
    deposit_seal,
)
from marketplace.escrow.services.fingerprinting import fingerprints_make
from marketplace.escrow.services.leak_checks import leak_checks_start
from marketplace.escrow.services.leak_reports import leak_reports_make
from marketplace.escrow.wording import ContributorWords, DepositWords
from marketplace.files.services import transfer_part_write

if TYPE_CHECKING:
    import datetime as dt

    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story
    from marketplace.core.actor import Actor


def deposits_tell(story: Story) -> None:
    """Let each deposit be sealed before its technology is submitted, or its demand published.

    What the log's handlers do on their own in a running market happens here in its place in the
    story: sealed files are read, and submitted words compared with them.
    """
    technologies = files.offers("technologies")
    for slug, row in files.table("deposits").items():
        owner = technologies[slug]["owner"]
        sealed = partial(_technology_sealed, story, slug, owner, row)
        story.at(deposited_at(story, slug), sealed, outside=True)
        for moment in submitted_at(story, slug):
            story.at(moment, partial(_compared, story, slug), outside=True)
    for slug, row in files.table("known").items():
        sealed = partial(_demand_sealed, story, slug, row)
        story.at(story.moment(row["sealed_at"]), sealed, outside=True)


def _technology_sealed(story: Story, slug: str, owner: str, row: Table, now: dt.datetime) -> None:
    actor = story.actor(writer_of(owner))
    address = files.table("addresses")[owner]
    deposit = _sealed(story, slug, row, by=writer_of(owner), address=address, now=now)
    deposit_attach(actor=actor, deposit=deposit, technology=story.technologies[slug], now=now)
    fingerprints_make(deposit_ids=[deposit.public_id], now=now)


def _demand_sealed(story: Story, slug: str, row: Table, now: dt.datetime) -> None:
    deposit = _sealed(story, slug, row, by=row["by"], address=row["address"], now=now)
    demand_seal(actor=story.actor(row["by"]), deposit=deposit, demand=story.demands[slug], now=now)


def _sealed(
    story: Story, slug: str, row: Table, *, by: str, address: str, now: dt.datetime
) -> Deposit:
    actor = story.actor(by)
    writer = next(one for one in files.people() if one["email"] == by)
    firm = next(one for one in files.firms() if one["slug"] == writer["firm"])
    name = firm[f"name_{writer['language']}"]
    deposit = deposit_create(
        actor=actor,
        request_id=f"demo-{slug}",
        words=DepositWords(
            title=row["title"],
            kind=row["kind"],
            made_on=story.day(row["made_on"]),
            outline=row["outline"],
            depositor_name=name,
            depositor_address=address,
            contributors=(ContributorWords(name=writer["name"], part=row["part"]),),
        ),
        now=now,
    )
    for file_name, media_type, content in sealed_files(
        slug, row, firm=name, language=writer["language"], now=now
    ):
        _file_put(actor, deposit, file_name, media_type, content, now)
    return deposit_seal(actor=actor, deposit=deposit, revision=deposit.revision, now=now)


def _file_put(
    actor: Actor,
    deposit: Deposit,
    name: str,
    media_type: str,
    content: bytes,
    now: dt.datetime,
) -> None:
    _file, opened = deposit_file_add(
        actor=actor,
        deposit=deposit,
        revision=deposit.revision,
        name=name,
        media_type=media_type,
        size=len(content),
        now=now,
    )
    # small enough for a single part
    transfer_part_write(
        actor=actor, transfer=opened.transfer, number=0, source=io.BytesIO(content), now=now
    )


def _compared(story: Story, slug: str, now: dt.datetime) -> None:
    public_ids = [story.technologies[slug].public_id]
    leak_checks_start(technology_ids=public_ids, now=now)
    leak_reports_make(technology_ids=public_ids, now=now)
