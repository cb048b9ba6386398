"""Take a table into the glossary: first shown, then written as it was shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from marketplace.core.errors import MarketplaceError, NotAllowedError, StaleStateError
from matching.glossary.content import ConceptContent, word_key
from matching.glossary.models import GlossaryConcept, GlossaryVersion
from matching.glossary.policies import keeps_glossary
from matching.glossary.selectors import concepts_in_use
from matching.glossary.services.writing import concept_written, glossary_locked
from matching.glossary.states import RowEffect
from matching.glossary.table import table_read

if TYPE_CHECKING:
    from datetime import datetime

    from marketplace.core.actor import Actor
    from matching.glossary.table import TableRow


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A line of a table and what it would do.

    Args:
        line: Its number; the heading is line 1.
        effect: What it would do.
        content: What it says; None where that is not sound.
        before: What the concept says now, where it would change.
        concept: The concept that it is about, if there is one.
        error: Why it is wrong.
    """

    line: int
    effect: RowEffect
    content: ConceptContent | None = None
    before: ConceptContent | None = None
    concept: GlossaryConcept | None = None
    error: MarketplaceError | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a table would do to the glossary as it is.

    Args:
        rows: Its lines, in their order.
        version: That of the glossary it was compared with.
    """

    rows: tuple[PlannedRow, ...]
    version: str

    def count(self, effect: RowEffect) -> int:
        """Return how many lines do this."""
        return sum(row.effect == effect for row in self.rows)


def import_preview(*, actor: Actor, table: str) -> ImportPlan:
    """Return what a table would do; nothing is written.

    Raises:
        NotAllowedError: The actor does not keep the glossary.
        InvalidInputError: It is no table of concepts, or too large.
    """
    if not keeps_glossary(actor):
        raise NotAllowedError
    return _planned(table, GlossaryVersion.objects.values_list("token", flat=True).first() or "")


@transaction.atomic
def glossary_import(*, actor: Actor, table: str, version: str, now: datetime) -> ImportPlan:
    """Write what `import_preview` showed; concepts that the table lacks stay as they are.

    Args:
        actor: One of the glossary's keepers.
        table: The same table.
        version: That of the preview.
        now: The moment of importing.

    Raises:
        NotAllowedError: The actor does not keep the glossary.
        InvalidInputError: It is no table of concepts, or a word stands in two of them.
        StaleStateError: The glossary changed since the preview.
        MarketplaceError: `lines_wrong`: some lines are wrong; nothing is written.
    """
    if not keeps_glossary(actor):
        raise NotAllowedError
    known = glossary_locked()
    if version and known != version:
        raise StaleStateError
    return _written(_planned(table, known), actor.user_id, now)


@transaction.atomic
def glossary_load(*, table: str, now: datetime) -> ImportPlan:
    """Write a table at the command line of the host, whose word needs no role.

    Raises:
        InvalidInputError: It is no table of concepts, or a word stands in two of them.
        MarketplaceError: `lines_wrong`: some lines are wrong; nothing is written.
    """
    return _written(_planned(table, glossary_locked()), None, now)


def _written(plan: ImportPlan, user_id: int | None, now: datetime) -> ImportPlan:
    if wrong := [str(row.line) for row in plan.rows if row.effect == RowEffect.WRONG]:
        raise MarketplaceError(
            "lines_wrong",
            f"Mend these lines first: {', '.join(wrong[:10])}.",
            field="table",
            params={"lines": ", ".join(wrong[:10])},
        )
    for row in plan.rows:
        if row.content is not None and row.effect in {RowEffect.NEW, RowEffect.CHANGED}:
            concept_written(content=row.content, now=now, user_id=user_id, concept=row.concept)
    return plan


def _planned(table: str, version: str) -> ImportPlan:
    rows = table_read(table)
    known = concepts_in_use()
    by_id = {concept.public_id: (concept, content) for concept, content in known}
    by_word = {
        (str(language), word_key(word)): concept.public_id
        for concept, content in known
        for language, words in content.words.items()
        for word in words
    }
    used: dict[str, int] = {}
    words_used: dict[tuple[str, str], int] = {}
    planned = (_row(row, by_id, by_word, used, words_used) for row in rows)
    return ImportPlan(tuple(planned), version)


def _row(
    row: TableRow,
    by_id: dict[str, tuple[GlossaryConcept, ConceptContent]],
    by_word: dict[tuple[str, str], str],
    used: dict[str, int],
    words_used: dict[tuple[str, str], int],
) -> PlannedRow:
    if row.content is None:
        return PlannedRow(row.line, RowEffect.WRONG, error=row.error)
    keys = [
        (str(language), word_key(word))
        for language, words in row.content.words.items()
        for word in words
    ]
    if before := next((words_used[key] for key in keys if key in words_used), None):
        return _wrong(row, "line_repeats", f"Line {before} has one of its words.", line=before)
    words_used.update(dict.fromkeys(keys, row.line))
    met = dict.fromkeys(by_word[key] for key in keys if key in by_word)
    wanted = {row.concept_id} if row.concept_id in by_id else set(met)
    if len({*met, *wanted}) > 1:
        return _wrong(row, "line_of_two", "Its words stand in several concepts.")
    if not wanted:
        return PlannedRow(row.line, RowEffect.NEW, row.content)
    key = wanted.pop()
    if key in used:
        return _wrong(row, "line_repeats", f"Line {used[key]} is about it.", line=used[key])
    used[key] = row.line
    concept, content = by_id[key]
    effect = RowEffect.UNCHANGED if content == row.content else RowEffect.CHANGED
    return PlannedRow(row.line, effect, row.content, content, concept)


def _wrong(row: TableRow, code: str, message: str, line: int | None = None) -> PlannedRow:
    params = {"line": str(line)} if line is not None else None
    error = MarketplaceError(code, message, field="table", params=params)
    return PlannedRow(row.line, RowEffect.WRONG, row.content, error=error)
