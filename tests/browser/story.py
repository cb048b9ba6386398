"""What the two new firms of the market write, once in each language."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from tests.browser.newcomers import NewFirm, registration_number


@dataclass(frozen=True)
class Story:
    """Two firms, their people, and the words of an offer and of the demand that it answers.

    Attributes:
        seller: The small firm.
        buyer: The large firm.
        people: Names of the seller's owner, the buyer's owner, deal lead and named engineer.
        offer: Answers to the questions of the offer's editor.
        demand: Answers to the questions of the demand's editor.
        note: What the buyer writes with its request.
        step: What the coordinator sets as the next step.
        deposit: What the seller calls what it seals.
        words: What people write in the room, by name.
    """

    seller: NewFirm
    buyer: NewFirm
    people: tuple[str, str, str, str]
    offer: dict[str, str]
    demand: dict[str, str]
    note: str
    step: str
    deposit: str
    words: dict[str, str]


def story_in(language: str) -> Story:
    """Return a story that no test has told before: with marks, numbers and domains of its own."""
    mark = secrets.token_hex(2)
    firms = []
    for kind, names in zip(("SME", "LARGE_FIRM"), _NAMES[language], strict=True):
        own = secrets.token_hex(3)
        name_ko, name_en = (f"{name} {own.upper()}" for name in names)
        firms.append(NewFirm(kind, name_ko, name_en, f"{own}.example", registration_number()))
    seller, buyer = firms
    offer, demand, note, step, deposit, words = _WORDS[language]
    return Story(
        seller=seller,
        buyer=buyer,
        people=_PEOPLE[language],
        offer={**offer, "title": f"{offer['title']} ({mark})"},
        demand={**demand, "title": f"{demand['title']} ({mark})"},
        note=note,
        step=step,
        deposit=deposit,
        words=words,
    )


_NAMES: Final = {
    "en": (
        ("물거울음향", "Mulgeoul Acoustics"),
        ("너른벌열공급", "Neoreunbeol District Heat"),
    ),
    "ko": (
        ("솔잎고리제어", "Solipgori Controls"),
        ("하늘마당냉동물류", "Haneulmadang Cold Chain"),
    ),
}
_PEOPLE: Final = {
    "en": ("Tamsin Okoro", "Rufus Lindqvist", "Imogen Castellanos", "Piet Abara"),
    "ko": ("류해솔", "방초롱", "피나래", "옥다솜"),
}
_OFFER_EN: Final = {
    "area": "Leak detection in buried heat pipes",
    "problem": "Operators of district heating lose hot water through leaks that stay hidden under "
    "streets for weeks. Every search opens the ground in several places.",
    "title": "Listening posts that find leaks in buried district heating pipes",
    "summary": "Small posts on valve chambers listen to the pipe at night and name the section "
    "with a leak. In a winter's trial nine of ten leaks were found before the ground became warm.",
    "advantages": "No digging to search, no interruption of the heat supply, and sections are "
    "named to within a few metres.",
    "withheld": "How the noise of the street is told from a leak stays closed until an NDA.",
    "keywords": "district heating, leak detection, buried pipes, acoustic monitoring",
}
_DEMAND_EN: Final = {
    "title": "Find leaks in buried district heating pipes without digging",
    "need": "Our district heating grid loses hot water through leaks in buried pipes. Today crews "
    "dig in several places until they find the leak. We look for acoustic leak detection that "
    "names the section.",
    "outcomes": "A leak is named to within ten metres, before the surface above it becomes warm.",
    "constraints": "No interruption of the heat supply; posts have to fit into valve chambers.",
}
_OFFER_KO: Final = {
    "area": "냉동 창고 문 결빙 방지",
    "problem": "냉동 창고 출입문 틈에 얼음이 자라 문이 닫히지 않고, 작업자가 날마다 얼음을 깨느라 "
    "출고가 늦어진다.",
    "title": "냉동 창고 출입문 틈의 결빙을 미리 막는 공기 흐름 제어기",
    "summary": "문이 열리는 동안 바깥의 습한 공기가 들어오지 못하게 흐름을 바꾸어 문틈의 얼음을 "
    "막는다. 한 해 동안 두 창고에서 시험하여 얼음 제거 작업이 열에 아홉은 사라졌다.",
    "advantages": "문을 떼지 않고 하루 안에 달 수 있으며, 열선보다 전기를 훨씬 적게 쓴다.",
    "withheld": "흐름의 방향을 정하는 순서는 비밀유지계약 뒤에 밝힌다.",
    "keywords": "냉동 창고, 출입문 결빙, 공기 흐름 제어",
}
_DEMAND_KO: Final = {
    "title": "냉동 창고 출입문 결빙을 막을 방법을 찾습니다",
    "need": "냉동 창고 출입문 틈에 얼음이 생겨 문이 제대로 닫히지 않는다. 지금은 작업자가 날마다 "
    "얼음을 깨고 있어 출고가 늦어진다. 문틈의 결빙을 막는 공기 흐름 제어를 찾는다.",
    "outcomes": "얼음 제거 작업을 한 달에 한 번 아래로 줄이고, 문이 열려도 온도를 지켜야 한다.",
    "constraints": "창고를 멈추지 않고 설치할 수 있어야 하며, 물청소를 견뎌야 한다.",
}
_WORDS: Final = {
    "en": (
        _OFFER_EN,
        _DEMAND_EN,
        "Your posts would fit our chambers. How long does one run on its battery in winter?",
        "Agree on a day for a first call about the winter trial",
        "Measurements of the winter's trial",
        {
            "purpose": "Judging whether the posts fit the chambers of our grid",
            "hello": "Welcome. Ask here whatever you need before you ask for documents.",
            "request": "Test record of the winter's trial",
            "item": "Test record with the distances found, one winter",
            "need": "Comparing the distances with our own measurements of the same season",
            "field": "District heating grids up to 25 bar",
            "territory": "Republic of Korea",
            "delivery": "Ten posts with the record of their calibration",
        },
    ),
    "ko": (
        _OFFER_KO,
        _DEMAND_KO,
        "저희 출입문 크기에 맞을 것 같습니다. 물청소를 날마다 해도 괜찮은지 먼저 알고 싶습니다.",
        "첫 전화 회의 날짜를 정해 주세요",
        "두 창고의 시험 기록",
        {
            "purpose": "저희 출입문에 맞는지 판단하기 위한 검토",
            "hello": "반갑습니다. 자료를 요구하시기 전에 궁금한 점을 여기에 적어 주세요.",
            "request": "한 해 시험 기록",
            "item": "두 창고의 온도와 결빙 시험 기록 한 해분",
            "need": "저희 창고에서 잰 값과 같은 계절끼리 비교하기 위함",
            "field": "영하 25도 아래 냉동 창고 출입문",
            "territory": "대한민국",
            "delivery": "제어기 열 대와 검사 성적서",
        },
    ),
}
