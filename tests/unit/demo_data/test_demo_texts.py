"""The demo's texts: redacted, in their own language, saying the same in both, no filler."""

import re
import unicodedata
from collections import Counter

from tests.unit.demo_data.dataset import (
    DEMANDS,
    FIRMS,
    HANGUL,
    OFFERINGS,
    PEOPLE,
    PERSON_BY_EMAIL,
    said,
    split_sentences,
    texts,
    wordings,
)

# Each means something else in Korean law or practice, so the product's words avoid them.
AVOIDED_KOREAN = ("비식별", "공개", "조정", "허락", "추정")
LINK_OR_ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.(com|kr|net|org|example)\b|@")
PATENT_NUMBER = re.compile(
    r"10-\d{4}-\d{7}|10-\d{7}|\b(?:US|EP|KR|WO|JP|CN)[ -]?\d|\d{2}/\d{6}"
    r"|특허\s*제?\s*\d|제\s*\d{2}-\d"
)
LATIN = re.compile(r"[A-Za-z]")


def large_numbers(text: str) -> set[float]:
    """Return the figures of 13 and more, Korean and English scale words worked out."""
    scales = {"천": 1e3, "만": 1e4, "억": 1e8, "million": 1e6, "billion": 1e9, "": 1.0}
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)\s?(천|만|억|million|billion)?", text)
    figures = (float(digits.replace(",", "")) * scales[scale] for digits, scale in found)
    return {round(figure, 3) for figure in figures if figure >= 13}


def test_no_sentence_occurs_twice() -> None:
    notes = [("", "", demand["exclusions"]) for demand in DEMANDS.values()]
    # another wording of an offer keeps most of its sentences
    again = tuple(place for place, _ in wordings())
    sentences = Counter(
        sentence.casefold()
        for place, _, text in [*texts(), *notes, *said()]
        if not place.endswith("keywords") and not place.startswith(again)
        for sentence in split_sentences(text)
    )
    assert not [sentence for sentence, count in sentences.items() if count > 1]


def test_every_text_is_in_its_own_language() -> None:
    for place, language, text in texts():
        hangul, latin = len(HANGUL.findall(text)), len(LATIN.findall(text))
        if language == "en":
            assert not hangul, place
            assert latin, place
        else:
            assert hangul >= 0.8 * (hangul + latin), place
            assert not [word for word in AVOIDED_KOREAN if word in text], place


def test_people_write_in_their_own_language() -> None:
    for place, email, text in said():
        assert bool(HANGUL.search(text)) == (PERSON_BY_EMAIL[email]["language"] == "ko"), place
        assert not [word for word in AVOIDED_KOREAN if word in text], place


def test_no_text_names_a_firm_or_person_or_gives_a_link_or_patent_number() -> None:
    names = {person["name"] for person in PEOPLE} | {person["email"] for person in PEOPLE}
    for firm in FIRMS:
        names |= {firm["name_ko"], firm["name_en"].split()[0], firm["slug"]}
    for place, _, text in [*texts(), *said()]:
        assert not [name for name in names if name.casefold() in text.casefold()], place
        assert not LINK_OR_ADDRESS.search(text), place
        assert not PATENT_NUMBER.search(text), place


def test_the_anonymous_card_gives_no_figures() -> None:
    for place, _, text in texts():
        if place.rsplit(".", 1)[1] in {"area", "problem"}:
            assert not re.search(r"\d", text), place


def test_both_languages_give_the_same_figures() -> None:
    for slug, offering in OFFERINGS.items():
        for field, korean in offering["ko"].items():
            if field != "keywords":
                english = offering["en"][field]
                assert large_numbers(korean) == large_numbers(english), f"{slug}.{field}"
    for place, change in wordings():
        for field, korean in change["ko"].items():
            assert large_numbers(korean) == large_numbers(change["en"][field]), f"{place}.{field}"


def test_texts_hold_no_hidden_or_decomposed_characters() -> None:
    for place, _, text in [*texts(), *said()]:
        assert text == unicodedata.normalize("NFC", text), place
        assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cn"}], place
        assert text == " ".join(text.split()), place
