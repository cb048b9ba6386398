"""The access stages in the API."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.ladder.stages import Stage

_WORDS = {
    Stage.S0: "Anonymous card.",
    Stage.S1: "Non-confidential summary, for verified firms.",
    Stage.S2: "Counterpart known, after a match.",
    Stage.S3: "Results and samples, under an NDA.",
    Stage.S4: "Named documents, granted one by one.",
    Stage.S5: "Full hand-over, after contract and payment.",
}


def _describe(member: Any) -> str:
    if member is None:
        return "How far a reader may look; each stage includes the ones before it."
    return _WORDS[Stage[member.name]]


StageEnum = graphene.Enum(
    "Stage", [(stage.name, stage.name) for stage in Stage], description=_describe
)
