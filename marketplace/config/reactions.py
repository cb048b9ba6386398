"""Every effect of a recorded fact on another app, and every deadline, on one page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import transaction

from contracts.deals.services import EXPIRY_TIMER as CONTRACT_EXPIRY_TIMER
from contracts.deals.services import (
    contract_documents_make,
    contract_expire_due,
    deals_of_ended_close,
)
from contracts.nda.services import (
    EXPIRY_TIMER,
    LAPSE_TIMER,
    nda_document_make,
    nda_expire_due,
    nda_holders_recheck,
    nda_lapse_due,
    ndas_of_ended_matches_close,
)
from contracts.payments.services import OBJECTION_TIMER, plans_make, release_due
from contracts.protection.services import packs_make
from contracts.rooms.services import rooms_recheck
from contracts.rooms.services.showing import document_pages_count
from marketplace.accounts.services import documents_wipe, invitation_expire
from marketplace.config.handlers import Handler
from marketplace.core.live import publish
from marketplace.demands.services import demand_close_due
from marketplace.escrow.services import (
    certificates_make,
    releases_encrypt,
    releases_waiting_for_keys,
)
from marketplace.escrow.services.fingerprinting import fingerprints_make
from marketplace.escrow.services.leak_checks import leak_checks_start
from marketplace.escrow.services.leak_reports import leak_reports_make
from marketplace.files.services import (
    TRANSFER_TIMER,
    UNFINISHED_TIMER,
    transfer_expire,
    unfinished_file_drop,
)
from marketplace.notifications.kinds import KINDS
from marketplace.notifications.services import DIGEST_TIMER, digest_due, entries_notify
from marketplace.technologies.selectors import technology_ids_for
from matching.alerts.constants import SEARCH_WEIGHING_TIMER
from matching.alerts.services import (
    SEARCH_DIGEST_TIMER,
    WEIGHING_TIMER,
    changes_meet,
    search_digest_due,
    search_weigh_due,
    weighing_due,
)
from matching.engines.errors import IndexBusyError, SearchUnavailableError
from matching.schema import INDEX_GROUP
from matching.services import (
    ABSENCE_TIMER,
    absence_due,
    coordinators_recheck,
    interests_recheck,
    match_expire_due,
    matches_of_firms_recheck,
    matches_of_withdrawn_end,
    technologies_index,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marketplace.config.handlers import TimerService
    from marketplace.evidence.models import Entry


def _about(entries: Sequence[Entry], type_: str) -> list[str]:
    """Return the public ids of what these entries are about, of one type."""
    return sorted(
        {
            subject.ref
            for entry in entries
            for subject in entry.subjects.all()
            if subject.type == type_
        }
    )


def _index_technologies(entries: Sequence[Entry], now: datetime) -> None:
    """Make the index say what the database says of the technologies these entries are about."""
    public_ids = _about(entries, "technology")
    technologies_index(technology_ids=technology_ids_for(public_ids), now=now)
    transaction.on_commit(partial(publish, INDEX_GROUP, {}))


def _start_leak_checks(entries: Sequence[Entry], now: datetime) -> None:
    """Compare words that wait for a reviewer with the deposits behind them."""
    leak_checks_start(technology_ids=_about(entries, "technology"), now=now)


def _make_fingerprints(entries: Sequence[Entry], now: datetime) -> None:
    """Read what was sealed, so that public words can be compared with it."""
    fingerprints_make(deposit_ids=_about(entries, "deposit"), now=now)


def _make_leak_reports(entries: Sequence[Entry], now: datetime) -> None:
    """Make the comparisons that were asked for."""
    leak_reports_make(technology_ids=_about(entries, "technology"), now=now)


def _recheck_firms(entries: Sequence[Entry], now: datetime) -> None:
    """End matches between firms that may no longer have one."""
    matches_of_firms_recheck(organisation_ids=_about(entries, "organisation"), now=now)


def _end_withdrawn(entries: Sequence[Entry], now: datetime) -> None:
    """End what waits for an answer about what left the market."""
    matches_of_withdrawn_end(
        technology_ids=_about(entries, "technology"), demand_ids=_about(entries, "demand"), now=now
    )


def _recheck_coordinators(_entries: Sequence[Entry], now: datetime) -> None:
    """Find coordinators where there is none, or where one has left."""
    coordinators_recheck(now=now)


def _recheck_interests(_entries: Sequence[Entry], now: datetime) -> None:
    """Look anew for what speaks against those who coordinate cases."""
    interests_recheck(now=now)


def _meet(entries: Sequence[Entry], now: datetime) -> None:
    """Tell of technologies that fit demands and saved searches, and of demands that they fit."""
    changes = [
        (subject.type, subject.ref)
        for entry in entries
        for subject in entry.subjects.all()
        if entry.kind.startswith(f"{subject.type}.")
    ]
    changes_meet(changes=list(dict.fromkeys(changes)), now=now)


def _make_certificates(entries: Sequence[Entry], now: datetime) -> None:
    """Certify what was sealed; the log's checkpoint holds these entries already."""
    certificates_make(deposit_ids=_about(entries, "deposit"), now=now)


def _encrypt_releases(entries: Sequence[Entry], now: datetime) -> None:
    """Encrypt what was released to the buyer's keys, or waits for the first of them."""
    waiting = releases_waiting_for_keys(organisation_ids=_about(entries, "organisation"))
    releases_encrypt(release_ids={*_about(entries, "release"), *waiting}, now=now)


def _recheck_holders(entries: Sequence[Entry], now: datetime) -> None:
    """Take leavers off the lists of holders."""
    nda_holders_recheck(person_ids=_about(entries, "person"), now=now)


def _close_ndas(entries: Sequence[Entry], now: datetime) -> None:
    """Close the agreements of matches that ended."""
    ndas_of_ended_matches_close(match_ids=_about(entries, "match"), now=now)


def _make_nda_documents(entries: Sequence[Entry], now: datetime) -> None:
    """Make the documents of agreements that both sides signed."""
    for public_id in _about(entries, "nda"):
        nda_document_make(nda_id=public_id, now=now)


def _close_deals(entries: Sequence[Entry], now: datetime) -> None:
    """Close terms and unsigned contracts of matches that ended."""
    deals_of_ended_close(match_ids=_about(entries, "match"), now=now)


def _make_contract_documents(entries: Sequence[Entry], now: datetime) -> None:
    """Make the documents of contracts that both sides signed."""
    contract_documents_make(contract_ids=_about(entries, "contract"), now=now)


def _make_payment_plans(entries: Sequence[Entry], now: datetime) -> None:
    """Make the payments of contracts that both sides signed."""
    plans_make(contract_ids=_about(entries, "contract"), now=now)


def _recheck_rooms(entries: Sequence[Entry], now: datetime) -> None:
    """Open, close and clear rooms as the NDAs and matches they rest on stand."""
    rooms_recheck(nda_ids=_about(entries, "nda"), match_ids=_about(entries, "match"), now=now)


def _make_packs(entries: Sequence[Entry], now: datetime) -> None:
    """Make the evidence packs that were asked for."""
    packs_make(pack_ids=_about(entries, "pack"), now=now)


def _count_document_pages(entries: Sequence[Entry], now: datetime) -> None:
    """Count the pages of documents that came into rooms, so that they can be opened."""
    document_pages_count(room_ids=_about(entries, "room"), now=now)


_INDEX_AWAY: Final = (SearchUnavailableError, IndexBusyError)

INDEX_HANDLER: Final = Handler(
    name="index",
    kinds=frozenset(
        {
            "technology.imported",
            "technology.paused",
            "technology.published",
            "technology.resumed",
            "technology.withdrawn",
        }
    ),
    handle=_index_technologies,
    # the index lies in files of its own
    in_transaction=False,
    waits_for=_INDEX_AWAY,
)

HANDLERS: Final[Sequence[Handler]] = (
    INDEX_HANDLER,
    # after the index, which it reads
    Handler(
        name="suggestions",
        kinds=frozenset(
            {
                "demand.closed",
                "demand.published",
                "organisation.check_revoked",
                "organisation.verified",
                "technology.paused",
                "technology.published",
                "technology.resumed",
                "technology.withdrawn",
            }
        ),
        handle=_meet,
        # ranking is slow beside writing; each demand gets what it gets in a transaction of its own
        in_transaction=False,
        waits_for=_INDEX_AWAY,
    ),
    Handler(
        name="leak_checks",
        kinds=frozenset({"deposit.attached", "technology.submitted"}),
        handle=_start_leak_checks,
    ),
    Handler(
        name="fingerprints",
        kinds=frozenset({"deposit.sealed"}),
        handle=_make_fingerprints,
        # programs of their own read the files, and what is kept of them is encrypted
        in_transaction=False,
    ),
    Handler(
        name="leak_reports",
        kinds=frozenset({"technology.leak_check_requested"}),
        handle=_make_leak_reports,
        in_transaction=False,
    ),
    Handler(
        name="document_pages",
        kinds=frozenset({"request.item_granted", "room.file_added"}),
        handle=_count_document_pages,
        # programs of their own open the files
        in_transaction=False,
    ),
    Handler(
        name="barriers",
        kinds=frozenset(
            {
                "affiliate.declared",
                "barrier.declared",
                "organisation.check_revoked",
            }
        ),
        handle=_recheck_firms,
    ),
    Handler(
        name="withdrawn",
        kinds=frozenset({"demand.closed", "technology.withdrawn"}),
        handle=_end_withdrawn,
    ),
    Handler(
        name="coordinators",
        kinds=frozenset(
            {
                "match.awaiting_coordinator",
                "membership.added",
                "membership.ended",
                "membership.roles_changed",
                "organisation.verified",
            }
        ),
        handle=_recheck_coordinators,
    ),
    Handler(
        name="interests",
        kinds=frozenset(
            {
                "affiliate.declared",
                "barrier.declared",
                "case.assigned",
                "membership.added",
                "organisation.verified",
                "technology.published",
            }
        ),
        handle=_recheck_interests,
    ),
    Handler(
        name="certificates",
        kinds=frozenset({"deposit.sealed"}),
        handle=_make_certificates,
        # drawing and encrypting hold the database up for nobody
        in_transaction=False,
    ),
    Handler(
        name="releases",
        kinds=frozenset({"deposit.released", "recipient.confirmed"}),
        handle=_encrypt_releases,
        in_transaction=False,
    ),
    Handler(
        name="nda_holders",
        kinds=frozenset({"membership.ended"}),
        handle=_recheck_holders,
    ),
    Handler(
        name="nda_matches",
        kinds=frozenset({"match.ended"}),
        handle=_close_ndas,
    ),
    Handler(
        name="nda_documents",
        kinds=frozenset({"nda.signed"}),
        handle=_make_nda_documents,
        # drawing and encrypting are slow beside writing
        in_transaction=False,
    ),
    Handler(
        name="deals",
        kinds=frozenset({"match.ended"}),
        handle=_close_deals,
    ),
    Handler(
        name="contract_documents",
        kinds=frozenset({"contract.signed"}),
        handle=_make_contract_documents,
        # drawing and encrypting are slow beside writing
        in_transaction=False,
    ),
    Handler(name="payment_plans", kinds=frozenset({"contract.signed"}), handle=_make_payment_plans),
    Handler(
        name="rooms",
        # one handler for all of them: a room closes before the next one of its match opens
        kinds=frozenset(
            {
                "match.ended",
                "nda.ended",
                "nda.expired",
                "nda.holder_removed",
                "nda.signed",
            }
        ),
        handle=_recheck_rooms,
    ),
    # after the documents, which a pack takes along
    Handler(
        name="packs",
        kinds=frozenset({"pack.requested"}),
        handle=_make_packs,
        in_transaction=False,
    ),
    Handler(name="notify", kinds=frozenset(KINDS), handle=entries_notify),
)

TIMERS: Final[Mapping[str, TimerService]] = {
    ABSENCE_TIMER: absence_due,
    "accounts.documents_wipe": documents_wipe,
    "accounts.invitation_expiry": invitation_expire,
    "demand.deadline": demand_close_due,
    CONTRACT_EXPIRY_TIMER: contract_expire_due,
    "match.expiry": match_expire_due,
    TRANSFER_TIMER: transfer_expire,
    WEIGHING_TIMER: weighing_due,
    SEARCH_WEIGHING_TIMER: search_weigh_due,
    SEARCH_DIGEST_TIMER: search_digest_due,
    UNFINISHED_TIMER: unfinished_file_drop,
    DIGEST_TIMER: digest_due,
    OBJECTION_TIMER: release_due,
    EXPIRY_TIMER: nda_expire_due,
    LAPSE_TIMER: nda_lapse_due,
}
