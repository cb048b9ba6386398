"""Public records come in every state of disrepair; what cannot be used is counted."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from matching.records import RecordsError
from matching.sbir import Skipped, listings_file, listings_read, needs_file, needs_read

if TYPE_CHECKING:
    from pathlib import Path

ABSTRACT = "A pump that moves liquid metal without any moving part, for coolers."


def listing(**changes: Any) -> dict[str, Any]:
    record = {"id": "SB-1", "title": "Pump", "abstract": ABSTRACT, "firm": "Acme", "year": "2015",
              "agency": "Agency", "component": "Branch"}  # fmt: skip
    return {**record, **changes}


def read(tmp_path: Path, *records: Any) -> tuple[list[Any], dict[str, int]]:
    path, skipped = tmp_path / "listings.jsonl", Skipped()
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines) + "\n")
    return list(listings_read(path, skipped)), dict(skipped.reasons)


def test_a_listing_is_mended_and_its_card_holds_the_agency(tmp_path: Path) -> None:
    dirty = listing(
        title=" Pump &amp; valve\n\x96 cooled ",
        abstract=f"{ABSTRACT}\u200b &lt;5 \ufffd",
        year=2015,
    )
    [found], skipped = read(tmp_path, dirty)
    assert found.title == "Pump & valve – cooled"  # noqa: RUF001
    assert found.abstract == f"{ABSTRACT} <5"
    assert (found.area, found.year, found.firm) == ("Agency, Branch", 2015, "Acme")
    assert skipped == {}


@pytest.mark.parametrize(
    ("year", "expected"),
    [("2015", 2015), (2015, 2015), ("", None), ("soon", None), (True, None), (99, None),
     ("20155", None), (None, None), (1900, None), ("²²²²", None)],
)  # fmt: skip
def test_years_are_numbers_or_nothing(tmp_path: Path, year: Any, expected: int | None) -> None:
    [found], _ = read(tmp_path, listing(year=year))
    assert found.year == expected


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("{broken", "not a line of JSON"),
        ("[" * 100_000, "JSON nested too deeply"),
        ("[1, 2]", "not a JSON object"),
        (listing(id=None), "no id"),
        (listing(id=7), "no id"),
        (listing(id="x" * 81), "id longer than 80 characters or with hidden ones"),
        (listing(id="a\x00b"), "id longer than 80 characters or with hidden ones"),
        (listing(title=" \u200b"), "no title"),
        (listing(title=["Pump"]), "title is not a text"),
        (listing(abstract=None), "no abstract"),
        (listing(abstract="Short."), "abstract shorter than 40 characters"),
        (listing(abstract="long " * 20_000), "abstract longer than 60000 characters"),
    ],
)
def test_what_cannot_be_used_is_skipped_with_its_reason(
    tmp_path: Path, record: Any, reason: str
) -> None:
    found, skipped = read(tmp_path, record, "", listing(id="SB-2"))
    assert [one.source_ref for one in found] == ["SB-2"]
    assert skipped == {reason: 1}


def test_an_id_counts_once_and_the_reasons_name_their_lines(tmp_path: Path) -> None:
    path, skipped = tmp_path / "listings.jsonl", Skipped()
    path.write_text("".join(json.dumps(listing()) + "\n" for _ in range(6)))
    assert len(list(listings_read(path, skipped))) == 1
    [reason] = skipped.reasons
    assert skipped.reasons[reason] == 5
    assert skipped.examples[reason] == [f"listings.jsonl, line {line}" for line in (2, 3, 4)]


def test_a_listing_without_firm_or_agency_still_has_an_owner(tmp_path: Path) -> None:
    [found], _ = read(tmp_path, listing(firm=None, agency=None, component=""))
    assert (found.firm, found.area) == ("Unnamed firm", "")


def test_a_need_may_lack_its_objective(tmp_path: Path) -> None:
    path, skipped = tmp_path / "needs.jsonl.gz", Skipped()
    records = [
        {"id": "TP-1", "title": "Cooler", "objective": None, "description": ABSTRACT,
         "agency": "Agency", "tech_areas": ["Heat", 5, " "]},
        {"id": "TP-2", "title": "Cooler", "objective": "", "description": ""},
        {"id": "TP-3", "title": "Cooler", "description": "Short"},
        {"id": "TP-4", "title": "", "description": ABSTRACT},
    ]  # fmt: skip
    with gzip.open(path, "wt") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    [found] = needs_read(path, skipped)
    assert (found.objective, found.description, found.buyer) == ("", ABSTRACT, "Agency")
    assert found.tech_areas == ("Heat",)
    assert sum(skipped.reasons.values()) == 3


def test_the_gzipped_file_is_taken_and_a_missing_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="There is no folder"):
        listings_file(tmp_path / "nowhere")
    with pytest.raises(RecordsError, match="holds neither"):
        needs_file(tmp_path)
    (tmp_path / "listings.jsonl").write_text("")
    assert listings_file(tmp_path).name == "listings.jsonl"
    (tmp_path / "listings.jsonl.gz").write_bytes(b"")
    assert listings_file(tmp_path).name == "listings.jsonl.gz"


def test_a_damaged_archive_is_an_error_and_not_a_short_import(tmp_path: Path) -> None:
    path = tmp_path / "listings.jsonl.gz"
    whole = gzip.compress(
        b"".join(json.dumps(listing(id=f"S{n}")).encode() + b"\n" for n in range(900))
    )
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordsError, match="cannot be read"):
        list(listings_read(path, Skipped()))
