"""Relaxed duties, and the flags that tell pages what is open."""

from __future__ import annotations

import pytest

from marketplace.accounts.policies import viewer_acts
from marketplace.accounts.selectors import duty_relaxed
from marketplace.accounts.services import duty_separation_set
from marketplace.core.errors import NotAllowedError
from marketplace.demands.policies import can_write_demands
from marketplace.evidence.models import Entry
from marketplace.evidence.policies import can_read_entries
from marketplace.technologies.policies import can_review_technologies, can_write_technologies
from tests.factories.people import ACTORS, NOW, People
from tests.services.accounts.written import everything_written


def test_an_institutions_owner_relaxes_and_restores(people: People) -> None:
    institution = people.organisations["institution"].pk
    owner = people.actor("institution_owner")
    for relaxed in (True, True, False, False, True):
        duty_separation_set(actor=owner, relaxed=relaxed, now=NOW)
        assert duty_relaxed(organisation_id=institution, rule="review_after_check") is relaxed
    kinds = Entry.objects.filter(kind__startswith="duty.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "duty.relaxed",
        "duty.restored",
        "duty.relaxed",
    ]


def test_nobody_else_relaxes_anything(people: People) -> None:
    before = everything_written()
    for name in set(ACTORS) - {"institution_owner"}:
        with pytest.raises(NotAllowedError):
            duty_separation_set(actor=people.actor(name), relaxed=True, now=NOW)
    assert everything_written() == before


def test_the_flags_agree_with_the_policies_they_announce(people: People) -> None:
    announced = {
        "write_technologies": can_write_technologies,
        "write_demands": can_write_demands,
        "review_technologies": can_review_technologies,
        "read_records": can_read_entries,
    }
    for name in set(ACTORS) - {"narrow_token"}:
        actor = people.actor(name)
        acts = viewer_acts(actor)
        for act, policy in announced.items():
            assert (act in acts) == policy(actor), (name, act)


def test_each_person_sees_the_pages_of_their_roles(people: People) -> None:
    expected = {
        "anonymous": set(),
        "no_firm": set(),
        "seller_owner": {"manage_members", "write_technologies", "lead_deals", "read_records"},
        "seller_engineer": {"read_records"},
        "buyer_scout": {"write_demands", "read_records"},
        "buyer_owner": {"manage_members", "lead_deals", "read_records"},
        "institution_owner": {"manage_members", "assign_cases", "read_records"},
        "verifier": {"verify_firms", "read_records"},
        "case_coordinator": {"run_cases", "read_records"},
        "operator": {"operate"},
        "auditor": {"read_records"},
        "narrow_token": set(),
    }
    for name, acts in expected.items():
        assert viewer_acts(people.actor(name)) == acts, name
