"""What is known of a deal to one reader; what the reader may not read is not in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The reader of a deal.

    Attributes:
        side: A value of `MatchSide`; empty for the case's coordinator.
        may: What the policies allow the reader now, for example `nda.sign`.
    """

    side: str = ""
    may: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchFacts:
    """The match itself.

    Attributes:
        turn: The side that has to answer, or empty.
    """

    state: str
    turn: str = ""
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NdaFacts:
    """The newest agreement of the match.

    Attributes:
        has_holders: Whether the large firm named who may read.
        signed: The sides that signed.
        stands: Whether it is signed and its period runs.
        since: Since when it is so.
        until: Until when both sides have to sign.
    """

    state: str
    has_holders: bool = False
    signed: frozenset[str] = frozenset()
    stands: bool = False
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFacts:
    """The room, and what was asked for in it.

    Attributes:
        asked: Whether a request was ever issued.
        undecided_since: Since when the oldest undecided item waits, or None.
        unread_since: Since when a document waits for its first reading, or None. Of a named
            reader it is the own reading that counts, of everybody else that of any.
        is_reader: Whether the reader of this is named in a grant.
    """

    state: str
    since: datetime
    asked: bool = False
    undecided_since: datetime | None = None
    unread_since: datetime | None = None
    is_reader: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """The newest terms."""

    state: str
    last_side: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """The newest contract."""

    state: str
    drafted_by: str
    signed: frozenset[str] = frozenset()
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFacts:
    """One payment of the plan.

    Attributes:
        is_bank: Whether it travels by bank transfer.
        pay_until: Until when the chosen way to pay is open, or None.
        due: When the day of its delivery is over, or None.
    """

    position: int
    state: str
    is_bank: bool = True
    is_disputed: bool = False
    since: datetime
    pay_until: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The payments of the signed contract, and what they open.

    Attributes:
        access: A value of `AccessState`.
        objection_until: When the time to object is over, or None.
    """

    payments: tuple[PaymentFacts, ...] = ()
    access: str = "closed"
    since: datetime
    objection_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverFacts:
    """Files that were handed to the reader's firm and that nobody of it has fetched.

    Attributes:
        since: Since when they wait.
        lacks_key: Whether they wait for a key of the firm, without which nothing is encrypted.
        is_reachable: Whether somebody of the firm may fetch them now.
    """

    since: datetime
    lacks_key: bool = False
    is_reachable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DealFacts:
    """Everything that decides what comes next.

    Attributes:
        reads_nda: Whether the reader may read agreements of this match.
        reads_terms: Whether the reader may read terms and contracts of it.
        reads_payments: Whether the reader may read its payments.
    """

    match: MatchFacts
    reads_nda: bool = False
    reads_terms: bool = False
    reads_payments: bool = False
    nda: NdaFacts | None = None
    room: RoomFacts | None = None
    sheet: SheetFacts | None = None
    contract: ContractFacts | None = None
    plan: PlanFacts | None = None
    hand_over: HandOverFacts | None = None
