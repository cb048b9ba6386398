"""Deposits released to the buyer, and people lifted to where they may fetch them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.escrow import services
from marketplace.ladder.services import stage_fact_write
from marketplace.ladder.stages import Stage
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.escrow.models import Deposit, Release
    from tests.factories.people import People

SOURCE = "contract:one"
ENGINEER = "buyer_engineer"


def released(people: People, deposit: Deposit, recipients: Sequence[str] = ()) -> list[Release]:
    """Release what is tied to the deposit's technology to the buyer."""
    firms = people.organisations
    assert deposit.technology_id is not None
    return services.deposit_release(
        technology_id=deposit.technology_id,
        organisation_id=firms["buyer"].pk,
        recipients=recipients,
        source=SOURCE,
        subjects=[("match", "m1"), ("contract", "one")],
        audience=[firms["seller"].pk, firms["buyer"].pk],
        now=NOW,
    )


def lifted(people: People, deposit: Deposit, who: str = ENGINEER) -> None:
    """Let every condition of the full hand-over hold for one person of the buyer."""
    assert deposit.technology_id is not None
    assert deposit.entry is not None
    for stage in (Stage.S2, Stage.S3, Stage.S4, Stage.S5):
        stage_fact_write(
            technology_id=deposit.technology_id,
            organisation_id=people.organisations["buyer"].pk,
            member_id=people.actor(who).membership_id if stage in (Stage.S3, Stage.S4) else None,
            stage=stage,
            source=SOURCE if stage == Stage.S5 else f"before:{stage}",
            entry=deposit.entry,
            now=NOW,
        )
