"""A firm hands papers in; a verifier who has nothing to do with it decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from marketplace.accounts.models import FirmCheck, FirmDocument, Membership, Organisation
from marketplace.accounts.selectors import (
    another_reviewer_exists,
    check_for,
    check_own,
    check_usual_days,
    checks_for,
    document_for,
    firm_checkers,
)
from marketplace.accounts.services import (
    documents_wipe,
    firm_check_decide,
    firm_check_revoke,
    firm_check_submit,
    firm_document_add,
    firm_document_remove,
)
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.models import Timer
from tests.factories.people import ACTORS, NOW, People
from tests.services.accounts.conftest import PDF
from tests.services.accounts.written import everything_written, last_entry

Submitted = Callable[[], FirmCheck]
DAY = timedelta(days=1)
VERIFIERS = {"verifier", "checking_reviewer"}
FIRM_OWNERS = {"unverified_sme", "unverified_owner"}


def decide(people: People, check: FirmCheck, name: str = "verifier", **given: object) -> FirmCheck:
    """Confirm, or what is given."""
    wish = {"confirmed": True, "reasons": [], "reason_text": "", "now": NOW + DAY} | given
    return firm_check_decide(actor=people.actor(name), check=check, **wish)  # type: ignore[arg-type]


def test_a_firm_is_checked_and_confirmed(people: People, submitted: Submitted) -> None:
    check = submitted()
    assert (check.state, check.note) == ("pending", "Please check")
    assert people.actor("unverified_sme").organisation_verified is False
    read = check_for(actor=people.actor("verifier"), public_id=check.public_id)
    assert read.can_decide
    assert read.owners == (people.users["unverified_sme"].name,)
    assert [document.kind for document in read.documents] == [
        "registration_certificate",
        "proof_of_authority",
    ]
    done = decide(people, check)
    assert people.actor("unverified_sme").organisation_verified
    assert done.decided_by == people.users["verifier"]
    assert firm_checkers(organisation_id=check.organisation_id, since=NOW) == {
        people.users["verifier"].pk
    }
    assert firm_checkers(organisation_id=check.organisation_id, since=NOW + 2 * DAY) == frozenset()
    assert check_usual_days() == 1
    entry = last_entry("organisation.verified")
    assert {row.organisation_id for row in entry.audience.all()} == {
        check.organisation_id,
        people.organisations["institution"].pk,
    }
    assert people.users["verifier"].email not in (entry.body or "")


def test_nobody_else_decides(people: People, submitted: Submitted) -> None:
    check = submitted()
    before = everything_written()
    for name in set(ACTORS) - VERIFIERS:
        with pytest.raises(NotAllowedError):
            decide(people, check, name)
        with pytest.raises(NotAllowedError):
            firm_check_revoke(actor=people.actor(name), check=check, reason_text="a", now=NOW)
        if name != "unverified_sme":
            with pytest.raises(NotFoundError):
                check_for(actor=people.actor(name), public_id=check.public_id)
        assert checks_for(actor=people.actor(name), state="pending", after=None, limit=9) == []
    assert everything_written() == before


def test_a_verifier_who_was_a_member_of_the_firm_does_not_decide(
    people: People, submitted: Submitted
) -> None:
    check = submitted()
    Membership.objects.create(
        user=people.users["verifier"],
        organisation=people.organisations["new_sme"],
        joined_at=NOW,
        ended_at=NOW,
    )
    before = everything_written()
    with pytest.raises(NotAllowedError):
        decide(people, check)
    actor = people.actor("verifier")
    assert not check_for(actor=actor, public_id=check.public_id).can_decide
    document = check.documents.first()
    assert document
    with pytest.raises(NotFoundError):
        document_for(actor=actor, public_id=document.public_id)
    assert everything_written() == before


def test_an_institution_that_nobody_verified_checks_nobody(
    people: People, submitted: Submitted
) -> None:
    check = submitted()
    institution = people.organisations["institution"]
    Organisation.objects.filter(pk=institution.pk).update(verification="rejected")
    before = everything_written()
    with pytest.raises(NotAllowedError):
        decide(people, check)
    assert everything_written() == before


def test_a_refusal_needs_reasons_and_opens_a_new_round(
    people: People, submitted: Submitted
) -> None:
    check = submitted()
    before = everything_written()
    for wrong, field in (
        ({"confirmed": False}, "reasons"),
        ({"confirmed": False, "reasons": ["other"]}, "reasonText"),
        ({"confirmed": False, "reasons": ["mood"]}, "reasons"),
        ({"confirmed": True, "reasons": ["other"]}, "reasons"),
    ):
        with pytest.raises(InvalidInputError) as refused:
            decide(people, check, **wrong)
        assert refused.value.field == field
    assert everything_written() == before
    decide(people, check, confirmed=False, reasons=["name_mismatch"], reason_text="Other name")
    assert people.actor("unverified_sme").organisation_verified is False
    own = check_own(actor=people.actor("unverified_sme"))
    assert own
    assert (own.check.state, own.check.reasons) == ("declined", ["name_mismatch"])
    body = last_entry("organisation.check_declined").body or ""
    assert '"reasons":["name_mismatch"]' in body
    assert "Other name" not in body
    with pytest.raises(StaleStateError):
        decide(people, check)
    firm_document_add(
        actor=people.actor("unverified_sme"), kind="other", file_name="a", content=PDF, now=NOW
    )
    newer = check_own(actor=people.actor("unverified_sme"))
    assert newer
    assert (newer.check.state, len(newer.documents)) == ("draft", 1)
    assert checks_for(actor=people.actor("verifier"), state="draft", after=None, limit=9) == []
    with pytest.raises(NotFoundError):
        check_for(actor=people.actor("verifier"), public_id=newer.check.public_id)


def test_a_stale_verifier_loses(people: People, submitted: Submitted) -> None:
    check = submitted()
    stale = FirmCheck.objects.get(pk=check.pk)
    decide(people, check)
    before = everything_written()
    with pytest.raises(StaleStateError):
        decide(people, stale, confirmed=False, reasons=["name_mismatch"])
    assert everything_written() == before


def test_a_confirmation_is_taken_back_and_its_checker_stays_known(
    people: People, submitted: Submitted
) -> None:
    check = decide(people, submitted())
    before = everything_written()
    with pytest.raises(InvalidInputError):
        firm_check_revoke(actor=people.actor("verifier"), check=check, reason_text=" ", now=NOW)
    assert everything_written() == before
    firm_check_revoke(
        actor=people.actor("checking_reviewer"),
        check=check,
        reason_text="Closed",
        now=NOW + 2 * DAY,
    )
    assert people.actor("unverified_sme").organisation_verified is False
    assert people.users["verifier"].pk in firm_checkers(
        organisation_id=check.organisation_id, since=NOW
    )
    with pytest.raises(StaleStateError):
        firm_check_revoke(actor=people.actor("verifier"), check=check, reason_text="a", now=NOW)


def test_a_pending_round_is_decided_and_never_revoked(people: People, submitted: Submitted) -> None:
    check = submitted()
    before = everything_written()
    with pytest.raises(StaleStateError):
        firm_check_revoke(actor=people.actor("verifier"), check=check, reason_text="a", now=NOW)
    assert everything_written() == before


def test_without_its_papers_a_round_is_not_handed_in(people: People) -> None:
    owner = people.actor("unverified_sme")
    document = firm_document_add(
        actor=owner, kind="registration_certificate", file_name="a", content=PDF, now=NOW
    )
    before = everything_written()
    with pytest.raises(MarketplaceError) as refused:
        firm_check_submit(actor=owner, note="", now=NOW)
    assert refused.value.code == "documents_missing"
    assert refused.value.params == {"missing": "proof_of_authority"}
    for name in set(ACTORS) - FIRM_OWNERS:
        with pytest.raises(MarketplaceError):
            firm_check_submit(actor=people.actor(name), note="", now=NOW)
        with pytest.raises((NotAllowedError, NotFoundError)):
            firm_document_remove(actor=people.actor(name), public_id=document.public_id)
    assert everything_written() == before
    firm_document_remove(actor=owner, public_id=document.public_id)
    assert not FirmDocument.objects.exists()


def test_handed_in_papers_stay(people: People, submitted: Submitted) -> None:
    check = submitted()
    owner = people.actor("unverified_sme")
    document = check.documents.first()
    assert document
    before = everything_written()
    with pytest.raises(MarketplaceError) as refused:
        firm_document_remove(actor=owner, public_id=document.public_id)
    assert refused.value.code == "check_submitted"
    with pytest.raises(MarketplaceError) as refused:
        firm_document_add(actor=owner, kind="other", file_name="a", content=PDF, now=NOW)
    assert refused.value.code == "check_pending"
    assert everything_written() == before


def test_papers_are_forgotten_thirty_days_after_the_decision(
    people: People, submitted: Submitted
) -> None:
    check = submitted()
    documents_wipe(subject=check.public_id, now=NOW)
    assert not FirmDocument.objects.filter(content=None).exists()
    decide(people, check)
    timer = Timer.objects.get(kind="accounts.documents_wipe", subject=check.public_id)
    assert timer.due_at == NOW + 31 * DAY
    documents_wipe(subject=check.public_id, now=timer.due_at)
    documents_wipe(subject=check.public_id, now=timer.due_at + DAY)
    rows = FirmDocument.objects.filter(check_round=check)
    assert {(row.content, row.wiped_at) for row in rows} == {(None, timer.due_at)}
    assert rows[0].sha256
    with pytest.raises(NotFoundError):
        document_for(actor=people.actor("unverified_sme"), public_id=rows[0].public_id)


def test_the_queue_shows_what_waits_longest_first_page_by_page(
    people: People, submitted: Submitted
) -> None:
    check = submitted()
    owner = people.actor("unverified_owner")
    for kind in ("registration_certificate", "proof_of_authority"):
        firm_document_add(actor=owner, kind=kind, file_name="a", content=PDF, now=NOW)
    later = firm_check_submit(actor=owner, note="", now=NOW + DAY)
    actor = people.actor("verifier")
    first, second = checks_for(actor=actor, state="pending", after=None, limit=9)
    assert (first.check, second.check) == (check, later)
    rest = checks_for(actor=actor, state="pending", after=first.order_key, limit=9)
    assert [read.check for read in rest] == [later]
    with pytest.raises(InvalidInputError):
        checks_for(actor=actor, state="pending", after=("soon", "x"), limit=9)


def test_another_reviewer_is_one_who_is_still_there(people: People) -> None:
    reviewers = {people.users["reviewer"].pk, people.users["checking_reviewer"].pk}
    assert another_reviewer_exists(without_users={people.users["reviewer"].pk})
    assert not another_reviewer_exists(without_users=reviewers)
