"""The whole demo loads through the services, becomes a log, and tells people without names."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyrage
import pytest
from django.core import mail
from django.core.management import call_command
from django.db.models import Count

from contracts.deals.models import Contract, TermSheet
from contracts.deals.states import ContractState, SheetState
from contracts.nda.models import Nda, NdaHolder
from contracts.nda.selectors import DOCUMENT_TYPE
from contracts.nda.services import nda_sign
from contracts.nda.signing import signatures_of
from contracts.nda.states import NdaState
from contracts.payments.models import Plan
from contracts.payments.states import AccessState, InstallmentState
from contracts.rooms.access import granted_file_for
from contracts.rooms.models import Message, RequestItem, Room
from contracts.rooms.states import ItemState, RoomState
from marketplace.accounts.actors import actor_for_user
from marketplace.accounts.models import AgeRecipient, FirmCheck, FirmDocument, Organisation, User
from marketplace.accounts.states import FirmCheckState, Verification
from marketplace.config.demo.load import (
    DEMO_PASSWORD,
    age_keys_path,
    demo_accounts,
    demo_load,
    old_notices_read,
)
from marketplace.config.models import HandlerCursor, ParkedEntry
from marketplace.config.reactions import HANDLERS
from marketplace.config.runner import react_once
from marketplace.config.timers import timers_once
from marketplace.core.models import Timer
from marketplace.core.states import TimerState
from marketplace.demands.models import Demand
from marketplace.demands.states import DemandState
from marketplace.escrow.models import Deposit, DepositFile, FileFingerprint, Release
from marketplace.escrow.states import (
    DepositFileState,
    DepositState,
    FingerprintState,
    ReleaseState,
)
from marketplace.evidence.keys import log_key_create
from marketplace.evidence.models import Entry
from marketplace.evidence.sequencer import sequence_once
from marketplace.files.ciphertext import part_chunks
from marketplace.ladder.models import StageFact
from marketplace.ladder.stages import Stage
from marketplace.notifications.models import Mail, Notification
from marketplace.notifications.services import mails_send
from marketplace.notifications.states import MailState, NotificationCategory
from marketplace.technologies.models import LeakReport, Review, Technology, TechnologyVersion
from marketplace.technologies.states import LeakState, RevisionState, TechnologyState
from matching.models import Case, CaseNote, Match, StoredSuggestion, SuggestionJudgement
from matching.states import CaseStage, MatchSide, MatchState
from tests.unit.demo_data.test_demo_records import ANSWERS

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

# another year than the files were written in: all of their days move
NOW = datetime(2028, 3, 9, 1, 30, tzinfo=UTC)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def loaded(settings: Settings, tmp_path: Path, transactional_db: None) -> None:
    """Load the demo and let everything follow from it, as its command does."""
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    settings.INDEX_DIR = tmp_path / "index"
    settings.FILES_DIR = tmp_path / "files"
    settings.HOME = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    log_key_create()
    assert demo_load(now=NOW)
    while sequence_once(NOW):
        while react_once(NOW) + timers_once(NOW):
            pass
    old_notices_read(now=NOW)


def test_the_demo_loads_whole_once(loaded: None) -> None:
    assert not demo_load(now=NOW)
    check_accounts()
    check_log()
    check_offers()
    check_suggestions()
    check_deposits()
    check_age_keys()
    check_matches()
    check_agreements()
    check_rooms()
    check_contracts()
    check_deadlines()
    check_notices()
    check_mails()


def check_accounts() -> None:
    """Everybody on the sign-in page signs in; firms wait for their check and were declined."""
    users = {user.email: user for user in User.objects.all()}
    accounts = demo_accounts()
    assert {account["email"] for account in accounts} <= set(users)
    assert users[accounts[0]["email"]].check_password(DEMO_PASSWORD)
    standings = Counter(Organisation.objects.values_list("verification", flat=True))
    assert set(standings) == set(Verification.values)
    waiting = FirmCheck.objects.get(state=FirmCheckState.PENDING)
    assert waiting.documents.filter(content__isnull=False).count() == 2
    declined = FirmCheck.objects.get(state=FirmCheckState.DECLINED)
    assert declined.reasons
    assert declined.reason_text
    # what was decided more than a month ago has been forgotten on its day
    wiped = FirmDocument.objects.filter(wiped_at__isnull=False)
    assert not wiped.exclude(content=None).exists()


def check_log() -> None:
    """Every entry is in the log in the order of time, and the log verifies."""
    assert not Entry.objects.filter(index=None).exists()
    moments = list(Entry.objects.order_by("index").values_list("recorded_at", flat=True))
    assert moments == sorted(moments)
    # what follows from the story, such as certificates, is made when the demo starts
    assert moments[-1] == NOW
    story = Entry.objects.filter(recorded_at__lt=NOW)
    assert story.filter(kind="payment.delivered").exists()
    assert Entry.objects.filter(recorded_at=NOW, kind="deposit.certified").exists()
    out = io.StringIO()
    call_command("verify_evidence", stdout=out)
    assert f"The log of {len(moments)} entries is whole." in out.getvalue()
    assert not ParkedEntry.objects.exists()
    assert {cursor.index for cursor in HandlerCursor.objects.all()} == {len(moments) - 1}
    assert HandlerCursor.objects.count() == len(HANDLERS)


def check_offers() -> None:
    """Technologies and demands are in every state that people have to deal with."""
    states = Counter(Technology.objects.values_list("state", flat=True))
    assert states[TechnologyState.PUBLISHED] >= 30
    assert states[TechnologyState.PAUSED] >= 1
    assert states[TechnologyState.IN_REVIEW] >= 2
    assert Technology.objects.filter(revision_state=RevisionState.IN_REVIEW).exists()
    assert Technology.objects.filter(state=TechnologyState.DRAFT).exclude(return_reason="").exists()
    twice = TechnologyVersion.objects.filter(frozen_at__isnull=False).values("technology")
    assert twice.annotate(frozen=Count("pk")).filter(frozen__gte=2).count() >= 2
    assert Review.objects.values("reviewer").distinct().count() >= 3
    assert not Review.objects.filter(same_person=True).exists()
    assert Demand.objects.filter(state=DemandState.PUBLISHED).count() == len(ANSWERS)


def check_suggestions() -> None:
    """The offers written for a demand come before all others, in its stored suggestions."""
    for slug, answers in ANSWERS.items():
        best = StoredSuggestion.objects.filter(demand__request_id=f"demo-{slug}")
        first = best.order_by("-relevance").values_list("technology__request_id", flat=True)
        assert set(first[: len(answers)]) == {f"demo-{answer}" for answer in answers}, slug
    for judgement in SuggestionJudgement.objects.all():
        assert StoredSuggestion.objects.filter(
            demand=judgement.demand_id, technology=judgement.technology_id
        ).exists(), judgement.demand


def check_matches() -> None:
    """Each agreed match has its case, its coordinator, its record and its open names."""
    states = Counter(Match.objects.values_list("state", flat=True))
    assert len(states) >= 6, states
    for match in Match.objects.filter(state=MatchState.MATCHED).select_related("case__coordinator"):
        assert match.case.coordinator is not None
        assert match.seller_accepted_at
        assert match.buyer_accepted_at
        fact = StageFact.objects.get(source=match.source, revoked_at=None)
        assert (fact.stage, fact.organisation_id) == (Stage.S2, match.buyer_id)
        assert fact.entry.kind == "match.matched"
    open_cases = Case.objects.exclude(stage=CaseStage.CLOSED)
    assert open_cases.count() == states[MatchState.MATCHED]
    assert set(open_cases.values_list("stage", flat=True)) == {
        CaseStage.INTRODUCTION,
        CaseStage.NDA,
        CaseStage.DISCLOSURE,
        CaseStage.CONTRACT,
    }
    loads = Counter(open_cases.values_list("coordinator", flat=True))
    assert len(loads) == 3
    assert max(loads.values()) - min(loads.values()) <= 1
    assert CaseNote.objects.values("author").distinct().count() == 3
    standing = Counter(StageFact.objects.filter(revoked_at=None).values_list("stage", flat=True))
    assert standing == {
        Stage.S2: states[MatchState.MATCHED],
        Stage.S3: NdaHolder.objects.filter(nda__state=NdaState.SIGNED).count(),
        Stage.S4: 1,
        Stage.S5: 1,
    }


def check_deposits() -> None:
    """What is public was sealed and compared before; a listing that waits is not sealed yet."""
    for technology in Technology.objects.filter(
        state__in=[TechnologyState.PUBLISHED, TechnologyState.PAUSED]
    ):
        deposit = Deposit.objects.get(technology=technology)
        assert deposit.state == DepositState.SEALED
        assert {one.language for one in deposit.certificates.all()} == {"ko", "en"}
        for report in LeakReport.objects.filter(technology=technology):
            assert (report.state, report.deposits) == (LeakState.PASSED, [deposit.public_id])
            assert report.checked_at
            assert not report.unreadable
            assert deposit.sealed_at
            assert deposit.sealed_at < report.requested_at
    waiting = Technology.objects.filter(state=TechnologyState.IN_REVIEW)
    sealed = Deposit.objects.filter(technology__isnull=False)
    compared = LeakReport.objects.filter(technology__in=waiting, state=LeakState.PASSED)
    assert compared.values("technology").distinct().count() == 2
    assert waiting.exclude(pk__in=sealed.values("technology")).count() == 1
    files = DepositFile.objects.all()
    assert set(files.values_list("state", flat=True)) == {DepositFileState.STORED}
    fingerprints = Counter(FileFingerprint.objects.values_list("state", flat=True))
    of_small_firms = files.filter(deposit__organisation__kind="sme")
    assert fingerprints == {FingerprintState.READ: of_small_firms.count()}
    known = Demand.objects.get(sealed_at__isnull=False)
    assert known.state == DemandState.PUBLISHED
    assert Deposit.objects.get(public_id=known.seal_deposit).organisation == known.owner
    assert known.sealed_at
    assert known.published_at
    assert known.sealed_at < known.published_at


def check_age_keys() -> None:
    """Whoever looks around opens with one file what a firm sealed; nobody else reads that file."""
    path = age_keys_path()
    assert path.stat().st_mode & 0o777 == 0o600
    keys = [
        pyrage.x25519.Identity.from_str(line)
        for line in path.read_text().splitlines()
        if line.startswith("AGE-SECRET-KEY-1")
    ]
    stored = {str(key.to_public()) for key in keys}
    assert stored == set(AgeRecipient.objects.values_list("recipient", flat=True))
    file = DepositFile.objects.get(name="층-구성-단면도.pdf").stored_file
    assert file is not None
    cipher = b"".join(part_chunks(file.parts.get()))
    assert pyrage.decrypt(cipher, keys).startswith(b"%PDF-")


def check_agreements() -> None:
    """One agreement waits for the large firm's signature alone; two are signed and drawn."""
    states = Counter(Nda.objects.values_list("state", flat=True))
    assert states == {NdaState.SIGNED: 2, NdaState.OFFERED: 2}
    assert not Nda.objects.filter(state=NdaState.SIGNED, document=None).exists()
    waiting = Nda.objects.get(technology__request_id="demo-retired-module-grading")
    (signature,) = signatures_of(DOCUMENT_TYPE, waiting.public_id)
    assert signature.side == MatchSide.SELLER
    assert waiting.lapses_at
    assert waiting.lapses_at > NOW + timedelta(days=3)
    buyer = replace(
        actor_for_user(User.objects.get(email="deal.lead@sotdaemoe.example")), second_factor_at=NOW
    )
    nda_sign(actor=buyer, nda=waiting, revision=waiting.revision, title="팀장", now=NOW)
    waiting.refresh_from_db()
    assert waiting.state == NdaState.SIGNED


def check_rooms() -> None:
    """In a room people wrote, and of two things asked for one is shown to one engineer."""
    room = Room.objects.get(technology__request_id="demo-battery-barrier-sheet")
    assert room.state == RoomState.OPEN
    assert Message.objects.filter(event__room=room).count() >= 4
    granted, refused = RequestItem.objects.filter(request__room=room).order_by("position")
    assert (granted.state, granted.view_only) == (ItemState.GRANTED, True)
    assert refused.state == ItemState.REFUSED
    engineer = actor_for_user(User.objects.get(email="named.engineer@duresanmaru.example"))
    shown = granted_file_for(engineer, granted.granted_files.get().public_id, NOW)
    assert shown.deposit_file.name == "모듈-전이-시험-성적서.pdf"
    sheet = TermSheet.objects.get(match=room.match)
    assert (sheet.state, sheet.versions_count, sheet.last_side) == (
        SheetState.OPEN, 2, MatchSide.BUYER
    )  # fmt: skip


def check_contracts() -> None:
    """The first payment is held, the deposit released, and the delivery waits for the buyer."""
    contract = Contract.objects.get()
    assert contract.state == ContractState.SIGNED
    assert contract.document is not None
    plan = Plan.objects.get(contract=contract)
    assert plan.access == AccessState.OPEN
    states = list(plan.installments.order_by("position").values_list("state", flat=True))
    assert states == [InstallmentState.DELIVERED, InstallmentState.PLANNED]
    release = Release.objects.get()
    assert (release.state, release.organisation_id) == (ReleaseState.READY, contract.buyer_id)


def check_deadlines() -> None:
    """What waits, waits beyond today; one next step is late on purpose."""
    today = NOW.date()
    waiting = Match.objects.filter(state__in=[MatchState.REQUESTED, MatchState.AWAITING_LEAD])
    assert all(match.expires_at and match.expires_at > NOW for match in waiting)
    assert not Demand.objects.filter(state=DemandState.PUBLISHED, deadline__lte=today).exists()
    steps = Case.objects.filter(next_step_due__isnull=False)
    assert steps.filter(next_step_due__lt=today).exists()
    assert steps.filter(next_step_due__gte=today).exists()
    assert not Timer.objects.filter(state=TimerState.FAILED).exists()
    assert not Timer.objects.filter(state=TimerState.OPEN, due_at__lte=NOW).exists()


def check_notices() -> None:
    """Only the last week's news is unread, and everybody with a task finds it."""
    unread = Notification.objects.filter(read_at=None)
    assert not unread.filter(created_at__lt=NOW - timedelta(days=7)).exists()
    assert max(Counter(unread.values_list("user_id", flat=True)).values()) <= 12
    asked = set(unread.filter(asks=True).values_list("user__email", flat=True))
    assert asked >= {
        "deal.lead@sotdaemoe.example",
        "deal.lead@noeulbyeori.example",
        "owner@nurigyeol.example",
        "verifier@gaundegil.example",
        "reviewer@gaundegil.example",
        "reviewer@naranhimok.example",
        "deal.lead@yeomunssi.example",
    }


def check_mails() -> None:
    """There are mails to send, and none of them names a firm or a person, nor does a notice."""
    later = NOW + timedelta(days=1)
    while mails_send(later):
        pass
    # a mail whose every notice was read meanwhile has nothing to tell
    assert set(Mail.objects.values_list("state", flat=True)) <= {MailState.SENT, MailState.DROPPED}
    assert len(mail.outbox) == Mail.objects.filter(state=MailState.SENT).count() >= 20
    names = identities()
    for message in mail.outbox:
        told = f"{message.subject}\n{message.body}".casefold()
        assert not [name for name in names if name in told]
    # of a firm's own affairs its owner and the verifiers hear under its id
    about_others = Notification.objects.exclude(category=NotificationCategory.FIRM)
    for row in about_others.values_list("kind", "key", "subject_ref", "path"):
        told = " ".join(row).casefold()
        assert not [name for name in names if name in told]


def identities() -> set[str]:
    """Return what firms and people are called and known by."""
    names: set[Any] = set()
    for firm in Organisation.objects.all():
        names |= {firm.name_ko, firm.name_en, firm.registration_number, firm.public_id}
    for user in User.objects.all():
        names |= {user.name, user.email}
    return {str(name).casefold() for name in names if name}
