"""Reading what was released to a buyer's firm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.escrow.models import Release, ReleasedFile
from marketplace.escrow.policies import is_fetchable, visible_releases
from marketplace.escrow.selectors.seals import SealRead
from marketplace.evidence.selectors import entries_without_content
from marketplace.ladder.selectors import stages_for
from marketplace.ladder.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.evidence.selectors import EntryRead


@dataclass(frozen=True, slots=True)
class ReleasedFileRow:
    """One released file for one reader."""

    file: ReleasedFile
    is_open: bool


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release for one reader, to whom its files are open or not.

    Attributes:
        seal: When what was handed over was sealed, which whoever knows the firm may know.
    """

    release: Release
    is_open: bool
    seal: SealRead | None

    def files(self) -> list[ReleasedFileRow]:
        """Return its files, oldest first."""
        there = sorted(self.release.files.all(), key=lambda one: one.deposit_file_id)
        return [ReleasedFileRow(one, self.is_open) for one in there]


def releases_for(
    *, actor: Actor, after: tuple[int] | None, limit: int, now: datetime
) -> list[ReleaseRow]:
    """Return what was released to the actor's own firm, newest first.

    Args:
        actor: Who reads.
        after: The row key of the last one of the page before, or None.
        limit: Largest number of rows.
        now: The moment of reading.
    """
    rows = Release.objects.filter(visible_releases(actor))
    if after is not None:
        rows = rows.filter(pk__lt=after[0])
    rows = rows.select_related("deposit__technology").prefetch_related(
        "files__deposit_file__stored_file"
    )
    releases = list(rows.order_by("-pk")[:limit])
    technologies = {
        release.deposit.technology for release in releases if release.deposit.technology is not None
    }
    stages = stages_for(actor, technologies, now)
    records = entries_without_content(
        [release.deposit.entry_id for release in releases if release.deposit.entry_id]
    )
    return [_row(release, stages, records) for release in releases]


def _row(
    release: Release, stages: Mapping[str, Stage], records: Mapping[int, EntryRead]
) -> ReleaseRow:
    deposit = release.deposit
    technology = deposit.technology
    stage = Stage.S0 if technology is None else stages[technology.public_id]
    record = records.get(deposit.entry_id or 0)
    return ReleaseRow(
        release,
        is_open=is_fetchable(release) and stage >= Stage.S5,
        seal=(
            SealRead(deposit=deposit, record=record, is_open=False)
            if record is not None and stage >= Stage.S2
            else None
        ),
    )


def released_file_for(*, actor: Actor, public_id: str) -> ReleasedFile:
    """Return one file that was released to the actor's own firm.

    Raises:
        NotFoundError: There is none that this actor may know of.
    """
    known = Release.objects.filter(visible_releases(actor)).values("pk")
    rows = ReleasedFile.objects.filter(release__in=known, public_id=public_id)
    with_ = ("release__deposit__technology", "deposit_file__stored_file", "stored_file")
    found = rows.select_related(*with_).first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found
