"""What gives a firm away, and what every technical text may say."""

from __future__ import annotations

import time

import pytest

from marketplace.accounts.identity import identity_found, identity_refused
from marketplace.accounts.models import Organisation
from marketplace.core.errors import InvalidInputError

FIRM = Organisation(
    name_ko="누리열소재 주식회사",
    name_en="NuriYeol Materials Co., Ltd.",
    registration_number="1234567891",
)


def firm(name_ko: str = "", name_en: str = "") -> Organisation:
    """Return a firm of that name without a number."""
    return Organisation(name_ko=name_ko, name_en=name_en)


@pytest.mark.parametrize(
    "text",
    [
        "누리열소재의 단열 시트",
        "㈜누리열소재",
        "(주) 누리열 소재가 만든",
        "주식회사누리열소재",
        "누리열은 2015년부터",
        "저희 (누리열소재)",
        "NURIYEOL MATERIALS sheet",
        "the nuriyeol-materials sheet",
        "Nuri Yeol Materials, Inc.",
        "NuriYeol's sheet",
        "\uff2e\uff55\uff52\uff49\uff39\uff45\uff4f\uff4c Materials",
        "사업자등록번호 123-45-67891",
        "no. 1234567891.",
        "sales@nuriyeol.example",
        "sales (at) nuriyeol.co.kr",
        "홈페이지 nuriyeol.co.kr에서",
        "see https://example.test/sheet",
        "www.sheet.example",
        "Call 010-1234-5678",
        "전화 02-123-4567",
        "(031) 123-4567",
        "+82-2-1234-5678",
        "+1 (555) 123-4567",
        "대표번호 1588-1234",
        "01012345678로",
    ],
)
def test_what_gives_the_firm_away_is_found(text: str) -> None:
    assert identity_found(text, organisation=FIRM)


@pytest.mark.parametrize(
    "text",
    [
        "SiC wafers, GaN on SiC",
        "3.5 kW, 10-20 %, 1,500-1,800 rpm, 1600-1800 ℃",
        "KS C IEC 62660-2, ISO 9001:2015, IEC 61000-4-2",
        "IPC H01M 10/658, KSIC 28202, CAS 7440-44-0",
        "ASP.NET, Socket.io, H.264, e.g. No.1, U.S. Class A",
        "The plate cools.It warms again. Fig.2 shows it.In use",
        "2015-2024, 2026.11.22, 2026-11-22, 10:30-12:00",
        "-40~125 ℃, 0.02-0.035 W/mK, 100-200-300 mm",
        "누리는 열을 막는다. 소재와 재료, 열 소재",
        "materials for thermal insulation, the material's layers",
        "MIL-STD-810, RS-485, 802.11ac, USB 3.0, TRL 7",
        "1회 충전에 400-500 km, 셀 5000-6000개",
        "특허 10-2019-0123456호, PCT/KR2020/012345",
        "12345678910",
    ],
)
def test_what_is_ordinary_passes(text: str) -> None:
    assert identity_found(text, organisation=FIRM) is None


@pytest.mark.parametrize(
    ("organisation", "text"),
    [
        (
            firm("스마트팩토리", "Smart Factory Inc."),
            "스마트 팩토리, a smart factory, Smart Factory",
        ),
        (firm("미래", "Future"), "미래 기술, the future of cells"),
        (firm("대한에너지(주)", ""), "대한민국의 에너지"),
        (firm("", "SiC Co., Ltd."), "SiC devices, sic"),
        (firm("", "KC"), "KC 인증, KC mark"),
        (firm("", "S-Oil"), "soil moisture"),
        (firm("", "Cascade Optics"), "a cascade filter, optics"),
        (firm("한빛", ""), "강한빛을 내는"),
        (firm("", "Nano"), "Nano coating"),
    ],
)
def test_a_name_of_ordinary_words_does_not_stop_a_text(
    organisation: Organisation, text: str
) -> None:
    assert identity_found(text, organisation=organisation) is None


@pytest.mark.parametrize(
    ("organisation", "text"),
    [
        (firm("스마트팩토리", "Smart Factory Inc."), "스마트팩토리(주)의 기술"),
        (firm("스마트팩토리", "Smart Factory Inc."), "by Smart Factory, Inc."),
        (firm("미래", "Future"), "주식회사 미래가"),
        (firm("", "SiC Co., Ltd."), "SiC Co., Ltd. makes it"),
        (firm("한빛", ""), "한빛에서 만든"),
        (firm("볕고리계측", "Byeotgori Instruments"), "볕고리는"),
        (firm("볕고리계측", "Byeotgori Instruments"), "Byeotgori sensors"),
    ],
)
def test_a_name_beside_its_legal_form_or_its_own_word_is_found(
    organisation: Organisation, text: str
) -> None:
    assert identity_found(text, organisation=organisation)


def test_a_refusal_names_the_field_and_the_phrase() -> None:
    with pytest.raises(InvalidInputError) as refused:
        identity_refused("A sheet by NuriYeol.", organisation=FIRM, field="en.title")
    error = refused.value
    assert (error.code, error.field, error.params) == (
        "names_firm",
        "en.title",
        {"found": "NuriYeol"},
    )
    identity_refused("A sheet that insulates.", organisation=FIRM, field="en.title")


@pytest.mark.parametrize("text", ["a" * 3000, "a." * 1500, "1-" * 1500, "가" * 3000, "누 " * 1500])
def test_no_text_takes_long(text: str) -> None:
    begin = time.process_time()
    identity_found(text, organisation=FIRM)
    assert time.process_time() - begin < 0.5
