"""Matches between a technology and a demand, their cases, and what people say of suggestions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.core.opaque import new_opaque_id
from matching.alerts.models import (
    Alert,
    DemandAlertChoice,
    DemandProfile,
    OfferAlertChoice,
    SearchAlert,
    SearchProfile,
    WeighedDemand,
    WeighedSearch,
)
from matching.asked_models import MatchQuestion
from matching.desk_models import (
    CaseAssignment,
    CaseCover,
    CaseHandover,
    CaseNote,
    CaseReminder,
    CoordinatorAbsence,
)
from matching.exposure.models import ExposureDay
from matching.glossary.models import (
    GlossaryChange,
    GlossaryConcept,
    GlossaryProposal,
    GlossaryVersion,
    GlossaryWord,
)
from matching.saved.models import SavedSearch
from matching.states import (
    OPEN_STATES,
    CaseOutcome,
    CaseStage,
    DeclineReason,
    EndCause,
    JudgementReason,
    MatchSide,
    MatchState,
    StepSide,
)

__all__ = [
    "Alert",
    "Case",
    "CaseAssignment",
    "CaseCover",
    "CaseHandover",
    "CaseNote",
    "CaseReminder",
    "CoordinatorAbsence",
    "DemandAlertChoice",
    "DemandProfile",
    "ExposureDay",
    "GlossaryChange",
    "GlossaryConcept",
    "GlossaryProposal",
    "GlossaryVersion",
    "GlossaryWord",
    "Match",
    "MatchQuestion",
    "OfferAlertChoice",
    "SavedSearch",
    "SearchAlert",
    "SearchProfile",
    "StoredSuggestion",
    "SuggestionJudgement",
    "TextVector",
    "WeighedDemand",
    "WeighedSearch",
]


class Match(models.Model):
    """One technology and one demand on their way to each other; either side may begin."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.PROTECT, related_name="+"
    )
    demand = models.ForeignKey("demands.Demand", on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=MatchState.choices)
    revision = models.PositiveIntegerField(default=1)
    requested_by = models.CharField(max_length=6, choices=MatchSide.choices)
    requester = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    request_id = models.CharField(max_length=64)
    note = models.CharField(max_length=1000, blank=True)
    # false while only the side that asks knows of it, and for ever if it never went out
    was_told = models.BooleanField(default=False)
    # a barrier of the side that sees it go on holds it still, until it runs out
    is_held = models.BooleanField(default=False)
    requested_at = models.DateTimeField()
    state_since = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    seller_accepted_at = models.DateTimeField(null=True)
    seller_accepted_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    buyer_accepted_at = models.DateTimeField(null=True)
    buyer_accepted_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    decline_reason = models.CharField(max_length=20, choices=DeclineReason.choices, blank=True)
    decline_words = models.CharField(max_length=1000, blank=True)
    end_cause = models.CharField(max_length=12, choices=EndCause.choices, blank=True)
    # when a lead of the firm that was asked said so; reading alone is told to nobody
    seen_at = models.DateTimeField(null=True)
    # when the firm that asked last had the other one reminded
    reminded_at = models.DateTimeField(null=True)
    # what the market's own ranking said at the time of the request
    relevance = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=MatchState.values), name="match_state_known"
            ),
            models.CheckConstraint(
                condition=Q(requested_by__in=MatchSide.values), name="match_side_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["matched", "awaiting_coordinator"])
                | Q(seller_accepted_at__isnull=False, buyer_accepted_at__isnull=False),
                name="match_needs_both_sides",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(decline_reason=""),
                name="match_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | ~Q(end_cause=""), name="match_ended_with_cause"
            ),
            models.UniqueConstraint(
                fields=["technology", "demand"],
                condition=Q(state__in=OPEN_STATES),
                name="match_one_open_per_pair",
            ),
            models.UniqueConstraint(
                fields=["requested_by", "seller", "buyer", "request_id"], name="match_request_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["seller", "state", "-id"], name="match_of_seller"),
            models.Index(fields=["buyer", "state", "-id"], name="match_of_buyer"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def source(self) -> str:
        """Return the name under which the ladder knows what this match made true."""
        return f"match:{self.public_id}"

    def other_id(self, organisation_id: int | None) -> int:
        """Return the key of the firm on the other side of this one."""
        return self.buyer_id if organisation_id == self.seller_id else self.seller_id


class Case(models.Model):
    """What a coordinator does for one match, from the introduction to the contract."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    match = models.OneToOneField(Match, on_delete=models.PROTECT, related_name="case")
    coordinator = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(
        max_length=14, choices=CaseStage.choices, default=CaseStage.INTRODUCTION
    )
    revision = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    stage_since = models.DateTimeField()
    # when the stage or the next step has taken too long; sorts the coordinator's cases
    attention_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, choices=CaseOutcome.choices, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_step_side = models.CharField(max_length=12, choices=StepSide.choices, blank=True)
    next_step_due = models.DateField(null=True)
    next_step_set_at = models.DateTimeField(null=True)
    # the first day that the coordinator's own notes ask for something; no firm reads it
    follow_up_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=CaseStage.values), name="case_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(stage="closed", outcome__in=CaseOutcome.values)
                | (~Q(stage="closed") & Q(outcome="")),
                name="case_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_side="")
                | (~Q(next_step="") & ~Q(next_step_side="")),
                name="case_next_step_has_a_side",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["coordinator"], condition=~Q(stage="closed"), name="case_open_load"
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class StoredSuggestion(models.Model):
    """A technology among the best for a demand, since when; refreshed as the market changes."""

    demand = models.ForeignKey("demands.Demand", on_delete=models.CASCADE, related_name="+")
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.CASCADE, related_name="+"
    )
    relevance = models.PositiveSmallIntegerField()
    first_seen_at = models.DateTimeField()
    # found by the first look at a new demand, nothing is news
    is_news = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["demand", "technology"], name="suggestion_once")
        ]

    def __str__(self) -> str:
        return f"{self.technology_id} for {self.demand_id}"


class SuggestionJudgement(models.Model):
    """What a person of the demand's firm says of a suggestion: not relevant, because."""

    demand = models.ForeignKey("demands.Demand", on_delete=models.PROTECT, related_name="+")
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.PROTECT, related_name="+"
    )
    judge = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=JudgementReason.choices)
    note = models.CharField(max_length=500, blank=True)
    judged_at = models.DateTimeField()
    # what stood there: the wording, and its place and percentage when the market was last ranked
    version = models.ForeignKey(
        "technologies.TechnologyVersion", on_delete=models.PROTECT, related_name="+", null=True
    )
    rank = models.PositiveSmallIntegerField(null=True)
    relevance = models.PositiveSmallIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reason__in=JudgementReason.values), name="judgement_reason_known"
            ),
            models.UniqueConstraint(
                fields=["demand", "technology"],
                condition=Q(undone_at=None),
                name="judgement_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} of {self.technology_id} for {self.demand_id}"


class TextVector(models.Model):
    """What an encoder made of one text, kept so that no text is encoded twice.

    The text is not kept. Rows that nothing asked for in a long time are removed.
    """

    key = models.BinaryField(max_length=32, primary_key=True)
    vector = models.BinaryField()
    used_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return bytes(self.key).hex()
