"""The demo's agreements of secrecy are drafted, offered and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.nda.models import Nda
from contracts.nda.services import (
    NdaContent,
    nda_draft,
    nda_holders_set,
    nda_offer,
    nda_sign,
)
from contracts.rooms.services import rooms_recheck
from marketplace.accounts.models import Membership
from marketplace.config.demo.load.matches import match_of
from marketplace.escrow.selectors import deposit_files_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story


def nda_draft_write(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Let the small firm write the agreement, with files of its deposit in the annex."""
    match = match_of(story, pair)
    nda_draft(
        actor=story.actor(row["by"]),
        match=match,
        template_code="technical_data",
        language=row["language"],
        content=NdaContent(
            purpose=row["purpose"],
            months=row["months"],
            scope=row["scope"],
            annex_file_ids=tuple(deposited(match.technology_id, row["annex"])),
        ),
        now=now,
    )


def nda_holders_name(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Let the large firm name who may read."""
    nda = _nda(story, pair)
    nda_holders_set(
        actor=story.actor(row["by"]),
        nda=nda,
        revision=nda.revision,
        membership_ids=members(row["holders"]),
        now=now,
    )


def nda_go_on(story: Story, pair: Table, row: Table, now: dt.datetime) -> None:
    """Let it be offered, or signed by a side; with the second signature the room opens."""
    nda = _nda(story, pair)
    if row["act"] == "offer_nda":
        nda_offer(actor=story.actor(row["by"]), nda=nda, revision=nda.revision, now=now)
        return
    nda_sign(
        actor=story.signer(row["by"], now),
        nda=nda,
        revision=nda.revision,
        title=row["title"],
        now=now,
    )
    # the log's handlers would do it with the second signature
    rooms_recheck(nda_ids=[nda.public_id], now=now)


def deposited(technology_id: int, names: Sequence[str]) -> list[str]:
    """Return the public ids of files of a technology's deposits, in the order of their names."""
    rows = deposit_files_of(technology_id).filter(name__in=names)
    ids = dict(rows.values_list("name", "public_id"))
    return [ids[name] for name in names]


def members(emails: Sequence[str]) -> list[str]:
    """Return the public ids of people's memberships."""
    rows = Membership.objects.filter(user__email__in=emails, ended_at=None)
    return list(rows.order_by("pk").values_list("public_id", flat=True))


def _nda(story: Story, pair: Table) -> Nda:
    rows = Nda.objects.select_related("match", "technology").order_by("-pk")
    return rows.filter(match=match_of(story, pair))[0]
