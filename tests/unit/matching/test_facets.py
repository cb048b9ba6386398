"""What an answer could be narrowed down to: counts that leave out the choice they stand beside."""

from __future__ import annotations

from matching.engines.base import SearchFilters
from matching.facets import (
    FacetKind,
    Facets,
    OfferFacts,
    facets_of,
    filters_without,
    passes,
)

SHEET = OfferFacts("advanced_materials", 7, ("licence", "supply"), "native")
ROBOT = OfferFacts("machinery_robotics", 4, ("assignment",), "native")
PACK = OfferFacts("", None, (), "imported")
OFFERS = [(SHEET, 2), (ROBOT, 1), (PACK, 3)]


def counted(filters: SearchFilters) -> Facets:
    def passing(wanted: SearchFilters) -> list[tuple[OfferFacts, int]]:
        return [each for each in OFFERS if passes(each[0], wanted)]

    by_kind = {kind: passing(filters_without(filters, kind)) for kind in FacetKind}
    return facets_of(passing(filters), by_kind, is_complete=True)


def test_what_is_not_stated_is_counted_apart() -> None:
    facets = counted(SearchFilters())
    assert facets.total == 6
    assert facets.industries == {"advanced_materials": 2, "machinery_robotics": 1}
    assert facets.transfer_modes == {"licence": 2, "supply": 2, "assignment": 1}
    assert facets.origins == {"native": 3, "imported": 3}
    assert facets.levels == {7: 2, 4: 1}
    assert (facets.without_modes, facets.without_level) == (3, 3)


def test_a_choice_narrows_the_other_kinds_but_not_its_own() -> None:
    facets = counted(SearchFilters(industries=("machinery_robotics",)))
    assert facets.total == 1
    assert facets.industries == {"advanced_materials": 2, "machinery_robotics": 1}
    assert facets.transfer_modes == {"assignment": 1}
    assert facets.levels == {4: 1}


def test_an_offer_that_states_no_level_and_no_modes_passes_those_filters() -> None:
    facets = counted(SearchFilters(trl_min=5, transfer_modes=("supply",)))
    assert facets.total == 5
    assert facets.levels == {7: 2}
    assert facets.transfer_modes == {"licence": 2, "supply": 2}
    assert not passes(ROBOT, SearchFilters(trl_max=3))
    assert not passes(ROBOT, SearchFilters(origins=("imported",)))
