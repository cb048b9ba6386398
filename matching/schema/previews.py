"""What the market has for a demand that is being written, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.accounts.schema import LanguageEnum
from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.types import choices_enum
from marketplace.core.languages import Language
from marketplace.demands.policies import can_write_demands
from marketplace.demands.remarks import RemarkKind
from marketplace.demands.schema.mutations import DemandInput, demand_given
from matching.previewing import demand_preview
from matching.schema.suggestions import SuggestionType
from matching.vagueness import Vagueness

if TYPE_CHECKING:
    from matching.previewing import DemandPreview

_SUGGESTIONS = 5

RemarkKindEnum = choices_enum(
    RemarkKind, name="DemandRemarkKind", description="What there is to say about a place."
)
VaguenessEnum = choices_enum(
    Vagueness, description="Why a demand hardly tells one offer from another."
)


class DemandRemarkType(graphene.ObjectType):
    """A place in a demand's words and what there is to say about it."""

    class Meta:
        name = "DemandRemark"

    kind = graphene.Field(RemarkKindEnum, required=True, description="What there is to say.")
    field = graphene.String(required=True, description="The field's name, for example `ko.need`.")
    start = graphene.Int(required=True, description="The first character, in code points.")
    end = graphene.Int(required=True, description="The character behind the last one.")
    words = graphene.String(required=True, description="What stands there.")


class DemandPreviewType(graphene.ObjectType):
    """What the market has for words that are not saved, and what to mend in them."""

    class Meta:
        name = "DemandPreview"

    suggestions = graphene.List(
        graphene.NonNull(SuggestionType), required=True, description="Best first."
    )
    found = graphene.Int(required=True, description="How many technologies answer, at most 200.")
    vagueness = graphene.List(
        graphene.NonNull(VaguenessEnum),
        required=True,
        description="Why the words hardly tell one offer from another; empty where they do.",
    )
    remarks = graphene.List(
        graphene.NonNull(DemandRemarkType),
        required=True,
        description="Places that give the firm's plan away or tell readers nothing.",
    )


def _preview(
    _root: Any,
    info: Any,
    *,
    input: Any,
    demand_id: str | None = None,
    first: int | None = None,
    language: Any = None,
) -> DemandPreview | None:
    context = info.context
    try:
        return demand_preview(
            actor=context.actor,
            now=context.now,
            content=demand_given(input),
            first=_SUGGESTIONS if first is None else first,
            language=Language(getattr(language, "value", language) or context.language),
            demand_id=demand_id,
        )
    except NotFoundError:
        return None


class PreviewQuery:
    """What people ask while they write a demand."""

    demand_preview = guarded_field(
        DemandPreviewType,
        policy=can_write_demands,
        scope="demands:write",
        limit="preview",
        description="What the market has for a demand as it stands in the editor, and what to "
        "mend in it; nothing is stored. Null where the draft is not one of the reader's firm.",
        resolver=_preview,
        input=graphene.Argument(
            DemandInput, required=True, description="The demand as it stands; fields may be empty."
        ),
        demand_id=graphene.Argument(
            graphene.ID, description="The draft that the words belong to, if there is one."
        ),
        first=graphene.Argument(
            graphene.Int, default_value=_SUGGESTIONS, description="How many, 1 to 50."
        ),
        language=graphene.Argument(
            LanguageEnum, description="The language wanted for reasons, where there is a choice."
        ),
    )
