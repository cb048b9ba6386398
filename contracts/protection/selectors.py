"""Read packs, and what one is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Prefetch, Q

from contracts.deals.models import Contract
from contracts.nda.models import Nda
from contracts.protection.models import EvidencePack
from contracts.protection.policies import visible_packs
from contracts.rooms.models import RequestItem, TechnicalDataRequest
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from marketplace.escrow.models import Certificate
from marketplace.evidence.models import Entry, EntryAudience, EntrySubject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor
    from marketplace.files.models import StoredFile

MOST_ENTRIES: Final = 5000
# what either side may do without end; the other side's pack must not become impossible by it
REPEATABLE: Final = frozenset(
    {
        "document.opened",
        "document.page_viewed",
        "document.downloaded",
        "room.file_added",
        "room.message_posted",
    }
)
_MOST_SHOWN: Final = 50
_MOST_DOCUMENTS: Final = 100


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that the firm holds, as the pack is going to call it."""

    name: str
    stored_file: StoredFile


def pack_for(*, actor: Actor, public_id: str) -> EvidencePack:
    """Return a pack of the actor's own firm.

    Raises:
        NotFoundError: There is none, or it is not the actor's to know of.
    """
    rows = EvidencePack.objects.filter(visible_packs(actor), public_id=public_id)
    rows = rows.select_related("match", "stored_file", "requested_by__user")
    found = rows.first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def packs_of(*, actor: Actor, match_id: str) -> list[EvidencePack]:
    """Return the packs of a match that the actor may fetch, the newest first.

    Args:
        actor: Who asks.
        match_id: The match's public id.
    """
    if not is_opaque_id(match_id):
        return []
    rows = EvidencePack.objects.filter(visible_packs(actor), match__public_id=match_id)
    rows = rows.select_related("match", "stored_file", "requested_by__user")
    return list(rows.order_by("-pk")[:_MOST_SHOWN])


def entries_of(pack: EvidencePack, *, until: int, most: int) -> tuple[list[Entry], int]:
    """Return what the firm may read of the log about the match, and how much was left out.

    That is what is about the match, and what is about its technology, its demand or the deposit
    that the demand is sealed with, and about no match at all: another match is nobody's business
    here. Where it is too much, the oldest readings and messages stay behind.

    Args:
        pack: For whom and about what.
        until: The last index.
        most: How many entries a pack holds; what is never left out may be one more, so that
            whoever asks notices.
    """
    technology, demand = pack.match.technology, pack.match.demand
    offered = Q(type="technology", ref=technology.public_id)
    offered |= Q(type="demand", ref=demand.public_id)
    open_to_firm = EntryAudience.objects.filter(
        entry=OuterRef("pk"), organisation_id=pack.organisation_id
    )
    of_match = EntrySubject.objects.filter(
        entry=OuterRef("pk"), type="match", ref=pack.match.public_id
    )
    of_offers = EntrySubject.objects.filter(offered, entry=OuterRef("pk"))
    of_any_match = EntrySubject.objects.filter(entry=OuterRef("pk"), type="match")
    own = Q(Exists(of_offers))
    if demand.seal_deposit:
        # what befell the deposit itself, not which other demands it stands behind
        of_deposit = EntrySubject.objects.filter(
            entry=OuterRef("pk"), type="deposit", ref=demand.seal_deposit
        )
        own |= Q(Exists(of_deposit), kind__startswith="deposit.")
    about = Q(Exists(of_match)) | (own & ~Q(Exists(of_any_match)))
    rows: QuerySet[Entry] = Entry.objects.filter(Exists(open_to_firm), about, index__lte=until)
    kept = list(rows.exclude(kind__in=REPEATABLE).prefetch_related("subjects")[: most + 1])
    repeated = rows.filter(kind__in=REPEATABLE)
    room = max(most - len(kept), 0)
    newest = list(repeated.order_by("-index").prefetch_related("subjects")[:room])
    left_out = repeated.count() - len(newest) if len(newest) == room else 0
    return sorted([*kept, *newest], key=lambda row: row.index or 0), left_out


def documents_of(pack: EvidencePack) -> list[HeldDocument]:
    """Return the agreements and contracts of the match, and the firm's own certificates."""
    found = [
        *_named("nda", Nda.objects.filter(match_id=pack.match_id, document__isnull=False)),
        *_named(
            "contract", Contract.objects.filter(match_id=pack.match_id, document__isnull=False)
        ),
    ]
    behind = Q(deposit__technology_id=pack.match.technology_id)
    if pack.match.demand.seal_deposit:
        behind |= Q(deposit__public_id=pack.match.demand.seal_deposit)
    certificates = Certificate.objects.filter(
        behind, deposit__organisation_id=pack.organisation_id
    ).select_related("deposit", "stored_file")
    found += [
        HeldDocument(f"certificate-{row.deposit.number}-{row.language}.pdf", row.stored_file)
        for row in certificates.order_by("pk")[:_MOST_DOCUMENTS]
    ]
    return found


def requests_issued(pack: EvidencePack) -> list[TechnicalDataRequest]:
    """Return the written requests of the match, which both firms hold, with items in order."""
    rows = TechnicalDataRequest.objects.filter(
        room__match_id=pack.match_id, issued_at__isnull=False
    ).select_related("room__seller", "room__buyer", "issued_by__user", "answered_by__user")
    items = Prefetch("items", RequestItem.objects.order_by("position"))
    return list(rows.prefetch_related(items).order_by("pk")[:_MOST_DOCUMENTS])


def _named(kind: str, rows: QuerySet[Nda] | QuerySet[Contract]) -> Sequence[HeldDocument]:
    held = rows.select_related("document").order_by("pk")[:_MOST_DOCUMENTS]
    return [
        HeldDocument(f"{kind}-{row.public_id}.pdf", row.document)
        for row in held
        if row.document is not None
    ]
