"""What a search of the market is given, in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import graphene

from marketplace.core.errors import InvalidInputError
from marketplace.core.graphql.types import choices_enum
from marketplace.taxonomy.schema import IndustryEnum, OriginEnum, RegionEnum, TransferModeEnum
from matching.constants import DOCUMENT_TEXT_MAX
from matching.engines.base import SearchFilters
from matching.search import SearchOrder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_VALUES: Final = 20

SearchOrderEnum = choices_enum(SearchOrder, description="How the hits of a text are sorted.")


def filters_given(conditions: Mapping[str, Any]) -> SearchFilters:
    """Return the hard conditions among the arguments.

    Raises:
        InvalidInputError: There are more than twenty values of one kind.
    """
    return SearchFilters(
        industries=_values(conditions, "industries", "industries"),
        trl_min=conditions.get("trl_min"),
        trl_max=conditions.get("trl_max"),
        transfer_modes=_values(conditions, "transfer_modes", "transferModes"),
        origins=_values(conditions, "origins", "origins"),
        regions=_values(conditions, "regions", "regions"),
    )


def _values(conditions: Mapping[str, Any], name: str, field: str) -> tuple[str, ...]:
    given: Sequence[Any] = conditions.get(name) or ()
    if len(given) > _MOST_VALUES:
        raise InvalidInputError(
            f"Choose at most {_MOST_VALUES} values.",
            field=field,
            code="too_many",
            params={"max": str(_MOST_VALUES)},
        )
    return tuple(dict.fromkeys(str(getattr(value, "value", value)) for value in given))


def _choices(enum: type[graphene.Enum], description: str) -> graphene.Argument:
    return graphene.Argument(graphene.List(graphene.NonNull(enum)), description=description)


CONDITIONS: Final[dict[str, graphene.Argument]] = {
    "text": graphene.Argument(
        graphene.String, default_value="", description="Words, in Korean or English."
    ),
    "industries": _choices(IndustryEnum, "Only these fields of industry."),
    "trl_min": graphene.Argument(
        graphene.Int, description="Lowest readiness level, 1 to 9; unstated levels pass."
    ),
    "trl_max": graphene.Argument(
        graphene.Int, description="Highest readiness level, 1 to 9; unstated levels pass."
    ),
    "transfer_modes": _choices(
        TransferModeEnum, "Any of these ways of transfer; offers that state none pass."
    ),
    "origins": _choices(OriginEnum, "Only listings from these sources."),
    "regions": _choices(
        RegionEnum,
        "Any of these parts of the world where partners are sought; offers that state none pass. "
        "For readers of summaries alone.",
    ),
}
EXAMPLES: Final[dict[str, graphene.Argument]] = {
    "like": graphene.Argument(
        graphene.ID,
        description="In the place of words a technology: others like it, by those of its texts "
        "that the reader may see. Itself and offers of the reader's own firm are left out.",
    ),
    "document": graphene.Argument(
        graphene.String,
        description="In the place of words a whole text: offers like it. At most "
        f"{DOCUMENT_TEXT_MAX} characters, which are neither stored nor logged.",
    ),
}
