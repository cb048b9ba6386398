"""What the API says of working versions, reviews, threads and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.graphql.connections import connection_type
from marketplace.core.graphql.types import choices_enum
from marketplace.taxonomy.schema import (
    IndustryEnum,
    IpStatusEnum,
    PartnerTypeEnum,
    RegionEnum,
    TransferModeEnum,
)
from marketplace.technologies.policies import technology_acts
from marketplace.technologies.schema.types import (
    RevisionStateEnum,
    TechnologyStateEnum,
    TechnologyType,
)
from marketplace.technologies.states import (
    ChangeOp,
    ReviewBar,
    ReviewCriterion,
    ReviewDecision,
    ThreadSide,
)

if TYPE_CHECKING:
    from marketplace.technologies.diff import Change
    from marketplace.technologies.rows import CommentRow, ReviewRow, WorkingVersion

ReviewBarEnum = choices_enum(ReviewBar, description="Why a reviewer may not decide.")
ReviewDecisionEnum = choices_enum(ReviewDecision, description="What a reviewer decided.")
ReviewCriterionEnum = choices_enum(
    ReviewCriterion, description="What a reviewer scores, each from 0 to 5."
)
ThreadSideEnum = choices_enum(
    ThreadSide, description="Who wrote a comment: sides are told, names are not."
)
ChangeOpEnum = choices_enum(ChangeOp, description="What became of a piece of text.")


def _words(description: str) -> graphene.String:
    return graphene.String(required=True, description=description)


def _list(type_: Any, description: str) -> graphene.List:
    return graphene.List(graphene.NonNull(type_), required=True, description=description)


class TechnologyDraftTextType(graphene.ObjectType):
    """The words being written or reviewed, in one language."""

    class Meta:
        name = "TechnologyDraftText"

    language = graphene.Field(LanguageEnum, required=True, description="Language of the words.")
    area = _words("Anonymous card: the field of technology.")
    problem = _words("Anonymous card: the problem solved.")
    title = _words("Title of the offer.")
    summary = _words("The offer in a paragraph.")
    description = _words("What it does and for whom.")
    advantages = _words("What is new and better.")
    specification = _words("What it achieves, in ranges.")
    comparison = _words("The usual solution beside it, in money.")
    proof_available = _words("What was tested and by whom, without names.")
    field_of_use = _words("Where it can be used.")
    partner_sought = _words("Which partner is looked for, and for what.")
    keywords = _list(graphene.String, "Words to find it by.")
    withheld = _words("What is held back on purpose until later steps.")


def _can(act: str, description: str) -> graphene.Boolean:
    def resolve(working: WorkingVersion, info: Any) -> bool:
        return act in technology_acts(info.context.actor, working.row)

    return graphene.Boolean(required=True, description=description, resolver=resolve)


def _of_row(type_: Any, name: str, description: str) -> graphene.Field:
    def resolve(working: WorkingVersion, _info: Any) -> Any:
        return getattr(working.row, name)

    return graphene.Field(type_, required=True, description=description, resolver=resolve)


def _of_content(type_: Any, name: str, description: str) -> graphene.Field:
    def resolve(working: WorkingVersion, _info: Any) -> Any:
        value = getattr(working.content, name)
        return list(value) if isinstance(value, tuple) else None if value == "" else value

    return graphene.Field(type_, description=description, resolver=resolve)


def _list_of_content(type_: Any, name: str, description: str) -> graphene.Field:
    needed = graphene.NonNull(graphene.List(graphene.NonNull(type_)))
    return _of_content(needed, name, description)


class TechnologyDraftType(graphene.ObjectType):
    """The words being written or reviewed, in all languages: for the firm and its reviewers."""

    class Meta:
        name = "TechnologyDraft"

    technology_id = _of_row(graphene.ID, "public_id", "The technology's opaque id.")
    state = _of_row(TechnologyStateEnum, "state", "Where the technology is.")
    revision_state = _of_row(RevisionStateEnum, "revision_state", "Where a new wording of it is.")
    revision = _of_row(graphene.Int, "revision", "Pass it when saving, submitting or deciding.")
    version_number = graphene.Int(required=True, description="Number of this version.")
    industry = _of_content(IndustryEnum, "industry", "Field of industry, once chosen.")
    trl = _of_content(graphene.Int, "trl", "Technology readiness level, once chosen.")
    transfer_modes = _list_of_content(
        TransferModeEnum, "transfer_modes", "How it may change hands."
    )
    year = _of_content(graphene.Int, "year", "Year the technology dates from, where told.")
    ip_status = _of_content(IpStatusEnum, "ip_status", "How it is protected, once chosen.")
    ipc_codes = _list_of_content(graphene.String, "ipc_codes", "Patent classes.")
    ksic_codes = _list_of_content(graphene.String, "ksic_codes", "Industry classes.")
    partner_types = _list_of_content(PartnerTypeEnum, "partner_types", "Kinds of partner sought.")
    regions = _list_of_content(RegionEnum, "regions", "Where a partner is sought.")
    texts = _list_of_content(TechnologyDraftTextType, "texts", "The words, once per language.")
    missing = _list(
        graphene.String, "What still has to be filled in before submitting, for example ko.title."
    )
    saved_at = graphene.DateTime(description="When it was saved last.")
    can_edit = _can("edit", "Whether the reader may edit it.")
    can_submit = _can("submit", "Whether the reader may submit it for review.")
    can_review = _can("review", "Whether the reader may decide on it.")
    review_barred_because = graphene.Field(
        ReviewBarEnum, description="Why a reviewer may not decide on it, or null."
    )

    @staticmethod
    def resolve_version_number(working: WorkingVersion, _info: Any) -> int:
        """Return the version's number."""
        return working.number

    @staticmethod
    def resolve_review_barred_because(working: WorkingVersion, _info: Any) -> str | None:
        """Return the reason, where there is one."""
        return ReviewBar.CHECKED_THE_FIRM.value if working.row.review_barred else None


class TechnologyVersionInfoType(graphene.ObjectType):
    """One version in the history of a technology."""

    class Meta:
        name = "TechnologyVersionInfo"

    number = graphene.Int(required=True, description="Counts up from 1.")
    submitted_at = graphene.DateTime(description="When its words were frozen, or null.")
    sha256 = graphene.String(description="Hex SHA-256 of its words, or null while they change.")
    is_public = graphene.Boolean(required=True, description="Whether the market shows it.")
    decision = graphene.Field(ReviewDecisionEnum, description="What was decided, or null.")
    decided_at = graphene.DateTime(description="When it was decided on, or null.")


class ReviewScoreType(graphene.ObjectType):
    """One criterion of a review."""

    class Meta:
        name = "ReviewScore"

    criterion = graphene.Field(ReviewCriterionEnum, required=True, description="What is scored.")
    score = graphene.Int(required=True, description="0 to 5; a 0 stands against an approval.")
    reason = _words("Why; empty where no reason was given.")


class ReviewType(graphene.ObjectType):
    """A decision on one version, without the reviewer's name."""

    class Meta:
        name = "Review"

    id = graphene.ID(required=True, description="Its opaque id.")
    version_number = graphene.Int(required=True, description="The version decided on.")
    decision = graphene.Field(ReviewDecisionEnum, required=True, description="What was decided.")
    scores = _list(ReviewScoreType, "The four scores.")
    words = _words("What the reviewer tells the firm; may be empty.")
    decided_at = graphene.DateTime(required=True, description="When it was decided.")

    @staticmethod
    def resolve_id(row: ReviewRow, _info: Any) -> str:
        """Return the opaque id."""
        return row.public_id


class ReviewCommentType(graphene.ObjectType):
    """A remark between the firm and the reviewers."""

    class Meta:
        name = "ReviewComment"

    id = graphene.ID(required=True, description="Its opaque id.")
    side = graphene.Field(ThreadSideEnum, required=True, description="Which side wrote it.")
    is_own = graphene.Boolean(required=True, description="Whether the reader wrote it.")
    text = _words("The remark.")
    created_at = graphene.DateTime(required=True, description="When it was written.")

    @staticmethod
    def resolve_id(row: CommentRow, _info: Any) -> str:
        """Return the opaque id."""
        return row.public_id


class ChangeSegmentType(graphene.ObjectType):
    """A piece of text: kept, added or removed."""

    class Meta:
        name = "ChangeSegment"

    op = graphene.Field(ChangeOpEnum, required=True, description="What became of it.")
    text = _words("The piece.")


class FieldChangeType(graphene.ObjectType):
    """One field that differs between two versions; language is null for fields without."""

    class Meta:
        name = "FieldChange"

    field = _words("The field's name as in the input, for example title.")
    language = graphene.Field(LanguageEnum, description="Language of the words, or null.")
    segments = _list(ChangeSegmentType, "The pieces, in order.")

    @staticmethod
    def resolve_language(change: Change, _info: Any) -> str | None:
        """Return the language, where the field has one."""
        return change.language or None


class VersionDiffType(graphene.ObjectType):
    """What changed from one version to another."""

    class Meta:
        name = "VersionDiff"

    from_number = graphene.Int(required=True, description="The older version.")
    to_number = graphene.Int(required=True, description="The newer version.")
    changes = _list(FieldChangeType, "The fields that differ.")


class ReviewQueueItemType(graphene.ObjectType):
    """A technology that waits for a reviewer."""

    class Meta:
        name = "ReviewQueueItem"

    technology = graphene.Field(
        TechnologyType, required=True, description="The technology, as its reviewers see it."
    )
    submitted_at = graphene.DateTime(required=True, description="Since when it waits.")
    waiting_days = graphene.Int(required=True, description="Whole days of waiting.")
    is_second_review = graphene.Boolean(
        required=True, description="Whether an earlier version was decided on already."
    )
    is_overdue = graphene.Boolean(
        required=True, description="Whether it has waited for more than five days."
    )
    can_review = graphene.Boolean(required=True, description="Whether the reader may decide on it.")

    @staticmethod
    def resolve_technology(waiting: Any, _info: Any) -> Any:
        """Return the technology's row."""
        return waiting.row

    @staticmethod
    def resolve_can_review(waiting: Any, info: Any) -> bool:
        """Return what the rules say of this reader."""
        return "review" in technology_acts(info.context.actor, waiting.row)


ReviewQueueItemConnection = connection_type(ReviewQueueItemType, "ReviewQueueItem")
ReviewCommentConnection = connection_type(ReviewCommentType, "ReviewComment")
