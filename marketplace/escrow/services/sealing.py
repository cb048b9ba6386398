"""A deposit is sealed: numbered, committed to, and never changed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.db.models import F

from marketplace.core.errors import MarketplaceError, NotAllowedError
from marketplace.core.transitions import advance
from marketplace.escrow.manifest import manifest_commitment, manifest_text, new_salt
from marketplace.escrow.models import Deposit, DepositNumber
from marketplace.escrow.policies import can_edit_deposit
from marketplace.escrow.services.drafting import draft_taken
from marketplace.escrow.services.recording import deposit_record
from marketplace.escrow.states import DEPOSIT_MOVES, DepositFileState, DepositState
from marketplace.escrow.wording import DepositWords, day_in_korea, words_completed

if TYPE_CHECKING:
    from datetime import date, datetime

    from marketplace.core.actor import Actor
    from marketplace.escrow.models import DepositFile

TERM_YEARS: Final = 5


@transaction.atomic
def deposit_seal(*, actor: Actor, deposit: Deposit, revision: int, now: datetime) -> Deposit:
    """Seal the deposit with all its files; from then on nobody changes a word or a byte.

    Raises:
        NotAllowedError: The actor may not write for the firm.
        StaleStateError: It is sealed or discarded, or somebody else changed it meanwhile.
        InvalidInputError: A field is empty (`incomplete`).
        MarketplaceError: It holds no file (`no_files`), or one has not arrived (`files_arriving`).
    """
    if not can_edit_deposit(actor, deposit):
        raise NotAllowedError
    # from here on no file arrives, comes or goes before this is done
    draft_taken(deposit, revision=revision)
    words_completed(_words(deposit))
    files = _files_whole(deposit)
    deposit.number = _number_taken(day_in_korea(now).year)
    salt = new_salt()
    manifest = manifest_text(
        deposit, files=files, contributors=list(deposit.contributors.order_by("pk"))
    )
    commitment = manifest_commitment(salt=salt, manifest=manifest)
    entry = deposit_record(
        "deposit.sealed",
        deposit,
        now,
        actor=actor,
        number=deposit.number,
        commitment=commitment,
        files=len(files),
        level=deposit.level,
        provider=deposit.provider,
    )
    advance(
        deposit,
        moves=DEPOSIT_MOVES,
        to=DepositState.SEALED,
        unchanged=("revision",),
        number=deposit.number,
        salt=salt,
        commitment=commitment,
        sealed_at=now,
        sealed_by_id=actor.membership_id,
        entry=entry,
        term_until=_years_later(day_in_korea(now), TERM_YEARS),
    )
    return deposit


def _words(deposit: Deposit) -> DepositWords:
    return DepositWords(
        title=deposit.title,
        kind=deposit.kind,
        made_on=deposit.made_on,
        outline=deposit.outline,
        depositor_name=deposit.depositor_name,
        depositor_address=deposit.depositor_address,
    )


def _files_whole(deposit: Deposit) -> list[DepositFile]:
    files = deposit.files.exclude(state=DepositFileState.REMOVED)
    rows = list(files.select_related("stored_file").order_by("pk"))
    if not rows:
        raise MarketplaceError("no_files", "Add at least one file before sealing.")
    if any(file.state != DepositFileState.STORED for file in rows):
        raise MarketplaceError(
            "files_arriving", "Wait until every file has arrived, or remove what is missing."
        )
    return rows


def _number_taken(year: int) -> str:
    """Return the next number of a year; who asks at the same moment waits for this transaction."""
    row = DepositNumber.objects.filter(year=year)
    if row.update(last=F("last") + 1) != 1:
        try:
            with transaction.atomic():
                DepositNumber.objects.create(year=year, last=1)
        except IntegrityError:  # somebody else sealed the year's first at the same moment
            row.update(last=F("last") + 1)
    return f"SB-{year}-{row.get().last:06}"


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
