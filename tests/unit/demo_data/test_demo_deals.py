"""What the demo's small firms sealed, and how far its deals are: complete, and in order."""

import csv
import datetime as dt
import io

import pytest
from pypdfium2 import PdfDocument

from marketplace.config.demo.load.sealed_files import sealed_files
from marketplace.escrow.states import DepositKind
from tests.unit.demo_data.dataset import (
    ADDRESSES,
    AGE_KEYS,
    DEALS,
    DEMANDS,
    DEPOSITS,
    HANGUL,
    MATCHES,
    PERSON_BY_EMAIL,
    SIGNERS,
    TECHNOLOGIES,
    Table,
    writer_of,
)

THE_DAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def files_of(slug: str) -> dict[str, bytes]:
    """Return what is sealed behind a technology, by name."""
    made = sealed_files(slug, DEPOSITS[slug], firm="Firm", language="en", now=NOW)
    return {name: content for name, _, content in made}


def deal_of(technology: str) -> list[Table]:
    """Return the acts of the deal about a technology."""
    return next(list(deal["acts"]) for deal in DEALS if deal["technology"] == technology)


def test_every_technology_that_went_public_has_a_deposit_and_one_that_waits_has_none() -> None:
    public = {slug for slug, t in TECHNOLOGIES.items() if t["state"] == "published"}
    assert public <= set(DEPOSITS)
    waiting = {slug for slug, t in TECHNOLOGIES.items() if t["state"] == "in_review"}
    assert waiting & set(DEPOSITS)
    assert waiting - set(DEPOSITS)
    assert set(ADDRESSES) == {TECHNOLOGIES[slug]["owner"] for slug in DEPOSITS}


@pytest.mark.parametrize("slug", DEPOSITS)
def test_a_deposit_is_complete_and_older_than_its_technology(slug: str) -> None:
    deposit = DEPOSITS[slug]
    assert set(deposit) >= {"title", "kind", "made_on", "outline", "part"}
    assert deposit["kind"] in DepositKind.values
    assert {"table", "note", "drawing"} & set(deposit)
    shown = TECHNOLOGIES[slug].get("published_on", THE_DAY)
    assert dt.timedelta(days=14) <= shown - deposit["made_on"] <= dt.timedelta(days=60)
    owner = TECHNOLOGIES[slug]["owner"]
    in_korean = PERSON_BY_EMAIL[writer_of(owner)]["language"] == "ko"
    assert bool(HANGUL.search(ADDRESSES[owner])) == in_korean


def test_tables_are_the_same_each_time_and_their_columns_run_from_value_to_value() -> None:
    first, again = files_of("power-die-joint"), files_of("power-die-joint")
    assert first == again
    (content,) = first.values()
    rows = list(csv.reader(io.StringIO(content.decode())))
    assert len(rows) == 1 + DEPOSITS["power-die-joint"]["table"]["rows"]
    assert [float(value) for value in rows[1]] == pytest.approx([0, 26, 0.4], abs=1.3)
    assert [float(value) for value in rows[-1]] == pytest.approx([232, 241, 4.3], abs=3)
    assert len(set(map(tuple, rows))) == len(rows)


def test_drawings_and_reports_are_documents_of_one_page_that_can_be_read() -> None:
    documents = files_of("battery-barrier-sheet")
    drawing = documents["층-구성-단면도.pdf"]
    report = documents["모듈-전이-시험-성적서.pdf"]
    for content, words in ((drawing, "NG-BS-0417"), (report, "621 °C")):
        document = PdfDocument(content)
        assert len(document) == 1
        assert words in document[0].get_textpage().get_text_range()
    assert drawing == files_of("battery-barrier-sheet")["층-구성-단면도.pdf"]


def test_deals_are_between_matched_firms_and_by_their_own_people() -> None:
    matched = {
        (pair["demand"], pair["technology"]): max(
            act["at"] for act in pair["acts"] if act["act"] == "accept"
        )
        for pair in MATCHES
        if any(act["act"] == "accept" for act in pair["acts"])
    }
    for deal in DEALS:
        moments = [act["at"] for act in deal["acts"]]
        assert moments == sorted(set(moments))
        assert moments[0] > matched[deal["demand"], deal["technology"]]
        assert moments[-1].date() < THE_DAY
        firms = {DEMANDS[deal["demand"]]["owner"], TECHNOLOGIES[deal["technology"]]["owner"]}
        for act in deal["acts"]:
            assert PERSON_BY_EMAIL[act["by"]]["firm"] in firms | {"gaundegil"}
            named = set(act.get("annex", ())) | set(act.get("files", ()))
            assert named <= set(files_of(deal["technology"]))


def test_whoever_signs_owns_the_firm_or_was_let_sign_before() -> None:
    allowed = {row["of"]: row["at"] for row in SIGNERS}
    for deal in DEALS:
        for act in deal["acts"]:
            if act["act"] in {"sign_nda", "sign_contract"}:
                is_owner = "owner" in PERSON_BY_EMAIL[act["by"]]["roles"]
                assert is_owner or allowed[act["by"]] < act["at"]


def test_three_deals_stand_at_different_stages() -> None:
    just_begun = [act["act"] for act in deal_of("retired-module-grading")]
    assert just_begun[-1] == "sign_nda"
    assert just_begun.count("sign_nda") == 1
    in_a_room = [act["act"] for act in deal_of("battery-barrier-sheet")]
    assert in_a_room.count("sign_nda") == 2
    assert {"write", "ask", "grant", "refuse"} <= set(in_a_room)
    assert in_a_room[-2:] == ["offer_terms", "counter_terms"]
    under_contract = [act["act"] for act in deal_of("drawing-likeness-search")]
    assert under_contract.count("sign_contract") == 2
    assert under_contract[-1] == "record_delivery"
    assert {row["of"] for row in AGE_KEYS} >= {"deal.lead@keundeulnae.example"}
