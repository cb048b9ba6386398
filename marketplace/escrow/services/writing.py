"""A firm puts a deposit together, gives it up, or ties a sealed one to what it stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from marketplace.core.errors import MarketplaceError, NotAllowedError, StaleStateError
from marketplace.core.texts import request_id_checked
from marketplace.core.transitions import advance
from marketplace.demands.seals import DemandSeal
from marketplace.demands.services import demand_seal_write
from marketplace.escrow.models import Contributor, Deposit
from marketplace.escrow.policies import can_edit_deposit, can_write_deposits
from marketplace.escrow.services.drafting import draft_taken
from marketplace.escrow.services.filing import file_take_out
from marketplace.escrow.services.recording import deposit_record
from marketplace.escrow.states import DEPOSIT_MOVES, DepositFileState, DepositState
from marketplace.escrow.wording import words_checked
from marketplace.technologies.policies import owns_technology
from marketplace.technologies.states import TechnologyState

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.demands.models import Demand
    from marketplace.escrow.wording import DepositWords
    from marketplace.technologies.models import Technology

DRAFTS_MAX = 100


@transaction.atomic
def deposit_create(*, actor: Actor, request_id: str, words: DepositWords, now: datetime) -> Deposit:
    """Start a deposit; the same request id of the same firm gives the same one again.

    Raises:
        NotAllowedError: The actor is not owner or deal lead of a firm.
        InvalidInputError: A field is wrong.
        MarketplaceError: The firm has 100 unsealed deposits already (`too_many_drafts`).
    """
    if not can_write_deposits(actor) or actor.organisation_id is None:
        raise NotAllowedError
    checked = words_checked(words, now=now)
    key = request_id_checked(request_id)
    mine = Deposit.objects.filter(organisation_id=actor.organisation_id, request_id=key)
    if (existing := mine.first()) is not None:
        return existing
    drafts = Deposit.objects.filter(organisation_id=actor.organisation_id, state=DepositState.DRAFT)
    if drafts.count() >= DRAFTS_MAX:
        raise MarketplaceError(
            "too_many_drafts",
            f"Seal or discard a deposit first; a firm keeps at most {DRAFTS_MAX} unsealed ones.",
            params={"max": str(DRAFTS_MAX)},
        )
    try:
        with transaction.atomic():
            deposit = Deposit.objects.create(
                organisation_id=actor.organisation_id,
                request_id=key,
                created_at=now,
                **_columns(checked),
            )
    except IntegrityError:  # the second of two clicks that came at the same moment
        return mine.get()
    _contributors_write(deposit, checked)
    return deposit


@transaction.atomic
def deposit_save(
    *, actor: Actor, deposit: Deposit, revision: int, words: DepositWords, now: datetime
) -> Deposit:
    """Replace the words of a deposit that is not sealed yet.

    Raises:
        NotAllowedError: The actor may not write for the firm.
        StaleStateError: It is sealed or discarded, or somebody else changed it meanwhile.
        InvalidInputError: A field is wrong.
    """
    if not can_edit_deposit(actor, deposit):
        raise NotAllowedError
    checked = words_checked(words, now=now)
    draft_taken(deposit, revision=revision)
    Deposit.objects.filter(pk=deposit.pk).update(**_columns(checked))
    deposit.refresh_from_db()
    deposit.contributors.all().delete()
    _contributors_write(deposit, checked)
    return deposit


@transaction.atomic
def deposit_discard(
    *,
    actor: Actor,
    deposit: Deposit,
    revision: int,
    now: datetime,
) -> Deposit:
    """Give a deposit up that is not sealed yet; its files are destroyed.

    Raises:
        NotAllowedError: The actor may not write for the firm.
        StaleStateError: It is sealed or discarded, or somebody else changed it meanwhile.
    """
    if not can_edit_deposit(actor, deposit):
        raise NotAllowedError
    deposit.revision = revision
    advance(
        deposit,
        moves=DEPOSIT_MOVES,
        to=DepositState.DISCARDED,
        unchanged=("revision",),
        revision=F("revision") + 1,
    )
    for file in deposit.files.exclude(state=DepositFileState.REMOVED):
        file_take_out(file)
    return deposit


@transaction.atomic
def deposit_attach(
    *, actor: Actor, deposit: Deposit, technology: Technology, now: datetime
) -> Deposit:
    """Tie a sealed deposit to the technology that it holds, once and for good.

    Raises:
        NotAllowedError: The actor may not write for the firm, or the technology is another's.
        StaleStateError: The deposit is not sealed or tied already, or the technology withdrawn.
    """
    if not can_edit_deposit(actor, deposit) or not owns_technology(actor, technology):
        raise NotAllowedError
    if technology.state == TechnologyState.WITHDRAWN:
        raise StaleStateError
    free = Deposit.objects.filter(pk=deposit.pk, state=DepositState.SEALED, technology=None)
    if free.update(technology=technology, revision=F("revision") + 1) != 1:
        raise StaleStateError
    deposit.refresh_from_db()
    deposit_record("deposit.attached", deposit, now, actor=actor)
    return deposit


@transaction.atomic
def demand_seal(*, actor: Actor, deposit: Deposit, demand: Demand, now: datetime) -> Demand:
    """Seal a demand that is still a draft with what the deposit shows that the firm knew.

    Several demands may be sealed with one deposit; another deposit takes the place of this one
    until the demand is published.

    Raises:
        NotAllowedError: The actor may not write deposits or not edit the demand.
        StaleStateError: The deposit is not sealed, or the demand no draft any more.
    """
    if not can_edit_deposit(actor, deposit):
        raise NotAllowedError
    sealed_at, entry_id = deposit.sealed_at, deposit.entry_id
    if deposit.state != DepositState.SEALED or sealed_at is None or entry_id is None:
        raise StaleStateError
    seal = DemandSeal(
        deposit_id=deposit.public_id,
        number=deposit.number or "",
        commitment=deposit.commitment,
        sealed_at=sealed_at,
        entry_id=entry_id,
    )
    return demand_seal_write(actor=actor, demand=demand, seal=seal, now=now)


def _columns(words: DepositWords) -> dict[str, object]:
    names = ("title", "kind", "made_on", "outline", "depositor_name", "depositor_address")
    return {name: getattr(words, name) for name in names}


def _contributors_write(deposit: Deposit, words: DepositWords) -> None:
    Contributor.objects.bulk_create(
        Contributor(deposit=deposit, name=one.name, part=one.part) for one in words.contributors
    )
