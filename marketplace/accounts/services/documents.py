"""Documents of a firm check come in, go out, and are forgotten."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from marketplace.accounts.choices import FirmDocumentKind
from marketplace.accounts.document_cipher import document_resealed, document_sealed
from marketplace.accounts.models import FirmCheck, FirmDocument
from marketplace.accounts.policies import is_firm_member, is_owner
from marketplace.accounts.services.locking import owners_organisation
from marketplace.accounts.states import FirmCheckState, Verification
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
)
from marketplace.core.opaque import is_opaque_id, new_opaque_id
from marketplace.core.texts import choices_checked, text_cleaned

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.accounts.models import Organisation
    from marketplace.core.actor import Actor

LARGEST_DOCUMENT: Final = 8 * 1024 * 1024
_MOST_DOCUMENTS: Final = 6
KEPT_AFTER_DECISION: Final = timedelta(days=30)
WIPE_TIMER: Final = "accounts.documents_wipe"

_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def firm_document_add(
    *, actor: Actor, kind: str, file_name: str, content: bytes, now: datetime
) -> FirmDocument:
    """Keep a document for the round that the firm prepares, which begins with the first one.

    Args:
        actor: Who hands it in.
        kind: A value of `FirmDocumentKind`.
        file_name: As the person's computer calls it.
        content: PDF, JPEG or PNG, told by its first bytes whatever its name says.
        now: The moment of upload.

    Raises:
        NotAllowedError: The actor does not own a firm.
        InvalidInputError: Kind, name, size or format is wrong.
        MarketplaceError: The firm is being checked, was confirmed, or has six documents there.
    """
    if not (is_owner(actor) and is_firm_member(actor)):
        raise NotAllowedError
    (checked_kind,) = choices_checked([kind], allowed=FirmDocumentKind.values, field="kind")
    public_id = new_opaque_id()
    document = FirmDocument(
        public_id=public_id,
        kind=checked_kind,
        file_name=_file_name(file_name),
        content_type=_content_type(content),
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=now,
        # before the transaction: other writers would wait for the encryption
        content=document_sealed(content, public_id=public_id, now=now),
    )
    return _document_kept(actor, document, now)


@transaction.atomic
def firm_document_remove(*, actor: Actor, public_id: str) -> FirmCheck:
    """Forget a document while its round is being prepared.

    Raises:
        NotAllowedError: The actor does not own a firm.
        NotFoundError: There is no such document of the firm.
        MarketplaceError: The round was handed in.
    """
    organisation = owners_organisation(actor)
    rows = FirmDocument.objects.filter(check_round__organisation=organisation)
    document = rows.filter(public_id=public_id).first() if is_opaque_id(public_id) else None
    if document is None:
        raise NotFoundError
    if document.check_round.state != FirmCheckState.DRAFT:
        raise MarketplaceError(
            "check_submitted", "The documents were handed in; they stay until the decision."
        )
    check = document.check_round
    document.delete()
    return check


@transaction.atomic
def documents_wipe(*, subject: str, now: datetime) -> None:
    """Forget the content of a decided round's documents; names and digests stay.

    Args:
        subject: The round's public id.
        now: The moment of forgetting.
    """
    FirmDocument.objects.filter(
        check_round__public_id=subject,
        check_round__state__in=(FirmCheckState.CONFIRMED, FirmCheckState.DECLINED),
        wiped_at=None,
    ).update(content=None, wiped_at=now)


def documents_reseal(*, now: datetime) -> int:
    """Put every kept document under the current key-encryption key, and return how many changed.

    Args:
        now: The moment of doing so.

    Raises:
        KekError: A document lies under a key that is not there.
        InvalidTag: A document of before lies under another secret of the server.
    """
    rows = FirmDocument.objects.filter(content__isnull=False).order_by("id")
    changed = 0
    for row in rows.iterator(chunk_size=10):
        assert row.content is not None
        before = bytes(row.content)
        after = document_resealed(before, public_id=row.public_id, now=now)
        if after != before:
            # one that was forgotten meanwhile stays so
            kept = FirmDocument.objects.filter(pk=row.pk, content__isnull=False)
            changed += kept.update(content=after)
    return changed


def check_being_prepared(organisation: Organisation, now: datetime) -> FirmCheck:
    """Return the round the firm prepares, begun where there is none.

    The caller holds the organisation's row.

    Raises:
        MarketplaceError: The firm is being checked or was confirmed.
    """
    if organisation.verification == Verification.PENDING:
        raise MarketplaceError("check_pending", "Wait until the firm check is decided.")
    if organisation.verification == Verification.VERIFIED:
        raise MarketplaceError("verified_already", "This firm was confirmed already.")
    check, _ = FirmCheck.objects.get_or_create(
        organisation=organisation, state=FirmCheckState.DRAFT, defaults={"created_at": now}
    )
    return check


@transaction.atomic
def _document_kept(actor: Actor, document: FirmDocument, now: datetime) -> FirmDocument:
    check = check_being_prepared(owners_organisation(actor), now)
    if check.documents.count() >= _MOST_DOCUMENTS:
        raise MarketplaceError(
            "too_many",
            f"Remove a document first; there may be {_MOST_DOCUMENTS}.",
            field="file",
            params={"max": str(_MOST_DOCUMENTS)},
        )
    document.check_round = check
    document.save()
    return document


def _file_name(given: str) -> str:
    last = re.split(r"[/\\]", given)[-1]
    cleaned = text_cleaned(last, field="name", max_length=120, multiline=False)
    return cleaned.strip(" .") or "document"


def _content_type(content: bytes) -> str:
    if not content:
        raise InvalidInputError("The file is empty.", field="file", code="required")
    if len(content) > LARGEST_DOCUMENT:
        raise InvalidInputError(
            "Choose a file of at most 8 MB.",
            field="file",
            code="too_large",
            params={"max": str(LARGEST_DOCUMENT)},
        )
    for beginning, content_type in _BEGINNINGS:
        if content.startswith(beginning):
            return content_type
    raise InvalidInputError(
        "Choose a PDF, JPEG or PNG file.", field="file", code="format_not_accepted"
    )
