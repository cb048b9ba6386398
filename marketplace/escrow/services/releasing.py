"""A deposit is released: encrypted anew to a buyer's keys, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import transaction

from marketplace.accounts.selectors import active_age_recipients, former_age_recipients
from marketplace.core.errors import StaleStateError
from marketplace.core.opaque import new_opaque_id
from marketplace.core.transitions import advance
from marketplace.escrow.content import chunks
from marketplace.escrow.models import Release, ReleasedFile
from marketplace.escrow.pieces import Pieces
from marketplace.escrow.selectors import deposits_of
from marketplace.escrow.services.recording import release_record
from marketplace.escrow.states import RELEASE_MOVES, DepositFileState, ReleaseState
from marketplace.evidence.services import entry_record
from marketplace.files.services import file_begin, file_complete, file_destroy, part_write
from marketplace.files.states import FileState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime
    from typing import BinaryIO

    from marketplace.escrow.models import Deposit
    from marketplace.files.models import StoredFile


@transaction.atomic
def deposit_release(
    *,
    technology_id: int,
    organisation_id: int,
    recipients: Sequence[str],
    source: str,
    subjects: Iterable[tuple[str, str]],
    audience: Iterable[int],
    now: datetime,
) -> list[Release]:
    """Release every sealed deposit of a technology to a buyer's firm, once per source.

    The files are encrypted afterwards, by a reaction on the record; the buyer sees them when
    that is done. Calling it again with the same source changes nothing.

    Args:
        technology_id: Row key of the technology.
        organisation_id: Row key of the buyer's firm.
        recipients: Its age recipients. None: whichever it has confirmed once it has one.
        source: What made it true, for example `contract:` and its public id.
        subjects: What else the records are about: match, contract, payment.
        audience: Organisations that read them, by their keys.
        now: The moment of release.
    """
    releases = []
    for deposit in deposits_of(technology_id).select_related("technology"):
        key = {"deposit": deposit, "organisation_id": organisation_id, "source": source}
        found = Release.objects.filter(**key).first()
        releases.append(
            found
            or _released(
                deposit,
                organisation_id=organisation_id,
                source=source,
                recipients=sorted(set(recipients)),
                subjects=list(subjects),
                audience=sorted({*audience, deposit.organisation_id, organisation_id}),
                now=now,
            )
        )
    return releases


@transaction.atomic
def release_withdraw(*, source: str, now: datetime) -> int:
    """Take back what a source released; running downloads end. Return how many it were."""
    standing = Release.objects.filter(source=source).exclude(state=ReleaseState.WITHDRAWN)
    releases = list(standing.select_for_update())
    for release in releases:
        advance(release, moves=RELEASE_MOVES, to=ReleaseState.WITHDRAWN, withdrawn_at=now)
        for released in release.files.exclude(stored_file=None).select_related("stored_file"):
            stored = released.stored_file
            ReleasedFile.objects.filter(pk=released.pk).update(stored_file=None)
            if stored is not None:
                file_destroy(stored_file=stored)
        release_record("deposit.release_withdrawn", release, now, source=source)
    return len(releases)


def releases_encrypt(*, release_ids: Collection[str], now: datetime) -> int:
    """Encrypt what waits for it among these releases, and return how many became ready.

    Called outside a transaction, and again after a crash: a file goes on where it was.

    Args:
        release_ids: Public ids of releases.
        now: The moment of encrypting.
    """
    waiting = Release.objects.filter(public_id__in=release_ids, state=ReleaseState.REQUESTED)
    return sum(_encrypted(release, now) for release in waiting.order_by("pk"))


def releases_waiting_for_keys(*, organisation_ids: Collection[str]) -> list[str]:
    """Return the public ids of releases to these firms that nobody has encrypted yet."""
    waiting = Release.objects.filter(
        organisation__public_id__in=organisation_ids, state=ReleaseState.REQUESTED
    )
    return list(waiting.values_list("public_id", flat=True))


def _released(
    deposit: Deposit,
    *,
    organisation_id: int,
    source: str,
    recipients: list[str],
    subjects: list[tuple[str, str]],
    audience: list[int],
    now: datetime,
) -> Release:
    public_id = new_opaque_id()
    about = [*subjects, ("deposit", deposit.public_id), ("release", public_id)]
    if deposit.technology is not None:
        about.append(("technology", deposit.technology.public_id))
    about = list(dict.fromkeys(about))
    files = list(deposit.files.filter(state=DepositFileState.STORED).order_by("pk"))
    entry = entry_record(
        kind="deposit.released",
        subjects=about,
        audience=audience,
        body={"source": source, "commitment": deposit.commitment, "files": len(files)},
        now=now,
    )
    release = Release.objects.create(
        public_id=public_id,
        deposit=deposit,
        organisation_id=organisation_id,
        source=source,
        recipients=recipients,
        subjects=about,
        audience=audience,
        entry=entry,
        released_at=now,
    )
    ReleasedFile.objects.bulk_create(
        ReleasedFile(release=release, deposit_file=file) for file in files
    )
    return release


def _encrypted(release: Release, now: datetime) -> bool:
    # whoever left since the release was recorded is not encrypted to any more
    former = former_age_recipients(release.organisation_id)
    standing = [key for key in release.recipients if key not in former]
    recipients = standing or active_age_recipients(release.organisation_id)
    if not recipients:
        return False  # comes again when somebody of the firm confirms a key
    rows = release.files.select_related("deposit_file__stored_file", "stored_file")
    try:
        for released in rows.order_by("pk"):
            _file_encrypted(released, recipients, now)
        with transaction.atomic():
            advance(
                release,
                moves=RELEASE_MOVES,
                to=ReleaseState.READY,
                recipients=list(recipients),
                ready_at=now,
            )
            release_record("deposit.release_ready", release, now, files=len(rows))
    except StaleStateError:
        release.refresh_from_db()
        if release.state == ReleaseState.WITHDRAWN:
            return False  # taken back while it was being encrypted
        raise
    return True


def _file_encrypted(released: ReleasedFile, recipients: Sequence[str], now: datetime) -> None:
    stored = _begun(released, recipients, now)
    if stored.state == FileState.WHOLE:
        return
    pieces = Pieces(chunks(released.deposit_file))
    for number in range(stored.part_count):
        part = cast("BinaryIO", pieces.part(stored.part_size(number)))
        part_write(stored_file=stored, number=number, source=part, now=now)
    with transaction.atomic():
        file_complete(stored_file=stored, now=now)


def _begun(released: ReleasedFile, recipients: Sequence[str], now: datetime) -> StoredFile:
    """Return the file that is written to, begun now or before a crash.

    Raises:
        StaleStateError: The release was taken back.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=released.release_id)
        if release.state != ReleaseState.REQUESTED:
            raise StaleStateError
        begun = released.stored_file
        # one that lay too long unfinished was destroyed
        if begun is not None and begun.state != FileState.DESTROYED:
            return begun
        sealed = released.deposit_file.stored_file
        assert sealed is not None, "a file of a sealed deposit is stored"
        released.stored_file = file_begin(recipients=recipients, size=sealed.size, now=now)
        released.save(update_fields=["stored_file"])
        return released.stored_file
