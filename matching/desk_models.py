"""What a coordinator's desk keeps: reminders that went out, and times away with a deputy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from marketplace.core.opaque import new_opaque_id
from matching.states import MatchSide


class CaseReminder(models.Model):
    """One side of a case was reminded that it is waited for; once on a day in Korea."""

    case = models.ForeignKey("matching.Case", on_delete=models.PROTECT, related_name="reminders")
    side = models.CharField(max_length=6, choices=MatchSide.choices)
    day = models.DateField()
    sender = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(side__in=MatchSide.values), name="reminder_side_known"
            ),
            models.UniqueConstraint(fields=["case", "side", "day"], name="reminder_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.side} of {self.case_id} on {self.day}"


class CoordinatorAbsence(models.Model):
    """A coordinator is away from one day to another; a deputy has the cases meanwhile."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    coordinator = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    deputy = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    created_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(coordinator=F("deputy")), name="absence_deputy_is_another"
            ),
            models.UniqueConstraint(
                fields=["coordinator"], condition=Q(ended_at=None), name="absence_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class CaseCover(models.Model):
    """A case that somebody else has during an absence, until it goes back."""

    absence = models.ForeignKey(CoordinatorAbsence, on_delete=models.PROTECT, related_name="covers")
    case = models.ForeignKey("matching.Case", on_delete=models.PROTECT, related_name="covers")
    holder = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["absence", "case"],
                condition=Q(ended_at=None),
                name="cover_once_in_an_absence",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.absence_id}"
