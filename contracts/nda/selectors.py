"""Read agreements: scoped for people, and by match for the steps that follow from one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from contracts.nda.models import Nda, NdaAnnexItem, NdaHolder, Signature
from contracts.nda.policies import acts_of_role, acts_of_state, nda_side, visible_ndas
from contracts.nda.states import NdaState
from marketplace.accounts.barriers import barred_organisations, barring_organisations, is_barred
from marketplace.core.errors import NotFoundError
from marketplace.core.opaque import is_opaque_id
from matching.states import MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor
    from matching.states import MatchSide

DOCUMENT_TYPE = "nda"
"""Under this type the signatures of agreements are kept."""

_MOST_OF_A_MATCH = 50
_WITH = ("match", "technology", "seller", "buyer")
_FILES = NdaAnnexItem.objects.select_related("deposit_file").order_by("position")
_HOLDERS = NdaHolder.objects.select_related("membership__user").order_by("pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class NdaRow:
    """One agreement for one reader."""

    nda: Nda
    side: MatchSide | None
    holders: Sequence[NdaHolder]
    files: Sequence[NdaAnnexItem]
    signatures: Sequence[Signature]
    acts: frozenset[str]


def nda_model_for(*, actor: Actor, public_id: str) -> Nda:
    """Return the stored agreement for a service to change.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    rows = Nda.objects.filter(visible_ndas(actor), public_id=public_id)
    found = rows.select_related(*_WITH).first() if is_opaque_id(public_id) else None
    if found is None:
        raise NotFoundError
    return found


def nda_for(*, actor: Actor, public_id: str) -> NdaRow:
    """Return one agreement as the actor may see it.

    Raises:
        NotFoundError: There is none, or the actor may not read it.
    """
    rows = Nda.objects.filter(visible_ndas(actor), public_id=public_id)
    found = _read(actor, rows[:1]) if is_opaque_id(public_id) else []
    if not found:
        raise NotFoundError
    return found[0]


def ndas_of(*, actor: Actor, match_id: str) -> list[NdaRow]:
    """Return the agreements of a match that the actor may read, the newest first.

    Args:
        actor: Who reads.
        match_id: The match's public id.
    """
    if not is_opaque_id(match_id):
        return []
    rows = Nda.objects.filter(visible_ndas(actor), match__public_id=match_id)
    return _read(actor, rows.order_by("-pk")[:_MOST_OF_A_MATCH])


def standing_nda(match_id: int, now: datetime) -> Nda | None:
    """Return the signed agreement that holds for a match now, whoever asks.

    Args:
        match_id: Row key of the match.
        now: The moment of reading.
    """
    return _standing(now).filter(match_id=match_id).select_related(*_WITH).first()


def nda_stands(nda: Nda, now: datetime) -> bool:
    """Return whether this signed agreement holds now."""
    return _standing(now).filter(pk=nda.pk).exists()


def holders_of(nda: Nda) -> list[NdaHolder]:
    """Return who holds what the agreement covers, in the order of the list."""
    rows = NdaHolder.objects.filter(nda=nda, removed_at=None, membership__ended_at=None)
    return list(rows.select_related("membership__user").order_by("pk"))


def is_holder(actor: Actor, nda: Nda) -> bool:
    """Return whether the actor is on the list of holders."""
    if not actor.is_member or actor.organisation_id != nda.buyer_id:
        return False
    rows = NdaHolder.objects.filter(nda=nda, removed_at=None)
    return rows.filter(Q(membership_id=actor.membership_id)).exists()


def match_goes_on(nda: Nda) -> bool:
    """Return whether the match of an agreement still stands between its two firms."""
    return nda.match.state == MatchState.MATCHED and not is_barred(
        organisation_id=nda.seller_id, other_id=nda.buyer_id
    )


def _standing(now: datetime) -> QuerySet[Nda]:
    return Nda.objects.filter(
        state=NdaState.SIGNED, expires_at__gt=now, match__state=MatchState.MATCHED
    )


def _read(actor: Actor, rows: QuerySet[Nda]) -> list[NdaRow]:
    """Return the rows with what belongs to them, in a constant number of queries."""
    found = rows.select_related(*_WITH).prefetch_related(
        Prefetch("holders", _HOLDERS), Prefetch("annex", _FILES)
    )
    ndas = list(found)
    if not ndas:
        return []
    signed: dict[str, list[Signature]] = {}
    refs = [nda.public_id for nda in ndas]
    given = Signature.objects.filter(document_type=DOCUMENT_TYPE, document_ref__in=refs)
    for signature in given.select_related("entry").order_by("pk"):
        signed.setdefault(signature.document_ref, []).append(signature)
    own = actor.organisation_id
    kept_out = barring_organisations(organisation_id=own) | barred_organisations(
        organisation_id=own
    )
    return [_row(actor, nda, signed.get(nda.public_id, []), kept_out) for nda in ndas]


def _row(actor: Actor, nda: Nda, signatures: list[Signature], kept_out: frozenset[int]) -> NdaRow:
    side = nda_side(actor, nda)
    goes_on = nda.match.state == MatchState.MATCHED and kept_out.isdisjoint(
        {nda.seller_id, nda.buyer_id}
    )
    possible = acts_of_state(
        nda, side=side, signed={one.side for one in signatures}, goes_on=goes_on
    )
    return NdaRow(
        nda=nda,
        side=side,
        holders=list(nda.holders.all()),
        files=list(nda.annex.all()),
        signatures=signatures,
        acts=acts_of_role(actor, nda) & possible,
    )
