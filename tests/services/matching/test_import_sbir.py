"""`manage.py import_sbir` loads public records once, and tells what it left out."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from marketplace.accounts.models import Organisation
from marketplace.demands.models import Demand
from marketplace.evidence.keys import log_key_create
from marketplace.evidence.models import Entry
from marketplace.technologies.models import Technology, TechnologyText
from matching.engines.base import SearchFilters
from matching.search import market_search
from tests.factories.people import NOW, people_made

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db

LONG = "moves liquid metal without any moving part, for coolers of large machines."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with records in every state of disrepair."""
    listings: list[Any] = [
        {"id": "A", "title": "Pump &amp; valve", "abstract": f"Acme Inc. {LONG}",
         "firm": "Acme Inc.", "agency": "Agency", "component": "Branch", "year": 2015},
        {"id": "B", "title": "Acme lens", "abstract": f"ACME, Inc \x92s lens {LONG}",
         "firm": "ACME, INC.", "agency": "Agency", "component": "", "year": ""},
        {"id": "A", "title": "Again", "abstract": LONG},
        {"id": "C", "title": "", "abstract": LONG},
        {"id": "D", "title": "No text", "abstract": None},
        {"id": "E", "title": "x" * 400, "abstract": LONG * 30, "firm": "y" * 500},
        "{broken",
    ]  # fmt: skip
    needs: list[Any] = [
        {"id": "N", "title": "Cooler", "objective": "", "description": LONG, "agency": "Agency"},
        {"id": "M", "title": "Cooler", "objective": "Cool.", "description": ""},
    ]
    for name, records in (("listings", listings), ("needs", needs)):
        lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
    return tmp_path


def imported(folder: Path) -> str:
    printed = StringIO()
    call_command("import_sbir", str(folder), "--no-index", stdout=printed, stderr=StringIO())
    return printed.getvalue()


def test_what_is_usable_is_published_and_the_rest_is_named(folder: Path) -> None:
    printed = imported(folder)
    assert "technologies: 3 imported, 0 were there already, 4 skipped." in printed
    assert "demands: 1 imported, 0 were there already, 1 skipped." in printed
    for reason, line in (
        ("the id came before in this file", 3),
        ("no title", 4),
        ("no abstract", 5),
        ("not a line of JSON", 7),
    ):
        assert f"skipped 1: {reason} (listings.jsonl, line {line})" in printed
    assert set(Technology.objects.values_list("state", "origin")) == {("published", "imported")}
    assert Entry.objects.filter(kind="technology.imported").count() == 3
    assert Demand.objects.get().source_ref == "N"


def test_texts_are_mended_and_the_firms_name_is_masked(folder: Path) -> None:
    imported(folder)
    text = TechnologyText.objects.get(version__technology__source_ref="A")
    assert text.title == "Pump & valve"
    assert text.area == "Agency, Branch"
    assert "Acme" not in text.summary
    other = TechnologyText.objects.get(version__technology__source_ref="B")
    assert "acme" not in (other.title + other.summary).lower()
    assert "\x92" not in other.summary
    # two spellings, one firm, and the one whose name is far too long
    assert Organisation.objects.filter(origin="imported", kind="sme").count() == 2


def test_a_second_run_writes_nothing(folder: Path) -> None:
    imported(folder)
    before = (Technology.objects.count(), Demand.objects.count(), Entry.objects.count())
    assert "technologies: 0 imported, 3 were there already" in imported(folder)
    assert (Technology.objects.count(), Demand.objects.count(), Entry.objects.count()) == before


def test_an_interrupted_run_is_resumed(folder: Path) -> None:
    whole = (folder / "listings.jsonl").read_text()
    (folder / "listings.jsonl").write_text(whole.splitlines()[0])
    imported(folder)
    (folder / "listings.jsonl").write_text(whole)
    assert "technologies: 2 imported, 1 were there already" in imported(folder)


def test_a_missing_folder_or_file_is_named_and_nothing_is_written(
    folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        imported(tmp_path / "nowhere")
    (folder / "needs.jsonl").unlink()
    with pytest.raises(CommandError, match="holds neither"):
        imported(folder)
    assert not Technology.objects.exists()


def test_without_a_log_key_nothing_is_written(folder: Path) -> None:
    with pytest.raises(CommandError, match="log key"):
        call_command("import_sbir", str(folder), stdout=StringIO(), stderr=StringIO())
    assert not Technology.objects.exists()


def test_the_import_ends_searchable(folder: Path, tmp_path: Path, settings: Settings) -> None:
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log_key"
    log_key_create()
    people = people_made()
    printed = StringIO()
    call_command("import_sbir", str(folder), stdout=printed, stderr=StringIO())
    assert printed.getvalue().endswith("Searchable.\n")
    assert not Entry.objects.filter(index=None).exists()
    found = market_search(
        actor=people.actor("buyer_scout"),
        now=NOW,
        text="pump for liquid metal",
        filters=SearchFilters(),
        first=5,
    )
    assert found.hits[0].technology.origin == "imported"
    assert found.hits[0].technology.summaries["en"]["title"] == "Pump & valve"
