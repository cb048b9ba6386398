"""An institution's owner relaxes a separation of duties, or restores it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.accounts.choices import DutyRule
from marketplace.accounts.models import DutyRelaxation
from marketplace.accounts.policies import can_relax_duties
from marketplace.accounts.services.locking import owners_organisation, person_acting, person_ref
from marketplace.core.errors import NotAllowedError
from marketplace.evidence.services import entry_record

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor


@transaction.atomic
def duty_separation_set(*, actor: Actor, relaxed: bool, now: datetime) -> DutyRelaxation | None:
    """Let who checked a firm review its technologies, or no longer; saying it twice is harmless.

    Returns the standing relaxation, or None.

    Raises:
        NotAllowedError: The actor does not own an institution.
    """
    if not can_relax_duties(actor):
        raise NotAllowedError
    organisation = owners_organisation(actor)
    rule = DutyRule.REVIEW_AFTER_CHECK
    rows = DutyRelaxation.objects.filter(organisation=organisation, rule=rule, restored_at=None)
    standing = rows.first()
    if (standing is not None) == relaxed:
        return standing
    if relaxed:
        standing = DutyRelaxation.objects.create(
            organisation=organisation, rule=rule, relaxed_at=now, relaxed_by=person_acting(actor)
        )
    else:
        rows.update(restored_at=now)
        standing = None
    entry_record(
        kind="duty.relaxed" if relaxed else "duty.restored",
        subjects=[("organisation", organisation.public_id)],
        audience=[organisation.pk],
        body={"person": person_ref(actor), "rule": rule.value},
        now=now,
    )
    return standing
