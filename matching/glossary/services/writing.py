"""How concepts are written: under one lock, no word in two of them, each change in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from marketplace.core.errors import InvalidInputError, StaleStateError
from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from marketplace.core.transitions import advance
from matching.glossary.constants import CONCEPTS_MAX, WORD_MAX
from matching.glossary.content import FIELDS, ConceptContent, word_key
from matching.glossary.current import glossary_forget
from matching.glossary.models import (
    GlossaryChange,
    GlossaryConcept,
    GlossaryVersion,
    GlossaryWord,
)
from matching.glossary.selectors import concept_content
from matching.glossary.states import CONCEPT_MOVES, ConceptAct, ConceptState

if TYPE_CHECKING:
    from datetime import datetime

    from matching.glossary.models import GlossaryProposal


def glossary_locked() -> str:
    """Hold the glossary until the transaction ends, say that it changes, and return its version.

    Two who change it at once do so one after the other.
    """
    row = GlossaryVersion.objects.select_for_update().filter(pk=1).first()
    if row is None:
        row, _ = GlossaryVersion.objects.select_for_update().get_or_create(pk=1)
    before = row.token
    row.token = new_opaque_id()
    row.save(update_fields=["token"])
    transaction.on_commit(glossary_forget)
    return before


def concept_written(
    *,
    content: ConceptContent,
    now: datetime,
    user_id: int | None,
    concept: GlossaryConcept | None = None,
    proposal: GlossaryProposal | None = None,
) -> GlossaryConcept:
    """Write a concept's words, those of a new one or in the place of those it had.

    Args:
        content: What `content_checked` returned.
        now: The moment of writing.
        user_id: Who does it; None for a command of the host.
        concept: The one that changes, as it was read; None for a new one.
        proposal: What it goes back to, if somebody proposed it.

    Raises:
        InvalidInputError: A word stands in another concept, or there are too many of them.
        StaleStateError: It changed since it was read, or is retired.
    """
    words_free(content, concept)
    columns: dict[str, Any] = {
        "note": content.note,
        "sort_ko": content.korean[0].casefold()[:WORD_MAX],
        "sort_en": content.english[0].casefold()[:WORD_MAX],
        "changed_at": now,
        "changed_by_id": user_id,
    }
    if concept is None:
        if GlossaryConcept.objects.filter(state=ConceptState.IN_USE).count() >= CONCEPTS_MAX:
            raise InvalidInputError(
                f"The glossary holds at most {CONCEPTS_MAX} concepts.",
                field="korean",
                code="too_many",
                params={"max": str(CONCEPTS_MAX)},
            )
        concept = GlossaryConcept.objects.create(**columns)
        act, before = ConceptAct.ADDED, {}
    else:
        before, act = concept_content(concept).plain, ConceptAct.CHANGED
        _revised(concept, **columns)
        concept.words.all().delete()
    _words_write(concept, content)
    _noted(concept, act, before, content.plain, now, user_id, proposal)
    return concept


def concept_moved(
    concept: GlossaryConcept, to: ConceptState, *, now: datetime, user_id: int | None
) -> GlossaryConcept:
    """Take a concept out of use or into it again.

    Raises:
        InvalidInputError: Another concept has one of its words by now.
        StaleStateError: It is so already, or changed since it was read.
    """
    content = concept_content(concept)
    is_in_use = to == ConceptState.IN_USE
    if is_in_use:
        words_free(content, concept)
    advance(
        concept,
        moves=CONCEPT_MOVES,
        to=to,
        unchanged=("revision",),
        revision=concept.revision + 1,
        changed_at=now,
        changed_by_id=user_id,
    )
    concept.words.update(is_in_use=is_in_use)
    act = ConceptAct.RESTORED if is_in_use else ConceptAct.RETIRED
    _noted(concept, act, content.plain, content.plain, now, user_id, None)
    return concept


def words_free(content: ConceptContent, concept: GlossaryConcept | None) -> None:
    """Refuse words that another concept in use has in the same language.

    Raises:
        InvalidInputError: `word_taken`, with the word and the preferred words of that concept.
    """
    for language, words in content.words.items():
        keys = {word_key(word): word for word in words}
        rows = GlossaryWord.objects.filter(language=language, key__in=keys, is_in_use=True)
        if concept is not None:
            rows = rows.exclude(concept=concept)
        taken = rows.select_related("concept").order_by("place").first()
        if taken is not None:
            other = concept_content(taken.concept)
            there = f"{other.korean[0]} = {other.english[0]}"
            raise InvalidInputError(
                f"“{taken.text}” stands in “{there}” already.",
                field=FIELDS[language],
                code="word_taken",
                params={"word": keys[taken.key], "concept": there},
            )


def _revised(concept: GlossaryConcept, **columns: Any) -> None:
    changed = GlossaryConcept.objects.filter(
        pk=concept.pk, revision=concept.revision, state=ConceptState.IN_USE
    ).update(revision=concept.revision + 1, **columns)
    if changed != 1:
        raise StaleStateError
    concept.refresh_from_db()


def _words_write(concept: GlossaryConcept, content: ConceptContent) -> None:
    GlossaryWord.objects.bulk_create(
        [
            GlossaryWord(
                concept=concept,
                language=Language(language),
                place=place,
                text=word,
                key=word_key(word),
            )
            for language, words in content.words.items()
            for place, word in enumerate(words)
        ]
    )


def _noted(
    concept: GlossaryConcept,
    act: ConceptAct,
    before: dict[str, Any],
    after: dict[str, Any],
    now: datetime,
    user_id: int | None,
    proposal: GlossaryProposal | None,
) -> None:
    GlossaryChange.objects.create(
        concept=concept,
        act=act,
        before=before,
        after=after,
        changed_at=now,
        changed_by_id=user_id,
        proposal=proposal,
    )
