"""What the seller seals, and the words around it: a drawing, a report and a table."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marketplace.notifications.korea import KOREA
from tests.factories.deposits import small_pdf


def _day(days: int) -> str:
    """Return the day so many days from today on, which is what the server goes by."""
    return f"{dt.datetime.now(KOREA).date() + dt.timedelta(days=days)}"


DRAWING = "barrier-sheet-drawing.pdf"
FILES: dict[str, tuple[str, bytes]] = {
    DRAWING: (
        "application/pdf",
        small_pdf("Drawing A-17, sheet 1", "Aerogel core 0.42 mm", "Bond line 131 C, 4.5 min"),
    ),
    "시험성적서.txt": (
        "text/plain",
        "시험 성적서\n소성 온도 812 °C, 유지 시간 4.5 min, 압력 0.3 MPa\n".encode(),
    ),
    "parameters.csv": ("text/csv", b"step,value\nbond,131 C\nhold,4.5 min\n"),
}
DEPOSIT: dict[str, Any] = {
    "title": "Barrier sheet: drawing, report and parameters",
    "kind": "DRAWING",
    "madeOn": "2026-03-02",
    "outline": "Layers of a thin barrier sheet, how they are bonded, and what was measured.",
    "depositorName": "한빛정밀 주식회사",
    "depositorAddress": "서울특별시 금천구 가산로 1",
    "contributors": [{"name": "김연구", "part": "Layers"}],
}


def offer(summary: str) -> dict[str, Any]:
    """Return a complete offer with this summary."""
    return {
        "industry": "ADVANCED_MATERIALS",
        "trl": 6,
        "transferModes": ["LICENCE"],
        "year": 2024,
        "ipStatus": "KNOW_HOW",
        "texts": [
            {
                "language": "EN",
                "area": "Thermal insulation",
                "problem": "Heat spreads from one cell to the next.",
                "title": "Thin sheet against heat between cells",
                "summary": summary,
                "description": "It is laid between cells and keeps its form when warm.",
                "advantages": "Thinner than felt for the same delay.",
                "specification": "A class of one millimetre.",
                "comparison": "Cheaper than felt over the life of a pack.",
                "proofAvailable": "Tested by an independent laboratory.",
                "fieldOfUse": "Vehicles and storage.",
                "partnerSought": "A maker of packs.",
                "keywords": ["insulation", "barrier"],
                "withheld": "Composition and the way of bonding.",
            }
        ],
    }


LEAKING = "A sheet with aerogel core 0.42 mm, bond line 131 C, 4.5 min, that slows heat."
CLEAN = "A sheet that slows the way of heat from one cell to its neighbour."
DEMAND: dict[str, Any] = {
    "industries": ["ADVANCED_MATERIALS"],
    "trlMin": 5,
    "trlMax": 8,
    "transferModes": ["LICENCE"],
    "deadline": _day(220),
    "texts": [
        {
            "language": "EN",
            "title": "Barrier against heat",
            "need": "A sheet that slows heat between cells.",
            "outcomes": "Ten minutes.",
            "constraints": "One millimetre.",
        }
    ],
}


def data_request(words: str = "The drawing of the sheet") -> dict[str, Any]:
    """Return a complete request for technical data, for use in the month from today on."""
    return {
        "title": "Drawing for the oven test",
        "purpose": "LICENCE_EVALUATION",
        "purposeWords": "To judge whether the sheet fits our pack.",
        "justification": "Thickness and edges decide whether it fits; the summary tells neither.",
        "secrecy": "Everything on the drawing; only the named engineer reads it.",
        "presentOwner": "SELLER",
        "isJointDevelopment": False,
        "ownershipAfter": "UNCHANGED",
        "consideration": "None for reading; a licence fee by contract.",
        "paymentMethod": "By contract.",
        "deliveryOn": _day(0),
        "deliveryMethod": "VIEW_IN_ROOM",
        "useFrom": _day(0),
        "useUntil": _day(30),
        "returnOn": _day(31),
        "returnMethod": "ACCESS_ENDS",
        "items": [{"words": words, "purpose": "To check thickness and edges"}],
    }


def terms(document: str, upfront: int) -> dict[str, Any]:
    """Return terms with a milestone that delivers a listed document and the deposit."""
    return {
        "mode": "LICENCE",
        "field": "Battery packs of vehicles",
        "territory": "Korea",
        "exclusivity": "SOLE",
        "months": 60,
        "currency": "KRW",
        "upfrontMinor": str(upfront),
        "royaltyBasisPoints": 250,
        "note": "Two days of training.",
        "milestones": [
            {
                "title": "Samples",
                "amountMinor": "40000000",
                "dueOn": _day(500),
                "delivery": "Twenty sheets, with the drawing of the annex",
                "documents": [document],
            }
        ],
    }
