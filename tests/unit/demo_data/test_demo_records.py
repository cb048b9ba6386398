"""The demo's firms, people, offers and demands: complete, consistent, with known choices."""

import datetime as dt
import re
from collections import Counter

import pytest

from tests.unit.demo_data.dataset import (
    DEMANDS,
    FIRM_BY_SLUG,
    FIRMS,
    HANGUL,
    PEOPLE,
    TECHNOLOGIES,
    Table,
    split_sentences,
)

TODAY = dt.date(2026, 11, 22)
# The offers written to meet each published demand; every other offer is at best a near miss.
ANSWERS = {
    "battery-runaway-safety": {"battery-barrier-sheet", "cell-swelling-warning"},
    "casting-burr-removal": {"casting-burr-path", "compliant-grinding-head"},
    "cell-therapy-thaw": {"dry-thaw-unit", "cryo-history-label"},
    "construction-record-search": {"drawing-likeness-search", "site-record-answers"},
    "cut-vegetable-freshness": {"fine-bubble-produce-wash", "breathing-produce-film"},
    "drone-icing-protection": {"drone-wing-deicing", "flush-ice-detector"},
    "fluoride-wastewater-sludge": {"fluoride-wastewater-recovery"},
    "hull-block-weld-quality": {"weld-defect-monitoring"},
    "hydrogen-leak-watch": {"hydrogen-bus-sensor", "hydrogen-fibre-survey"},
    "inverter-heat-dissipation": {"silicone-free-gap-pad", "graphite-heat-spreader"},
    "power-module-heat-path": {"power-die-joint", "module-void-test"},
    "printing-solvent-exhaust": {"voc-electric-rotor", "room-heat-voc-catalyst"},
    "retired-battery-grading": {"retired-module-grading", "charging-record-health"},
    "truck-charging-hub": {"cooled-charging-cable", "charging-connector-wear"},
    "winter-concrete-curing": {"early-concrete-strength", "self-warming-formwork"},
}
TECHNOLOGY_TEXTS = {
    "area": 80,
    "problem": 400,
    "title": 120,
    "summary": 600,
    "description": 2000,
    "advantages": 2000,
    "specification": 2000,
    "comparison": 2000,
    "proof_available": 2000,
    "field_of_use": 2000,
    "partner_sought": 2000,
    "withheld": 2000,
}
DEMAND_TEXTS = {"title": 120, "need": 2000, "outcomes": 2000, "constraints": 2000}
SENTENCES = {"description": (3, 6), "need": (3, 6)}
UNPUNCTUATED = {"area", "title"}
INDUSTRIES = {
    "advanced_materials",
    "energy_battery",
    "semiconductor_display",
    "machinery_robotics",
    "mobility",
    "aerospace_defence",
    "bio_health",
    "chemistry_environment",
    "ict_software",
    "construction_shipbuilding",
    "agri_food",
    "other",
}
TRANSFER_MODES = {"licence", "assignment", "joint_development", "supply", "investment"}
IP_STATUSES = {
    "patent_granted",
    "patent_pending",
    "know_how",
    "copyright",
    "design_right",
    "none",
}
ROLES = {
    "sme": {"owner", "deal_lead", "engineer"},
    "large_firm": {"owner", "scout", "deal_lead", "named_engineer"},
    "coordinator_institution": {
        "owner",
        "verifier",
        "reviewer",
        "case_coordinator",
        "treasurer",
        "auditor",
        "operator",
    },
}


def check_digit(first_nine: str) -> int:
    """Return the tenth digit of a Korean business registration number."""
    digits = [int(digit) for digit in first_nine]
    weighted = sum(a * b for a, b in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    return (10 - (weighted + digits[8] * 5 // 10) % 10) % 10


def test_every_firm_is_complete_and_its_registration_number_valid() -> None:
    for firm in FIRMS:
        assert set(firm) == {
            "slug",
            "kind",
            "name_ko",
            "name_en",
            "registration_number",
            "verification",
        }
        assert firm["kind"] in ROLES
        assert firm["verification"] in {"unverified", "pending", "verified", "rejected"}
        assert HANGUL.search(firm["name_ko"])
        assert not HANGUL.search(firm["name_en"])
        number = firm["registration_number"]
        assert re.fullmatch(r"9\d{2}-\d{2}-\d{5}", number), "9 begins no real firm's number"
        digits = number.replace("-", "")
        assert int(digits[9]) == check_digit(digits[:9])
    for key in ("slug", "name_ko", "name_en", "registration_number"):
        assert len({firm[key] for firm in FIRMS}) == len(FIRMS)


def test_the_cast_of_firms_has_both_sides_and_an_unverified_one_of_each() -> None:
    counts = Counter((firm["kind"], firm["verification"]) for firm in FIRMS)
    assert counts["sme", "unverified"] == counts["large_firm", "unverified"] == 1
    assert counts["sme", "pending"] == counts["sme", "rejected"] == 1
    assert counts["sme", "verified"] >= 20
    assert counts["large_firm", "verified"] >= 9
    assert counts["coordinator_institution", "verified"] == 2


def test_every_person_is_complete_and_belongs_to_a_firm() -> None:
    for person in PEOPLE:
        assert set(person) == {"slug", "name", "email", "language", "firm", "roles"}
        assert person["language"] in {"ko", "en"}
        assert person["email"].endswith(f"@{person['firm']}.example")
        assert set(person["roles"]) <= ROLES[FIRM_BY_SLUG[person["firm"]]["kind"]]
    for key in ("slug", "name", "email"):
        assert len({person[key] for person in PEOPLE}) == len(PEOPLE)


def test_every_role_of_every_kind_has_somebody() -> None:
    held = {
        (FIRM_BY_SLUG[person["firm"]]["kind"], role)
        for person in PEOPLE
        for role in person["roles"]
    }
    assert held == {(kind, role) for kind, roles in ROLES.items() for role in roles}
    without = [person for person in PEOPLE if not person["roles"]]
    assert [FIRM_BY_SLUG[person["firm"]]["kind"] for person in without] == ["sme"]
    owned = {person["firm"] for person in PEOPLE if "owner" in person["roles"]}
    assert owned == set(FIRM_BY_SLUG)


@pytest.mark.parametrize("slug", TECHNOLOGIES)
def test_a_technology_is_complete_and_its_choices_are_known(slug: str) -> None:
    technology = TECHNOLOGIES[slug]
    firm = FIRM_BY_SLUG[technology["owner"]]
    assert firm["kind"] == "sme"
    assert technology["industry"] in INDUSTRIES
    assert technology["ip_status"] in IP_STATUSES
    assert technology["trl"] in range(1, 10)
    assert technology["year"] in range(2020, 2027)
    assert_modes(technology)
    assert_publication(technology, firm, "draft", "in_review")
    for language in ("ko", "en"):
        section = technology[language]
        assert set(section) == set(TECHNOLOGY_TEXTS) | {"keywords"}
        assert 5 <= len(set(section["keywords"])) == len(section["keywords"]) <= 8
        assert all(0 < len(keyword) <= 40 for keyword in section["keywords"])
        assert_texts(section, TECHNOLOGY_TEXTS)
        assert f"TRL {technology['trl']}" in section["specification"]
        # beyond the ninth there is none to name
        if technology["trl"] < 9:
            assert f"TRL {technology['trl'] + 1}" in section["specification"]
    assert len(technology["ko"]["keywords"]) == len(technology["en"]["keywords"])


@pytest.mark.parametrize("slug", DEMANDS)
def test_a_demand_is_complete_and_its_choices_are_known(slug: str) -> None:
    demand = DEMANDS[slug]
    firm = FIRM_BY_SLUG[demand["owner"]]
    assert firm["kind"] == "large_firm"
    assert demand["industries"]
    assert set(demand["industries"]) <= INDUSTRIES
    assert 1 <= demand["trl_min"] <= demand["trl_max"] <= 9
    assert 0 < demand["budget_min"] < demand["budget_max"]
    assert demand["currency"] == "KRW"
    assert demand["deadline"].year == 2027
    assert demand["exclusions"].strip()
    assert_modes(demand)
    assert_publication(demand, firm, "draft")
    for language in ("ko", "en"):
        assert set(demand[language]) == set(DEMAND_TEXTS)
        assert_texts(demand[language], DEMAND_TEXTS)


def assert_modes(offering: Table) -> None:
    """Fail unless the transfer modes are known and named once each."""
    modes = offering["transfer_modes"]
    assert modes
    assert set(modes) <= TRANSFER_MODES
    assert len(set(modes)) == len(modes)


def assert_publication(offering: Table, firm: Table, *unpublished: str) -> None:
    """Fail unless exactly the published have a date, and a verified owner."""
    assert offering["state"] in {"published", *unpublished}
    if offering["state"] == "published":
        assert dt.date(2026, 9, 1) <= offering["published_on"] <= TODAY
        assert firm["verification"] == "verified"
    else:
        assert "published_on" not in offering


def assert_texts(section: Table, limits: dict[str, int]) -> None:
    """Fail unless each text is within its length and a fair number of whole sentences."""
    for field, limit in limits.items():
        text = section[field]
        assert 0 < len(text) <= limit, field
        if field in UNPUNCTUATED:
            assert not text.endswith("."), field
            continue
        low, high = SENTENCES.get(field, (1, 4))
        assert low <= len(split_sentences(text)) <= high, field
        assert text.endswith("."), field


def test_the_market_has_the_intended_mix() -> None:
    states = Counter(technology["state"] for technology in TECHNOLOGIES.values())
    assert len(TECHNOLOGIES) >= 40
    assert min(states.values()) >= 2
    assert states["published"] >= 30
    assert len({technology["industry"] for technology in TECHNOLOGIES.values()}) >= 10
    assert Counter(demand["state"] for demand in DEMANDS.values()) == {"published": 15, "draft": 1}
    assert set(ANSWERS) == {name for name, d in DEMANDS.items() if d["state"] == "published"}


@pytest.mark.parametrize("slug", ANSWERS)
def test_a_published_demand_has_offers_that_meet_it_and_near_misses(slug: str) -> None:
    demand = DEMANDS[slug]
    open_to_it = {
        name: technology
        for name, technology in TECHNOLOGIES.items()
        if technology["state"] == "published"
        and demand["trl_min"] <= technology["trl"] <= demand["trl_max"]
        and set(technology["transfer_modes"]) & set(demand["transfer_modes"])
    }
    near_misses = set(open_to_it) - ANSWERS[slug]
    assert ANSWERS[slug] <= set(open_to_it)
    assert near_misses
    assert {open_to_it[name]["industry"] for name in ANSWERS[slug]} <= set(demand["industries"])
    for language in ("ko", "en"):
        shared = {
            name: shared_words(demand[language], technology[language])
            for name, technology in open_to_it.items()
        }
        worst_answer = min(shared[name] for name in ANSWERS[slug])
        assert worst_answer >= 2 * max(shared[name] for name in near_misses), shared


def shared_words(demand: Table, technology: Table) -> int:
    """Return how many words of an offer's title and keywords the demand uses."""
    offered = " ".join([technology["title"], *technology["keywords"]]).casefold()
    words = set(re.findall(r"[가-힣]{2,}|[a-z]{5,}", offered))
    wanted = " ".join(demand.values()).casefold()
    return sum(word in wanted for word in words)
