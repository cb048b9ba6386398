"""How often a firm's own technology is shown, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import graphene

from marketplace.core.errors import NotFoundError
from marketplace.core.graphql.fields import guarded_field
from marketplace.core.graphql.types import choices_enum
from matching.exposure.policies import can_read_exposure
from matching.exposure.selectors import TechnologyExposure, technology_exposure
from matching.exposure.states import ExposureGap

if TYPE_CHECKING:
    from marketplace.core.graphql.context import RequestContext

ExposureGapEnum = choices_enum(
    ExposureGap, description="What of the firm's own doing keeps a technology from being shown."
)

_FEWER: Final = "null stands for fewer than 3"


class ExposureWeekType(graphene.ObjectType):
    """How often a technology was shown to verified large firms in a week that is over.

    Each firm counts once a day. Who searched, and what for, is not kept.
    """

    class Meta:
        name = "ExposureWeek"

    starts_on = graphene.Date(required=True, description="The Monday it began on, in Korea.")
    searches = graphene.Int(
        description=f"How often it was among the first ten of a search; {_FEWER}."
    )
    suggestions = graphene.Int(
        description=f"How often it was among the first ten suggestions for a demand; {_FEWER}."
    )
    average_place = graphene.Float(
        description="The mean of its places, 1 to 10, over the counts that are told, or null."
    )
    near = graphene.Int(
        description=f"How often it was among the first twenty, but not the first ten; {_FEWER}."
    )


class TechnologyExposureType(graphene.ObjectType):
    """How often a technology of the reader's firm was shown, and what is in its way."""

    class Meta:
        name = "TechnologyExposure"

    weeks = graphene.List(
        graphene.NonNull(ExposureWeekType),
        required=True,
        description="The last twelve weeks that are over, the latest last.",
    )
    gaps = graphene.List(
        graphene.NonNull(ExposureGapEnum),
        required=True,
        description="What the firm itself could change, or knows of.",
    )


def _exposure(_root: Any, info: Any, *, technology_id: str) -> TechnologyExposure | None:
    context: RequestContext = info.context
    try:
        return technology_exposure(actor=context.actor, public_id=technology_id, now=context.now)
    except NotFoundError:
        return None


class ExposureQuery:
    """What small firms ask of how often they are shown."""

    technology_exposure = guarded_field(
        TechnologyExposureType,
        policy=can_read_exposure,
        scope="technologies:read",
        description="How often a technology of the reader's own firm was shown; null where it is "
        "not such a technology.",
        resolver=_exposure,
        technology_id=graphene.Argument(
            graphene.ID, required=True, description="The technology's opaque id."
        ),
    )
