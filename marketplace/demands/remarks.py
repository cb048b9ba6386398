"""What in a demand's words gives its firm's plan away, or tells readers nothing; pure.

Nothing here stops anybody: a date or a part number may well belong into a demand. Only the firm's
own names are refused, when it is published.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db.models import TextChoices

from marketplace.accounts.identity import identity_found
from marketplace.accounts.name_patterns import name_patterns
from marketplace.demands.content import demand_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marketplace.accounts.models import Organisation
    from marketplace.demands.content import DemandContent

REMARKS_MAX: Final = 30
"""So many remarks are a page to work through; more come once these are dealt with."""

_SAME_KIND_MAX: Final = 4


class RemarkKind(TextChoices):
    """What there is to say about a place in a demand."""

    OWN_NAME = "own_name", "The firm's own name, number or address; it cannot be published"
    AFFILIATE = "affiliate", "The name of an affiliate that the firm declared"
    PROJECT = "project", "The name of a project"
    PRODUCT_CODE = "product_code", "What looks like a model or part number"
    SITE = "site", "A plant, line or site"
    DATE = "date", "A date by which something is planned"
    VOLUME = "volume", "How much is made in a year, a month or a day"
    PRICE = "price", "A sum of money"
    EMPTY_WORD = "empty_word", "A word of praise, in a sentence without a figure"


@dataclass(frozen=True, slots=True)
class Remark:
    """A place in a demand's words and what there is to say about it.

    Args:
        field: The field's name, for example `ko.need`.
        start: The first character, counted in code points.
        end: The character behind the last one.
        words: What stands there.
    """

    kind: RemarkKind
    field: str
    start: int
    end: int
    words: str


_CITY_KO: Final = (
    "서울|부산|대구|인천|광주|대전|울산|세종|수원|성남|용인|화성|평택|이천|안산|시흥|천안|아산|당진|서산|청주|오창|충주|"
    "진천|음성|구미|포항|경주|경산|김천|창원|마산|진해|김해|양산|거제|사천|진주|여수|순천|광양|목포|영암|군산|익산|전주|"
    "완주|기흥|탕정|파주|원주|춘천|대덕|판교|마곡|송도"
)
_CITY_EN: Final = (
    "Seoul|Busan|Daegu|Incheon|Gwangju|Daejeon|Ulsan|Sejong|Suwon|Yongin|Hwaseong|Pyeongtaek|"
    "Icheon|Ansan|Cheonan|Asan|Dangjin|Seosan|Cheongju|Ochang|Gumi|Pohang|Changwon|Gimhae|Geoje|"
    "Yeosu|Gwangyang|Gunsan|Jeonju|Giheung|Paju|Wonju|Pangyo|Songdo"
)
_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_AMOUNT: Final = r"\d[\d,.]*\s?(?:천|백|십|만|억|조)*\s?"
_PUBLIC_CODE: Final = (
    "SUS|STS|AISI|ASTM|ISO|IEC|IEEE|KS|JIS|DIN|EN|UL|IP|PM|USB|PCI|DDR|RS|RJ|TRL|SCM|SKD|SPCC|UN|"
    "ECE|FMVSS|MIL|IATF|IPC|NCM|NMC|NCA|LFP|GHS|RFC|CAS|AZ|PA|PE|PP|HFC|HFO|LTE|AWG|HRC|HV"
)
_PATTERNS: Final[tuple[tuple[RemarkKind, re.Pattern[str]], ...]] = (
    (
        RemarkKind.PROJECT,
        re.compile(
            r"(?:코드명|프로젝트명|과제명)(?:은|는)?\s?[:\uff1a]?\s?[\u2018\u201c'\"]?[\w-]{2,30}"
            r"|\b[A-Z][\w-]{1,30}\s?프로젝트"
            r"|\b(?:[Pp]roject|[Cc]ode\s?name)\s[\u2018\u201c'\"]?[A-Z][\w-]{1,30}"
        ),
    ),
    (
        RemarkKind.SITE,
        re.compile(
            rf"(?:{_CITY_KO})\s?(?:제?\s?\d+\s?)?(?:공장|사업장|캠퍼스|연구소|라인|팹|조선소|제철소)"
            r"|(?<!\d)제?\s?\d{1,2}\s?(?:공장|사업장|캠퍼스)"
            rf"|\b(?:{_CITY_EN})\s(?:plant|factory|site|fab|campus|works|yard|line)\b"
            r"|\b(?:[Pp]lant|[Ff]actory|[Ff]ab)\s(?:[Nn]o\.?\s?)?\d{1,2}\b"
        ),
    ),
    (
        RemarkKind.DATE,
        re.compile(
            r"(?<!\d)20\d\d년(?:\s?\d{1,2}월(?:\s?\d{1,2}일)?|\s?[1-4]\s?분기|\s?[상하]반기)?"
            r"|(?<![\d-])20\d\d[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?(?![\d-])"
            r"|(?:올해|내년|내후년)(?:\s?(?:[상하]반기|[1-4]\s?분기|\d{1,2}월))?"
            r"|\bQ[1-4]\s(?:of\s)?20\d\d\b|\b[1-4]Q\s?20\d\d\b"
            rf"|\b{_MONTH}\s(?:\d{{1,2}},?\s)?20\d\d\b"
            r"|\b(?:by|from|until|before|early|mid|late|end of)[\s-]20[2-9]\d\b"
            r"|\bin\s20[2-9]\d(?=[.,;)]|$)"
        ),
    ),
    (
        RemarkKind.VOLUME,
        re.compile(
            rf"(?:연간?|매년|월간?|매월|하루|일)\s?(?:약\s?)?{_AMOUNT}"
            r"(?:대|개|톤|장|매|셀|세트|리터|kg|GWh|MWh)(?![가-힣]{2})"
            r"|\b\d[\d,.]*\s?(?:k|thousand|million)?\s?"
            r"(?:units|pieces|pcs|vehicles|cars|cells|packs|modules|tons|tonnes|wafers|sheets|sets"
            r"|GWh|MWh)\s?(?:per|a|an|each|every|/)\s?(?:year|month|week|day)\b"
        ),
    ),
    (
        RemarkKind.PRICE,
        re.compile(
            rf"[₩$€¥]\s?\d[\d,.]*|(?<![\d,.]){_AMOUNT}원(?![가-힣]{{2}}|자|료|형|통)"
            r"|\b(?:KRW|USD|EUR|JPY)\s?\d[\d,.]*"
            r"|\b\d[\d,.]*\s?(?:million\s|billion\s)?(?:won|dollars|euros|yen|KRW|USD|EUR|JPY)\b"
        ),
    ),
    (
        RemarkKind.PRODUCT_CODE,
        re.compile(
            rf"(?<![A-Za-z0-9-])(?!(?:{_PUBLIC_CODE})[- ]?\d)"
            r"(?:[A-Z]{2,6}-?\d{2,5}[A-Z]{0,3}|[A-Z]{2,6}-\d[A-Z0-9]{0,4})"
            r"(?:-[A-Z0-9]{1,4})?(?![A-Za-z0-9-])"
        ),
    ),
)
_EMPTY: Final = re.compile(
    r"혁신적인?|획기적인?|우수한|뛰어난|최고의|최적의|최첨단|차세대|고효율|고성능|고품질|저렴한|효율적인|효율적으로"
    r"|\b(?:innovative|cutting-edge|state-of-the-art|high-performance|high-efficiency"
    r"|high-quality|cost-effective|best-in-class|next-generation|world-class|efficient|superior"
    r"|excellent|optimal|novel)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[^.!?。\n]+(?:[.](?=\d)[^.!?。\n]+)*")
_DIGIT: Final = re.compile(r"\d")


def demand_remarks(
    content: DemandContent, *, organisation: Organisation, affiliates: Sequence[str] = ()
) -> list[Remark]:
    """Return what there is to say about the words that go public, in reading order.

    Args:
        content: The demand; what stays with the firm is not looked at.
        organisation: The firm that writes it.
        affiliates: Names of firms that it declared as belonging to it.
    """
    found: list[Remark] = []
    for field, text in demand_phrases(content):
        remarks = [
            *_names(field, text, organisation, affiliates),
            *_plans(field, text),
            *_empty_words(field, text),
        ]
        found += _apart(remarks)
    return found[:REMARKS_MAX]


def _names(
    field: str, text: str, organisation: Organisation, affiliates: Sequence[str]
) -> Iterator[Remark]:
    if (named := identity_found(text, organisation=organisation)) is not None:
        # full-width letters were read as plain ones, so that the phrase may be written otherwise
        start = max(unicodedata.normalize("NFKC", text).find(named), 0)
        yield _remark(RemarkKind.OWN_NAME, field, text, start, start + len(named), named)
    for name in affiliates:
        for pattern in name_patterns(name):
            for match in pattern.finditer(text):
                yield _remark(RemarkKind.AFFILIATE, field, text, *match.span())


def _plans(field: str, text: str) -> Iterator[Remark]:
    for kind, pattern in _PATTERNS:
        for match in islice(pattern.finditer(text), _SAME_KIND_MAX):
            yield _remark(kind, field, text, *match.span())


def _empty_words(field: str, text: str) -> Iterator[Remark]:
    """Find praise; a figure in the same sentence says what is meant by it."""
    bare = (match for match in _SENTENCE.finditer(text) if not _DIGIT.search(match[0]))
    words = (word.span() for match in bare for word in _EMPTY.finditer(text, *match.span()))
    for start, end in islice(words, _SAME_KIND_MAX):
        yield _remark(RemarkKind.EMPTY_WORD, field, text, start, end)


def _remark(
    kind: RemarkKind, field: str, text: str, start: int, end: int, words: str | None = None
) -> Remark:
    end = min(end, len(text))
    return Remark(kind, field, start, end, words or text[start:end].strip())


def _apart(remarks: Sequence[Remark]) -> list[Remark]:
    """Return the remarks by their places; of two about one place the weightier stays."""
    kept: list[Remark] = []
    for remark in remarks:
        if all(remark.end <= other.start or other.end <= remark.start for other in kept):
            kept.append(remark)
    return sorted(kept, key=lambda remark: remark.start)
