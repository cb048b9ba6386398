"""Rounds of firm checks: one's own firm's, and what waits for verifiers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch, Q

from marketplace.accounts.document_cipher import document_opened
from marketplace.accounts.models import FirmCheck, FirmDocument, Membership
from marketplace.accounts.policies import (
    can_verify_organisations,
    is_owner,
    readable_checks,
    readable_documents,
)
from marketplace.accounts.roles import Role
from marketplace.accounts.states import FirmCheckState
from marketplace.core.errors import InvalidInputError, NotFoundError
from marketplace.core.opaque import is_opaque_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from marketplace.core.actor import Actor

_DAY: Final = timedelta(days=1)
_LATELY: Final = 20


@dataclass(frozen=True, slots=True)
class CheckRead:
    """A round as one actor sees it."""

    check: FirmCheck
    documents: tuple[FirmDocument, ...]
    owners: tuple[str, ...]
    can_decide: bool

    @property
    def order_key(self) -> tuple[str, str]:
        """Return where the round stands in its list."""
        at = getattr(self.check, _ordered_by(self.check.state)) or self.check.created_at
        return at.isoformat(), self.check.public_id


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A document's content, opened for one reader."""

    file_name: str
    content_type: str
    content: bytes


def check_own(*, actor: Actor) -> CheckRead | None:
    """Return the newest round of the actor's own firm, or None; only to its owner."""
    if not is_owner(actor):
        return None
    rows = _rows().filter(Q(organisation_id=actor.organisation_id))
    found = list(_read(actor, rows.order_by("-id")[:1]))
    return found[0] if found else None


def check_for(*, actor: Actor, public_id: str) -> CheckRead:
    """Return one round.

    Raises:
        NotFoundError: There is none that the actor may read.
    """
    found = list(_read(actor, _rows().filter(readable_checks(actor), public_id=public_id)))
    if not found:
        raise NotFoundError
    return found[0]


def check_model_for(*, actor: Actor, public_id: str) -> FirmCheck:
    """Return one round to act upon.

    Raises:
        NotFoundError: There is none that the actor may read.
    """
    return check_for(actor=actor, public_id=public_id).check


def checks_for(
    *, actor: Actor, state: str, after: tuple[str, str] | None, limit: int
) -> list[CheckRead]:
    """Return rounds of all firms for a verifier: what waits longest first, else the newest.

    Raises:
        InvalidInputError: `after` is no cursor of this list.
    """
    if not can_verify_organisations(actor) or state == FirmCheckState.DRAFT:
        return []
    column, waits = _ordered_by(state), state == FirmCheckState.PENDING
    rows = _rows().filter(state=state)
    if after is not None:
        at, side = _moment(after[0]), "gt" if waits else "lt"
        rows = rows.filter(
            Q(**{f"{column}__{side}": at}) | Q(**{column: at, f"public_id__{side}": after[1]})
        )
    order = (column, "public_id") if waits else (f"-{column}", "-public_id")
    return list(_read(actor, rows.order_by(*order)[:limit]))


def check_usual_days() -> int | None:
    """Return the days that the last twenty rounds took, their median rounded up, or None."""
    rows = FirmCheck.objects.filter(submitted_at__isnull=False, decided_at__isnull=False)
    times = rows.order_by("-decided_at").values_list("submitted_at", "decided_at")[:_LATELY]
    days = [(decided - submitted) / _DAY for submitted, decided in times if submitted and decided]
    return max(1, math.ceil(median(days))) if days else None


def document_for(*, actor: Actor, public_id: str) -> DocumentRead:
    """Return what was handed in.

    Raises:
        NotFoundError: There is no such document for this actor, or it was forgotten.
    """
    rows = FirmDocument.objects.filter(readable_documents(actor), public_id=public_id)
    document = rows.first() if is_opaque_id(public_id) else None
    if document is None or document.content is None:
        raise NotFoundError
    return DocumentRead(
        file_name=document.file_name,
        content_type=document.content_type,
        content=document_opened(bytes(document.content), public_id=document.public_id),
    )


def _rows() -> QuerySet[FirmCheck]:
    documents = FirmDocument.objects.defer("content").order_by("id")
    owners = Membership.objects.filter(ended_at=None, roles__role=Role.OWNER)
    return FirmCheck.objects.select_related("organisation").prefetch_related(
        Prefetch("documents", queryset=documents),
        Prefetch(
            "organisation__memberships", queryset=owners.select_related("user").order_by("pk")
        ),
    )


def _read(actor: Actor, rows: Iterable[FirmCheck]) -> Iterable[CheckRead]:
    verifies = can_verify_organisations(actor)
    ever = Membership.objects.filter(Q(user_id=actor.user_id)).values_list("organisation_id")
    # asked once for the whole list
    own = {organisation_id for (organisation_id,) in ever} if verifies else set()
    for check in rows:
        waits = check.state == FirmCheckState.PENDING
        yield CheckRead(
            check=check,
            documents=tuple(check.documents.all()),
            owners=tuple(each.user.name for each in check.organisation.memberships.all()),
            can_decide=verifies and waits and check.organisation_id not in own,
        )


def _ordered_by(state: str) -> str:
    return "submitted_at" if state == FirmCheckState.PENDING else "decided_at"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        # the first and the last hours of the calendar are none in every zone
        in_utc = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        in_utc = None
    if in_utc is None:
        message = "Pass the endCursor of the page before, unchanged."
        raise InvalidInputError(message, field="after")
    return in_utc
