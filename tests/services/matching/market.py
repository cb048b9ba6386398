"""A small market to search in."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from marketplace.technologies.content import OfferContent, OfferText
from marketplace.technologies.models import Technology
from marketplace.technologies.services import (
    ImportedTechnology,
    technologies_import,
    technology_create,
    technology_submit,
)
from matching.encoding.active import encoder_name
from matching.services import technologies_index
from tests.factories.kept_rows import KeptRows
from tests.factories.market import approved
from tests.factories.people import NOW, rows_of_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.factories.people import People

ENGLISH = {
    "sheet": ("Battery pack safety", "Heat spreads between cells", "Thin barrier sheet",
              "A mica sheet that slows thermal runaway between battery cells."),
    "gripper": ("Robot handling", "Cables slip", "Flexible cable gripper",
                "A robot hand that grips soft cables with vacuum fingers."),
    "binder": ("Food protein", "Binder from eggs", "Plant protein binder",
               "A binder from peas that replaces egg white."),
}  # fmt: skip
KOREAN = {
    "sheet": ("배터리 팩 안전", "열이 셀 사이로 번집니다", "얇은 단열 시트",
              "배터리 셀 사이의 열폭주를 늦추는 운모 시트입니다."),
    "wafer": ("반도체 검사", "웨이퍼 가장자리 결함", "웨이퍼 가장자리 검사 장치",
              "SiC 웨이퍼의 가장자리 결함을 광학으로 찾는 장치입니다."),
}  # fmt: skip
FACTS = {
    "sheet": ("advanced_materials", 7, ("licence", "supply")),
    "gripper": ("machinery_robotics", 4, ("assignment",)),
    "binder": ("agri_food", 5, ("licence",)),
    "wafer": ("semiconductor_display", 6, ("supply",)),
}
IMPORTED = {
    "pack": ("Battery pack monitor", "Electronics that watch battery cells for heat and gas."),
    "lens": ("Lens grinding", "A machine that grinds infrared lenses with ion beams."),
}


@dataclass(frozen=True)
class Market:
    """The people, and every technology under a short name."""

    people: People
    technologies: Mapping[str, Technology]

    def name(self, public_id: str) -> str:
        """Return the short name of a technology."""
        return next(
            name for name, found in self.technologies.items() if found.public_id == public_id
        )


def text(language: str, words: tuple[str, str, str, str]) -> OfferText:
    """Return an offer's words."""
    area, problem, title, summary = words
    return OfferText(
        language=language,
        area=area,
        problem=problem,
        title=title,
        summary=summary,
        advantages="Better." if language == "en" else "더 좋습니다.",
        withheld="The rest." if language == "en" else "나머지.",
    )


def content(name: str) -> OfferContent:
    """Return a whole offer."""
    industry, trl, modes = FACTS[name]
    texts = [
        text(language, words[name])
        for language, words in (("ko", KOREAN), ("en", ENGLISH))
        if name in words
    ]
    return OfferContent(
        industry=industry,
        trl=trl,
        transfer_modes=modes,
        year=2025,
        ip_status="know_how",
        texts=tuple(texts),
    )


def published(people: People, name: str, offer: OfferContent) -> Technology:
    """Return a technology on the market."""
    owner = people.actor("seller_owner")
    technology = technology_create(actor=owner, request_id=name, content=offer, now=NOW)
    technology_submit(actor=owner, technology=technology, revision=1, now=NOW)
    approved(people.actor("reviewer"), technology)
    technology.refresh_from_db()
    return technology


# the rows of the market, its keys under short names, and its index
_kept: list[tuple[KeptRows, dict[str, int], Path]] = []


def indexed(people: People) -> Market:
    """Return the market, written by the product's services and indexed.

    They write it once for each process; where nothing but the cast is there, and nothing is
    encoded, later markets get the same rows and the same index again.
    """
    base, place = rows_of_people(), Path(settings.INDEX_DIR)
    if base is None or place.exists() or settings.ELASTICSEARCH_URLS or encoder_name():
        return _made(people)
    if not _kept:
        market = _made(people)
        rows = KeptRows(since=base)
        assert rows.is_addition
        index = Path(tempfile.mkdtemp(prefix="market-", dir=settings.HOME)) / "index"
        shutil.copytree(place, index)
        keys = {name: one.pk for name, one in market.technologies.items()}
        _kept.append((rows, keys, index))
        return market
    rows, keys, index = _kept[0]
    rows.put_back()
    shutil.copytree(index, place)
    found = Technology.objects.in_bulk(keys.values())
    return Market(people, {name: found[key] for name, key in keys.items()})


def _made(people: People) -> Market:
    technologies = {name: published(people, name, content(name)) for name in FACTS}
    batch = [
        ImportedTechnology(
            source_ref=name, firm="Acme", area="Agency of Tests", year=2015, title=title,
            abstract=abstract,
        )
        for name, (title, abstract) in IMPORTED.items()
    ]  # fmt: skip
    technologies_import(batch=batch, now=NOW)
    for name in IMPORTED:
        technologies[name] = Technology.objects.get(source_ref=name)
    technologies_index(technology_ids=[one.pk for one in technologies.values()], now=NOW)
    return Market(people, technologies)
