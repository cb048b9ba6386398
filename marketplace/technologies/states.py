"""A technology's life: what follows what."""

from __future__ import annotations

from django.db import models


class TechnologyState(models.TextChoices):
    """Where a technology is on its way to the market."""

    DRAFT = "draft", "Being written; only the firm sees it"
    IN_REVIEW = "in_review", "Waiting for a reviewer"
    PUBLISHED = "published", "On the market"
    PAUSED = "paused", "Taken off the market for a while"
    WITHDRAWN = "withdrawn", "Taken off the market for good"


TECHNOLOGY_MOVES: dict[str, frozenset[str]] = {
    TechnologyState.DRAFT: frozenset({TechnologyState.IN_REVIEW, TechnologyState.WITHDRAWN}),
    TechnologyState.IN_REVIEW: frozenset(
        {TechnologyState.PUBLISHED, TechnologyState.DRAFT, TechnologyState.WITHDRAWN}
    ),
    TechnologyState.PUBLISHED: frozenset({TechnologyState.PAUSED, TechnologyState.WITHDRAWN}),
    TechnologyState.PAUSED: frozenset({TechnologyState.PUBLISHED, TechnologyState.WITHDRAWN}),
    TechnologyState.WITHDRAWN: frozenset(),
}


class RevisionState(models.TextChoices):
    """Where a new wording of a technology is that the market knows already."""

    NONE = "none", "No new wording"
    DRAFT = "draft", "Being written beside the public wording"
    IN_REVIEW = "in_review", "Waiting for a reviewer; the public wording stays meanwhile"


REVISION_MOVES: dict[str, frozenset[str]] = {
    RevisionState.NONE: frozenset({RevisionState.DRAFT}),
    RevisionState.DRAFT: frozenset({RevisionState.IN_REVIEW, RevisionState.NONE}),
    RevisionState.IN_REVIEW: frozenset({RevisionState.DRAFT, RevisionState.NONE}),
}


class ReviewDecision(models.TextChoices):
    """What a reviewer decided."""

    APPROVED = "approved", "Fit for the market"
    RETURNED = "returned", "Given back to the firm, with words"


class ReviewCriterion(models.TextChoices):
    """What a reviewer scores, each from 0 to 5."""

    CLARITY = "clarity", "A reader from another firm understands the offer"
    BENEFIT = "benefit", "Novelty and benefit beside the usual solution are told"
    PROOF = "proof", "What is claimed is proved, or its proof is named"
    CONFIDENTIALITY = "confidentiality", "Nothing is told that should stay sealed or names the firm"


class ThreadSide(models.TextChoices):
    """Who wrote a comment: sides are told, names are not."""

    FIRM = "firm", "The firm that offers the technology"
    REVIEWER = "reviewer", "A reviewer"


class ReviewBar(models.TextChoices):
    """Why a reviewer may not decide."""

    CHECKED_THE_FIRM = (
        "checked_the_firm",
        "The reviewer confirmed the firm's check within the last 30 days",
    )


class ChangeOp(models.TextChoices):
    """What became of a piece of text from one version to another."""

    SAME = "same", "In both versions"
    ADDED = "added", "In the newer version only"
    REMOVED = "removed", "In the older version only"


class LeakState(models.TextChoices):
    """What the comparison of public words with the sealed deposits came to."""

    REQUESTED = "requested", "Being compared"
    PASSED = "passed", "Nothing of the deposits stands in the public words"
    FOUND = "found", "Something of the deposits stands in the public words"
    FAILED = "failed", "The comparison could not be made"


LEAK_MOVES: dict[str, frozenset[str]] = {
    LeakState.REQUESTED: frozenset({LeakState.PASSED, LeakState.FOUND, LeakState.FAILED}),
    LeakState.PASSED: frozenset(),
    LeakState.FOUND: frozenset(),
    LeakState.FAILED: frozenset(),
}
