"""The shared classifications in the API."""

from __future__ import annotations

from marketplace.core.graphql.types import choices_enum
from marketplace.taxonomy import choices

IndustryEnum = choices_enum(choices.Industry, description="A field of industry.")
TransferModeEnum = choices_enum(
    choices.TransferMode, description="A way in which a technology changes hands."
)
IpStatusEnum = choices_enum(choices.IpStatus, description="How a technology is protected.")
OriginEnum = choices_enum(choices.Origin, description="Where a listing comes from.")
PartnerTypeEnum = choices_enum(
    choices.PartnerType, description="The kind of firm that an offer looks for."
)
RegionEnum = choices_enum(
    choices.Region, description="A part of the world in which a partner is looked for."
)
