"""Technologies and their public texts; a submitted version never changes again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from marketplace.taxonomy.choices import TRL_MAX, TRL_MIN, Industry, IpStatus, Origin
from marketplace.technologies.states import (
    LeakState,
    ReviewDecision,
    RevisionState,
    TechnologyState,
    ThreadSide,
)


class Technology(models.Model):
    """A technology that a small firm offers."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    owner = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.NATIVE)
    state = models.CharField(
        max_length=12, choices=TechnologyState.choices, default=TechnologyState.DRAFT
    )
    revision = models.PositiveIntegerField(default=1)
    version = models.ForeignKey(
        "TechnologyVersion", on_delete=models.PROTECT, related_name="+", null=True
    )
    # a new wording on its way, while `version` stays on the market
    revision_state = models.CharField(
        max_length=12, choices=RevisionState.choices, default=RevisionState.NONE
    )
    next_version = models.ForeignKey(
        "TechnologyVersion", on_delete=models.PROTECT, related_name="+", null=True
    )
    # since when it waits for a reviewer, first wording or new one
    submitted_at = models.DateTimeField(null=True)
    request_id = models.CharField(max_length=64, null=True)  # noqa: DJ001  (unique where given)
    source_ref = models.CharField(max_length=80, unique=True, null=True)  # noqa: DJ001
    return_reason = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    # month of publication, then chance: sorts the market without telling the day
    published_order = models.BigIntegerField(null=True)
    publication_entry = models.ForeignKey(
        "evidence.Entry", on_delete=models.PROTECT, related_name="+", null=True
    )
    # under which the public wording was let out; none for imported and older listings
    leak_report = models.ForeignKey(
        "LeakReport", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "request_id"], name="technology_request_once"),
            models.CheckConstraint(
                condition=Q(state__in=TechnologyState.values), name="technology_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "paused"])
                | Q(published_at__isnull=False, published_order__isnull=False),
                name="technology_published_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(revision_state__in=RevisionState.values),
                name="technology_revision_state_known",
            ),
            models.CheckConstraint(
                condition=Q(revision_state=RevisionState.NONE)
                | Q(state__in=["published", "paused"]),
                name="technology_revision_beside_public",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("published_order").desc(),
                "public_id",
                condition=Q(state="published"),
                name="technology_market_order",
            ),
            models.Index(fields=["state", "id"], name="technology_state"),
            models.Index(
                "submitted_at",
                "public_id",
                condition=Q(submitted_at__isnull=False),
                name="technology_review_order",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class TechnologyVersion(models.Model):
    """One wording of the offer in all its languages.

    Once `frozen_at` is set, triggers of the database refuse every update of it and its texts.
    """

    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    industry = models.CharField(max_length=32, choices=Industry.choices, blank=True)
    trl = models.PositiveSmallIntegerField(null=True)
    transfer_modes = models.JSONField(default=list)
    year = models.PositiveSmallIntegerField(null=True)
    ip_status = models.CharField(max_length=16, choices=IpStatus.choices, blank=True)
    ipc_codes = models.JSONField(default=list)
    ksic_codes = models.JSONField(default=list)
    partner_types = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    saved_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    content_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["technology", "number"], name="technology_version_once"
            ),
            models.CheckConstraint(
                condition=Q(trl=None) | Q(trl__gte=TRL_MIN, trl__lte=TRL_MAX),
                name="technology_version_trl_range",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None) | ~Q(content_sha256=""),
                name="technology_version_frozen_is_hashed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technology_id}/{self.number}"


class TechnologyText(models.Model):
    """The offer's words in one language."""

    version = models.ForeignKey(TechnologyVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language.choices)
    area = models.CharField(max_length=80, blank=True)
    problem = models.CharField(max_length=400, blank=True)
    title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    description = models.TextField(blank=True)
    advantages = models.TextField(blank=True)
    specification = models.TextField(blank=True)
    comparison = models.TextField(blank=True)
    proof_available = models.TextField(blank=True)
    field_of_use = models.TextField(blank=True)
    partner_sought = models.TextField(blank=True)
    keywords = models.JSONField(default=list)
    withheld = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "language"], name="technology_text_once"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="technology_text_language_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.language}"


class Review(models.Model):
    """What one reviewer decided on one submitted version; each version is decided on once."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    version = models.OneToOneField(
        TechnologyVersion, on_delete=models.PROTECT, related_name="review"
    )
    reviewer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(max_length=10, choices=ReviewDecision.choices)
    # one {"criterion", "score", "reason"} per criterion
    scores = models.JSONField()
    words = models.CharField(max_length=1000, blank=True)
    # whether the reviewer had confirmed the firm's check shortly before
    same_person = models.BooleanField(default=False)
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decision__in=ReviewDecision.values), name="review_decision_known"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ReviewComment(models.Model):
    """One remark between the firm and the reviewers, while a wording waits."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=ThreadSide.choices)
    text = models.CharField(max_length=2000)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(side__in=ThreadSide.values), name="review_comment_side_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["technology", "id"], name="review_comment_order"),
        ]

    def __str__(self) -> str:
        return self.public_id


class LeakReport(models.Model):
    """What one comparison of a wording with the sealed deposits behind it found.

    It holds pieces of the wording and never of a deposit, and binds both: the wording by its
    hash, the deposits by their public ids.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="+")
    content_sha256 = models.CharField(max_length=64)
    deposits = models.JSONField()
    # when the first of them was sealed, for example 2026-11: the market is told no day
    sealed_month = models.CharField(max_length=7, blank=True)
    state = models.CharField(max_length=10, choices=LeakState.choices, default=LeakState.REQUESTED)
    # {"language", "field", "text", "permille"}: passages of the wording that stand in a deposit
    passages = models.JSONField(default=list)
    # {"language", "field", "text"}: figures of the wording that stand in a deposit
    numbers = models.JSONField(default=list)
    # sealed files no text could be taken from, drawings for example
    unreadable = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    override_reason = models.CharField(max_length=1000, blank=True)
    overridden_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    overridden_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=LeakState.values), name="leak_report_state_known"
            ),
            models.CheckConstraint(
                condition=Q(override_reason="", overridden_at=None)
                | (Q(state="found", overridden_at__isnull=False) & ~Q(override_reason="")),
                name="leak_report_overridden_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["technology", "content_sha256", "-id"], name="leak_report_newest"),
        ]

    def __str__(self) -> str:
        return self.public_id
