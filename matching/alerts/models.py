"""What demands ask for, weighed, and who was told that demand and technology fit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from matching.alerts.states import AlertPace, AlertSide


class WeighedDemand(models.Model):
    """When a demand was last weighed against the market, and when it is again."""

    demand = models.OneToOneField(
        "demands.Demand", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    weighed_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.demand_id} until {self.due_at}"


class KeptProfile(models.Model):
    """What somebody asks for in one language, weighed by the market of that language."""

    language = models.CharField(max_length=2, choices=Language.choices)
    # the set of texts that whoever asks may be matched by
    texts = models.CharField(max_length=1)
    # hashes of eight bytes, and for each of them a weight of four
    terms = models.BinaryField()
    weights = models.BinaryField()
    # the score of the offer at the place from which on an offer is told of, and of the first one
    threshold = models.FloatField()
    best = models.FloatField()
    # the latest change has the largest number; the stamp tells two histories apart
    # where it is not asked in this language: what it means, the cosine from which on an offer is
    # told of, and who made the vector
    vector = models.BinaryField(default=b"")
    nearness = models.FloatField(default=1.0)
    encoder = models.CharField(max_length=40, blank=True)
    number = models.BigIntegerField(unique=True)
    stamp = models.CharField(max_length=22, default=new_opaque_id)

    class Meta:
        abstract = True


class DemandProfile(KeptProfile):
    """What a demand asks for in one language."""

    demand = models.ForeignKey("demands.Demand", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["demand", "language"], name="profile_once"),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id}/{self.language}"


class SearchProfile(KeptProfile):
    """What a saved search asks for in one language, or by its conditions alone in none."""

    search = models.ForeignKey("matching.SavedSearch", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=Language.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["search", "language"], name="search_profile_once"),
        ]

    def __str__(self) -> str:
        return f"{self.search_id}/{self.language}"


class WeighedSearch(models.Model):
    """When a saved search was last weighed against the market, and when it is again."""

    search = models.OneToOneField(
        "matching.SavedSearch", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    weighed_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.search_id} until {self.due_at}"


class DemandAlertChoice(models.Model):
    """How soon a demand's firm hears of technologies that fit it."""

    demand = models.OneToOneField(
        "demands.Demand", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    pace = models.CharField(max_length=8, choices=AlertPace.choices)
    chosen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.pace}"


class OfferAlertChoice(models.Model):
    """That a firm wants to hear of demands that its technologies fit: all of them, or this one.

    Without a choice a firm hears of none.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.CASCADE, related_name="+", null=True
    )
    pace = models.CharField(max_length=8, choices=AlertPace.choices)
    chosen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "technology"], name="offer_alert_choice_once"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(technology=None),
                name="offer_alert_choice_of_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.technology_id}: {self.pace}"


class Alert(models.Model):
    """That one side was told that a version of a technology fits a demand; once for each."""

    demand = models.ForeignKey("demands.Demand", on_delete=models.CASCADE, related_name="+")
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.CASCADE, related_name="+"
    )
    version = models.ForeignKey(
        "technologies.TechnologyVersion", on_delete=models.CASCADE, related_name="+"
    )
    side = models.CharField(max_length=6, choices=AlertSide.choices)
    # percentage of the best score that the demand knew then; by meaning, of the very same meaning
    relevance = models.PositiveSmallIntegerField()
    # it is written in another language, and only what it means is near
    by_meaning = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["demand", "technology", "version", "side"], name="alert_once"
            ),
            models.CheckConstraint(condition=Q(side__in=AlertSide.values), name="alert_side_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["demand", "side", "-created_at"], name="alert_of_demand"),
        ]

    def __str__(self) -> str:
        return f"{self.technology_id} for {self.demand_id} to {self.side}"


class SearchAlert(models.Model):
    """That a technology met a saved search; one person hears of one technology once.

    It outlives the search, so that nobody hears again through a second one like it.
    """

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    technology = models.ForeignKey(
        "technologies.Technology", on_delete=models.CASCADE, related_name="+"
    )
    search = models.ForeignKey(
        "matching.SavedSearch", on_delete=models.SET_NULL, related_name="+", null=True
    )
    created_at = models.DateTimeField()
    # it is written in another language, and only what it means is near
    by_meaning = models.BooleanField(default=False)
    # none while it waits for the digest
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "technology"], name="search_alert_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["search"], condition=Q(told_at=None), name="search_alert_waiting"),
            models.Index(fields=["search", "-told_at"], name="search_alert_told"),
        ]

    def __str__(self) -> str:
        return f"{self.technology_id} for {self.search_id}"
