"""When an act on an agreement comes in order, and what is written into one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from contracts.nda.policies import acts_of_role, acts_of_state, nda_side
from contracts.nda.selectors import DOCUMENT_TYPE, match_goes_on
from contracts.nda.signing import signatures_of
from marketplace.core.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.texts import number_checked, text_cleaned
from matching.models import Match

if TYPE_CHECKING:
    from contracts.nda.models import Nda
    from contracts.nda.templates import NdaTemplate
    from marketplace.core.actor import Actor
    from matching.states import MatchSide

PURPOSE_MAX: Final = 1000
WORDS_MAX: Final = 1000
TERM_MAX: Final = 500
MONTHS_MAX: Final = 120
RETURN_DAYS_MAX: Final = 365
RETURN_DAYS: Final = 30
FILES_MAX: Final = 200
HOLDERS_MAX: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class NdaContent:
    """What the small firm writes into a draft; an empty term is filled from the template."""

    purpose: str
    months: int
    scope: str = ""
    ownership: str = ""
    consideration: str = ""
    provision: str = ""
    return_method: str = ""
    return_days: int | None = None
    annex_file_ids: tuple[str, ...] = ()


def act_checked(actor: Actor, nda: Nda, act: str) -> MatchSide:
    """Refuse an act that is not the actor's, or not in this state; return the actor's side.

    The match is read anew and locked, so that its end either came before or waits; so is the
    agreement behind that lock, for it may have been read before somebody else's act.

    Raises:
        NotFoundError: The actor's firm is no side of the agreement.
        NotAllowedError: The actor's role, or a firm that is not verified, does not allow it.
        StaleStateError: It is too late for it, or too early.
    """
    side = nda_side(actor, nda)
    if side is None:
        raise NotFoundError
    if act not in acts_of_role(actor, nda):
        raise NotAllowedError
    match = match_locked(nda.match_id)
    nda.refresh_from_db()
    nda.match = match
    signed = {one.side for one in signatures_of(DOCUMENT_TYPE, nda.public_id)}
    if act not in acts_of_state(nda, side=side, signed=signed, goes_on=match_goes_on(nda)):
        raise StaleStateError
    return side


def match_locked(match_id: int) -> Match:
    """Return the match as it is now, locked until the transaction ends."""
    return Match.objects.select_for_update(no_key=True).get(pk=match_id)


def as_seen(nda: Nda, revision: int) -> Nda:
    """Return the agreement with the revision its reader saw, for compare-and-set."""
    nda.revision = revision
    return nda


def content_columns(content: NdaContent, template: NdaTemplate) -> dict[str, object]:
    """Return the columns of a draft, each checked; every statutory field ends up filled.

    Raises:
        InvalidInputError: A field is missing, too long or out of range.
    """
    purpose = _line(content.purpose, field="purpose", most=PURPOSE_MAX)
    if not purpose:
        message = "Say what the technical data may be used for."
        raise InvalidInputError(message, field="purpose", code="required")
    columns: dict[str, object] = {"purpose": purpose}
    columns["months"] = number_checked(
        content.months, field="months", smallest=1, largest=MONTHS_MAX
    )
    days = RETURN_DAYS if content.return_days is None else content.return_days
    columns["return_days"] = number_checked(
        days, field="returnDays", smallest=1, largest=RETURN_DAYS_MAX
    )
    terms = (
        ("scope", content.scope, "scope", PURPOSE_MAX),
        ("ownership", content.ownership, "ownership", TERM_MAX),
        ("consideration", content.consideration, "consideration", TERM_MAX),
        ("provision", content.provision, "provision", TERM_MAX),
        ("return_method", content.return_method, "returnMethod", TERM_MAX),
    )
    for name, written, field, most in terms:
        columns[name] = _line(written, field=field, most=most) or template.defaults[name]
    return columns


def words_checked(words: str, *, required: bool) -> str:
    """Return the words for the other side.

    Raises:
        InvalidInputError: They are missing, too long or hold hidden characters.
    """
    text = text_cleaned(words, field="words", max_length=WORDS_MAX)
    if required and not text:
        raise InvalidInputError("Say why, for the other side.", field="words", code="required")
    return text


def _line(text: str, *, field: str, most: int) -> str:
    # one line each, so that nothing written can look like a clause of the text
    return text_cleaned(text, field=field, max_length=most, multiline=False)
