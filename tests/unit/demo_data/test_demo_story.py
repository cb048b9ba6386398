"""What the demo's people did: in order, by whom it is up to, and enough for every role."""

import datetime as dt
from collections import Counter

import pytest

from marketplace.config.demo.load.accounts import demo_accounts
from marketplace.config.demo.load.papers import paper
from tests.unit.demo_data.dataset import (
    DEMANDS,
    FIRM_BY_SLUG,
    JUDGEMENTS,
    MATCHES,
    PEOPLE,
    PERSON_BY_EMAIL,
    REVIEWS,
    STANDING,
    TECHNOLOGIES,
    Table,
    owner_of,
)

THE_DAY = dt.date(2026, 11, 22)
CRITERIA = {"clarity", "benefit", "proof", "confidentiality"}
# what the last act of a match leaves behind
LEFT = {"decline": "declined", "withdraw": "withdrawn", "end": "ended"}


def acts_of_reviews() -> list[tuple[str, Table]]:
    """Return each act on a technology with its slug."""
    return [(slug, act) for slug, review in REVIEWS.items() for act in review.get("acts", ())]


def state_of(pair: Table) -> str:
    """Return the state in which the acts leave a match."""
    acts = [act["act"] for act in pair["acts"]]
    for act, state in LEFT.items():
        if act in acts:
            return state
    first = PERSON_BY_EMAIL[pair["acts"][0]["by"]]
    needed = 2 if first["roles"] == ["scout"] else 1
    accepted = acts.count("accept")
    if accepted == needed:
        return "matched"
    if pair["acts"][-1]["at"].date() < THE_DAY - dt.timedelta(days=14):
        return "expired"
    return "requested" if accepted == needed - 1 else "awaiting_lead"


def test_every_act_lies_behind_and_in_order() -> None:
    for acts in [
        *(pair["acts"] for pair in MATCHES),
        *(r.get("acts", ()) for r in REVIEWS.values()),
    ]:
        moments = [act["at"] for act in acts]
        assert moments == sorted(moments)
        assert len(set(moments)) == len(moments)
        assert all(moment.date() < THE_DAY for moment in moments)


def test_matches_stand_in_at_least_six_states() -> None:
    states = Counter(state_of(pair) for pair in MATCHES)
    assert len(MATCHES) >= 12
    assert set(states) >= {
        "awaiting_lead",
        "requested",
        "matched",
        "declined",
        "withdrawn",
        "expired",
        "ended",
    }
    stages = {act["stage"] for pair in MATCHES for act in pair["acts"] if act["act"] == "move"}
    assert stages == {"nda", "disclosure", "terms", "contract"}
    pairs = [(pair["demand"], pair["technology"]) for pair in MATCHES]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("pair", MATCHES, ids=lambda pair: f"{pair['demand']}-{pair['technology']}")
def test_a_match_is_between_published_offers_and_by_people_of_its_two_firms(pair: Table) -> None:
    demand, technology = DEMANDS[pair["demand"]], TECHNOLOGIES[pair["technology"]]
    begun = pair["acts"][0]["at"].date()
    assert max(demand["published_on"], technology["published_on"]) < begun
    assert demand["trl_min"] <= technology["trl"] <= demand["trl_max"]
    assert set(demand["transfer_modes"]) & set(technology["transfer_modes"])
    assert 1 <= pair["relevance"] <= 100
    for act in pair["acts"]:
        person = PERSON_BY_EMAIL[act["by"]]
        if act["act"] in {"move", "step", "note", "correct", "declare"}:
            assert "case_coordinator" in person["roles"]
        else:
            assert person["firm"] in {demand["owner"], technology["owner"]}


def test_requests_still_wait_when_the_demo_starts() -> None:
    for pair in MATCHES:
        days = {"requested": 14, "awaiting_lead": 7}.get(state_of(pair))
        if days is not None:
            # a demo that is looked at for three days shows them all the while
            last = pair["acts"][-1]["at"].date() + dt.timedelta(days=days)
            assert last >= THE_DAY + dt.timedelta(days=3)


def test_next_steps_are_on_every_side_and_one_is_overdue() -> None:
    steps = [act for pair in MATCHES for act in pair["acts"] if act["act"] == "step"]
    assert {step["side"] for step in steps} == {"seller", "buyer", "both", "coordinator"}
    assert any(step["due"] < THE_DAY for step in steps)
    assert all(step["due"] >= step["at"].date() for step in steps)


def test_firms_that_keep_each_other_out_have_no_match() -> None:
    met = {
        frozenset({DEMANDS[pair["demand"]]["owner"], TECHNOLOGIES[pair["technology"]]["owner"]})
        for pair in MATCHES
    }
    barriers = STANDING["barriers"]
    assert {barrier["kind"] for barrier in barriers} == {"rival", "block"}
    assert not [b for b in barriers if frozenset({b["firm"], b["other"]}) in met]
    assert all(row["other"] in FIRM_BY_SLUG for row in [*barriers, *STANDING["affiliates"]])


def test_judgements_are_of_the_demands_own_people() -> None:
    assert len(JUDGEMENTS) >= 4
    for judgement in JUDGEMENTS:
        person = PERSON_BY_EMAIL[judgement["by"]]
        assert person["firm"] == DEMANDS[judgement["demand"]]["owner"]
        assert judgement["technology"] in TECHNOLOGIES
        assert judgement["reason"] != "other" or judgement["words"]


def test_reviews_differ_and_low_scores_have_reasons() -> None:
    decided = [REVIEWS[slug] for slug, t in TECHNOLOGIES.items() if t["state"] == "published"]
    decided += [act for _, act in acts_of_reviews() if act["act"] == "review"]
    assert len({tuple(review["scores"]) for review in decided}) >= 10
    assert len({review["by"] for review in decided}) >= 2
    for review in decided:
        assert "reviewer" in PERSON_BY_EMAIL[review["by"]]["roles"]
        assert len(review["scores"]) == len(CRITERIA)
        assert set(review["reasons"]) <= CRITERIA


def test_technologies_were_returned_revised_commented_and_paused() -> None:
    acts = {act["act"] for _, act in acts_of_reviews()}
    assert acts == {"submit", "comment", "review", "save", "revise", "pause"}
    assert {s for s, t in TECHNOLOGIES.items() if t["state"] == "in_review"} <= set(REVIEWS)


def test_somebody_of_every_role_comes_first_on_the_sign_in_page() -> None:
    accounts = demo_accounts()
    featured = [account for account in accounts if account["featured"]]
    assert accounts[: len(featured)] == featured
    assert 12 <= len(featured) <= 24
    assert len(accounts) == len(PEOPLE)
    held = {role for account in featured for role in account["roles"]}
    assert held == {role.upper() for person in PEOPLE for role in person["roles"]}
    standings = {account["organisation"]["verification"] for account in featured}
    assert standings == {"VERIFIED", "PENDING", "REJECTED"}


def test_nobody_invited_is_somebody_already() -> None:
    taken = {person["email"] for person in PEOPLE}
    for invitation in STANDING["invitations"]:
        assert invitation["email"] not in taken
        assert owner_of(invitation["firm"])
        sent = invitation["at"].date()
        assert sent + dt.timedelta(days=14) > THE_DAY + dt.timedelta(days=3)


def test_a_paper_is_a_pdf_whose_table_finds_its_objects() -> None:
    content = paper(["Certificate (of registration)", "948-86-41726"])
    assert content.startswith(b"%PDF-1.4")
    assert rb"\(of registration\)" in content
    table = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    assert content[table:].startswith(b"xref\n0 6\n")
    for number, line in enumerate(content[table:].splitlines()[3:8], start=1):
        begin = int(line[:10])
        assert content[begin:].startswith(b"%d 0 obj" % number)
