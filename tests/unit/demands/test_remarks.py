"""What in a demand gives its firm's plan away is found, and ordinary technical text passes."""

from __future__ import annotations

import pytest

from marketplace.accounts.models import Organisation
from marketplace.demands.content import DemandContent, DemandWords
from marketplace.demands.remarks import REMARKS_MAX, Remark, RemarkKind, demand_remarks

FIRM = Organisation(name_ko="두레산마루 주식회사", name_en="Duresanmaru Inc.")


def found(text: str, language: str = "ko") -> list[Remark]:
    words = DemandWords(language=language, need=text)
    return demand_remarks(
        DemandContent(texts=(words,)), organisation=FIRM, affiliates=("가람누리",)
    )


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("두레산마루에서 씁니다.", "own_name", "두레산마루"),
        ("문의는 a@example.com 으로 하세요.", "own_name", "a@example.com"),
        ("가람누리와 함께 씁니다.", "affiliate", "가람누리"),
        ("코드명 해오름에 들어갑니다.", "project", "코드명 해오름에"),
        ("It is part of Project Falcon.", "project", "Project Falcon"),
        ("평택 공장에 둡니다.", "site", "평택 공장"),
        ("2공장에 둡니다.", "site", "2공장"),
        ("It goes to the Ulsan plant.", "site", "Ulsan plant"),
        ("2027년 3월 양산합니다.", "date", "2027년 3월"),
        ("내년 하반기에 시작합니다.", "date", "내년 하반기"),
        ("Launch is planned for Q3 2027.", "date", "Q3 2027"),
        ("We start by 2028 at the latest.", "date", "by 2028"),
        ("월 5만 대를 만듭니다.", "volume", "월 5만 대"),
        ("We build 200,000 units per year.", "volume", "200,000 units per year"),
        ("대당 3만 원 이하여야 합니다.", "price", "3만 원"),
        ("It may cost USD 12.50 at most.", "price", "USD 12.50"),
        ("PX-2000 설비에 붙입니다.", "product_code", "PX-2000"),
        ("혁신적인 방법을 찾습니다.", "empty_word", "혁신적인"),
        ("We look for an innovative method.", "empty_word", "innovative"),
    ],
)
def test_a_place_is_found_with_its_words(text: str, kind: str, words: str) -> None:
    [remark] = found(text)
    assert (remark.kind, remark.words, remark.field) == (RemarkKind(kind), words, "ko.need")
    assert text[remark.start : remark.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "SUS316L 강판과 M8x1.25 볼트를 쓰며 ISO 14001과 IP67을 지킵니다.",
        "CO2와 SiO2, Al2O3가 섞인 가스 15~20%를 처리합니다.",
        "온도 -40~85℃, 압력 2.5 MPa, 수명 10년 이상이어야 합니다.",
        "금형 하나에 20분 이내, 천 번 세정 후에도 마모가 없어야 합니다.",
        "고효율 모터로 효율 96% 이상을 냅니다.",
        "조립 라인과 공장 안에서 씁니다. 원자료와 원형을 다룹니다. 2차 전지입니다.",
        "A sheet of 0.5 mm that holds 1,000 cycles at 85 C in 2000 hours under IEC 61215.",
        "Lines of 20 um and 3D parts; TRL 6 or above, USB 3.0 and RS-485.",
    ],
)
def test_ordinary_technical_text_passes(text: str) -> None:
    assert found(text) == []


def test_of_two_remarks_about_one_place_the_weightier_stays() -> None:
    [remark] = found("Project Duresanmaru Inc.", "en")
    assert remark.kind == RemarkKind.OWN_NAME


def test_full_width_letters_hide_no_name() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in "Duresanmaru")
    [remark] = found(f"{wide} Inc. 설비")
    assert (remark.kind, remark.start) == (RemarkKind.OWN_NAME, 0)


def test_what_stays_with_the_firm_is_not_looked_at_and_the_list_ends() -> None:
    content = DemandContent(
        exclusions="2027년 3월",
        texts=tuple(
            DemandWords(
                language=language, title="2027년", need="1공장, 2027년, $5, 연 5만 대. " * 9
            )
            for language in ("ko", "en")
        ),
    )
    remarks = demand_remarks(content, organisation=FIRM)
    assert len(remarks) <= REMARKS_MAX
    assert {remark.field for remark in remarks} == {"ko.title", "ko.need", "en.title", "en.need"}
    assert demand_remarks(DemandContent(exclusions="2027년"), organisation=FIRM) == []
