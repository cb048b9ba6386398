"""What a coordinator's desk keeps: who has a case, notes, reminders, times away with a deputy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from marketplace.core.opaque import new_opaque_id
from matching.states import (
    CONTACT_KINDS,
    CONTACT_SIDES,
    InterestState,
    MatchSide,
    NoteKind,
    StepSide,
)


class CaseAssignment(models.Model):
    """Who coordinated a case, from when and since when no longer."""

    case = models.ForeignKey("matching.Case", on_delete=models.PROTECT, related_name="assignments")
    coordinator = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    handover = models.ForeignKey(
        "matching.CaseHandover", on_delete=models.PROTECT, related_name="assignments", null=True
    )
    # what speaks against this person, as it was last looked for, and what the lead took on
    findings = models.JSONField(default=list)
    taken_on = models.JSONField(default=list)
    interest_state = models.CharField(
        max_length=9, choices=InterestState.choices, default=InterestState.ASKED
    )
    interest_words = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField(null=True)
    decision_words = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="case_one_coordinator"
            ),
            models.CheckConstraint(
                condition=Q(interest_state__in=InterestState.values), name="interest_state_known"
            ),
            models.CheckConstraint(
                condition=Q(interest_state=InterestState.ASKED) | Q(declared_at__isnull=False),
                name="interest_answered_is_declared",
            ),
            models.CheckConstraint(
                condition=~Q(interest_state=InterestState.KEPT)
                | (Q(decided_at__isnull=False) & ~Q(decision_words="")),
                name="interest_kept_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["case"],
                condition=Q(ended_at=None, interest_state="with_lead"),
                name="interest_with_lead",
            )
        ]

    def __str__(self) -> str:
        return f"{self.coordinator_id} on {self.case_id}"


class CaseHandover(models.Model):
    """One or several cases that the institution's lead gave to somebody else in one act."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    receiver = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    handed_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["institution", "-handed_at"], name="handover_of_institution")
        ]

    def __str__(self) -> str:
        return self.public_id


class CaseNote(models.Model):
    """What a coordinator writes down, also of a call or a meeting; no firm ever reads it.

    It is never rewritten: a correction is another version in the same thread.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    case = models.ForeignKey("matching.Case", on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=4000)
    created_at = models.DateTimeField()
    # the versions of one note share a thread, and the moment at which the first was written
    thread = models.CharField(max_length=22, default=new_opaque_id, editable=False)
    version = models.PositiveSmallIntegerField(default=1)
    noted_at = models.DateTimeField()
    kind = models.CharField(max_length=9, choices=NoteKind.choices, default=NoteKind.NOTE)
    side = models.CharField(max_length=12, choices=StepSide.choices, blank=True)
    person_name = models.CharField(max_length=100, blank=True)
    happened_at = models.DateTimeField(null=True)
    follow_up = models.CharField(max_length=300, blank=True)
    follow_up_on = models.DateField(null=True)
    followed_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=NoteKind.NOTE, side="", person_name="", happened_at=None)
                | Q(kind__in=CONTACT_KINDS, side__in=CONTACT_SIDES, happened_at__isnull=False),
                name="note_contact_says_with_whom",
            ),
            models.CheckConstraint(
                condition=Q(follow_up="", follow_up_on=None, followed_up_at=None)
                | (~Q(follow_up="") & Q(follow_up_on__isnull=False)),
                name="note_follow_up_has_a_day",
            ),
            models.UniqueConstraint(fields=["thread", "version"], name="note_version_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-noted_at", "thread"], name="note_of_case"),
        ]

    def __str__(self) -> str:
        return self.public_id


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
