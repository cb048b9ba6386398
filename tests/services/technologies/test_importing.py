"""Listings from public records come in once, published, without their firm's name."""

from __future__ import annotations

from marketplace.accounts.models import Organisation
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Technology, TechnologyText
from marketplace.technologies.selectors import technologies_market, technology_for
from marketplace.technologies.services import ImportedTechnology, technologies_import
from tests.factories.people import NOW, People


def listing(number: int, firm: str = "Acme Optics, Inc.") -> ImportedTechnology:
    """Return a listing whose texts name their firm."""
    return ImportedTechnology(
        source_ref=f"SB-{number}",
        firm=firm,
        area="Agency of Tests, 2015",
        year=2015,
        title=f"Lens {number} by Acme Optics",
        abstract="Acme Optics Inc (AOI) proposes a lens. AOI has built one.",
    )


def test_a_batch_is_published_with_one_entry_each_and_members_nowhere(people: People) -> None:
    entries = Entry.objects.count()
    outcome = technologies_import(batch=[listing(1), listing(2), listing(2)], now=NOW)
    assert (outcome.created, outcome.unchanged) == (2, 1)
    assert Entry.objects.count() == entries + 2
    assert set(Technology.objects.values_list("state", "origin")) == {("published", "imported")}
    assert Organisation.objects.get(origin="imported").memberships.count() == 0
    for text in TechnologyText.objects.all():
        assert "Acme" not in text.title + text.summary
        assert "AOI" not in text.summary


def test_the_same_batch_again_changes_nothing(people: People) -> None:
    technologies_import(batch=[listing(1)], now=NOW)
    before = (Entry.objects.count(), Technology.objects.get().public_id)
    outcome = technologies_import(batch=[listing(1)], now=NOW)
    assert (outcome.created, outcome.unchanged) == (0, 1)
    assert (Entry.objects.count(), Technology.objects.get().public_id) == before


def test_spellings_of_one_firm_make_one_organisation(people: People) -> None:
    spellings = ["Acme Optics, Inc.", "ACME OPTICS INC", "Acme-Optics"]
    technologies_import(batch=[listing(n, firm) for n, firm in enumerate(spellings)], now=NOW)
    assert Organisation.objects.filter(origin="imported").count() == 1


def test_the_card_shows_area_and_year_and_a_verified_firm_reads_the_abstract(
    people: People,
) -> None:
    technologies_import(batch=[listing(1)], now=NOW)
    visitor = technologies_market(actor=people.actor("anonymous"), now=NOW, after=None, limit=5)[0]
    assert visitor.cards["en"] == {"area": "Agency of Tests, 2015", "problem": ""}
    assert visitor.year == 2015
    assert visitor.summaries == {}
    reader = technology_for(actor=people.actor("buyer_scout"), public_id=visitor.public_id, now=NOW)
    assert "proposes a lens" in reader.summaries["en"]["summary"]
