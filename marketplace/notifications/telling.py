"""What a mail tells of notices: for each place how many and until when, in general words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from marketplace.notifications.models import Notification

# by the first part of a notice's kind, in Korean and in English; never more than that, because a
# mail may be read by whoever runs the mail server
GENERAL_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "organisation": ("기업 확인", "Firm check"),
    "membership": ("구성원", "Membership"),
    "recipient": ("봉인 키", "Keys of sealed files"),
    "technology": ("기술", "Technology"),
    "deposit": ("봉인 보관", "Private deposit"),
    "demand": ("수요기술", "Demand"),
    "suggestion": ("추천", "Suggestion"),
    "search": ("저장한 검색", "Saved search"),
    "glossary": ("검색 용어", "Search words"),
    "match": ("연결", "Match"),
    "case": ("거래 건", "Case"),
    "nda": ("비밀유지계약(NDA)", "NDA"),
    "room": ("협의실", "Deal room"),
    "request": ("기술자료 요구서", "Technical-data request"),
    "document": ("문서", "Document"),
    "terms": ("주요 거래조건안", "Term sheet"),
    "contract": ("계약", "Contract"),
    "payment": ("대금", "Payment"),
    "release": ("봉인 자료 인도", "Hand-over of sealed files"),
    "pack": ("증거 묶음", "Evidence pack"),
}
_OTHER_WORDS: Final = ("알림", "Notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Notices of one family that lead to one place.

    Attributes:
        family: The first part of their kind, for example `nda`.
        path: The page where the act is done, or the news is seen.
        count: How many they are.
        due_at: The earliest deadline ahead, or None.
    """

    family: str
    path: str
    count: int
    due_at: datetime | None = None

    def words(self, *, is_english: bool) -> str:
        """Return what it is about, in words that fit every deal."""
        return GENERAL_WORDS.get(self.family, _OTHER_WORDS)[is_english]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for a person.

    Attributes:
        asks: Where an act is asked for, the most urgent first.
        news: Where there is only something to be seen.
    """

    asks: Sequence[Line]
    news: Sequence[Line]

    @property
    def due_at(self) -> datetime | None:
        """Return the earliest deadline of all that is asked."""
        return min((line.due_at for line in self.asks if line.due_at), default=None)


def waiting_of(notices: Iterable[Notification], now: datetime) -> Waiting:
    """Return what notices tell together, one line for each place that they lead to.

    Args:
        notices: In the order of their numbers.
        now: A deadline that is over by then is not told.
    """
    asks: dict[tuple[str, str], Line] = {}
    news: dict[tuple[str, str], Line] = {}
    for notice in notices:
        lines = asks if notice.asks else news
        where = (notice.kind.partition(".")[0], notice.path)
        known = lines.get(where)
        ahead = notice.due_at if notice.asks and notice.due_at and notice.due_at > now else None
        dues = [due for due in (ahead, known.due_at if known else None) if due]
        lines[where] = Line(
            family=where[0],
            path=where[1],
            count=known.count + 1 if known else 1,
            due_at=min(dues, default=None),
        )
    urgent = sorted(asks.values(), key=lambda line: (line.due_at is None, line.due_at or now))
    return Waiting(asks=urgent, news=list(news.values()))
