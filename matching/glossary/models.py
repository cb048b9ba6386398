"""Concepts, their words, what became of them, and what people propose."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from matching.glossary.constants import NOTE_MAX, REASON_MAX, WORD_MAX
from matching.glossary.states import ConceptAct, ConceptState, ProposalState

_STATE_MAX = 10


class GlossaryVersion(models.Model):
    """The one row that changes with every change, so that a process sees that there was one.

    Whoever changes the glossary locks it, so that two do not give the same word to two concepts.
    """

    token = models.CharField(max_length=22, default=new_opaque_id)

    def __str__(self) -> str:
        return self.token


class GlossaryConcept(models.Model):
    """One thing, and the words for it in both languages."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    state = models.CharField(
        max_length=_STATE_MAX, choices=ConceptState.choices, default=ConceptState.IN_USE
    )
    revision = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=NOTE_MAX, blank=True)
    # the preferred word of each language in small letters, by which lists are sorted
    sort_ko = models.CharField(max_length=WORD_MAX)
    sort_en = models.CharField(max_length=WORD_MAX)
    changed_at = models.DateTimeField()
    # nobody where a command of the host did it
    changed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ConceptState.values), name="glossary_concept_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_ko", "id"], name="glossary_by_korean"),
            models.Index(fields=["sort_en", "id"], name="glossary_by_english"),
        ]

    def __str__(self) -> str:
        return self.public_id


class GlossaryWord(models.Model):
    """One word for a concept; the first of a language is the one to prefer."""

    concept = models.ForeignKey(GlossaryConcept, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=2, choices=Language.choices)
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=WORD_MAX)
    # without blanks, hyphens and capital letters: so written, no two concepts share a word
    key = models.CharField(max_length=WORD_MAX)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["language", "key"],
                condition=Q(is_in_use=True),
                name="glossary_word_of_one_concept",
            ),
            models.UniqueConstraint(
                fields=["concept", "language", "place"], name="glossary_word_place_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class GlossaryProposal(models.Model):
    """Words that somebody proposes, for a new concept or in the place of another's."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    concept = models.ForeignKey(
        GlossaryConcept, on_delete=models.PROTECT, related_name="+", null=True
    )
    korean = models.JSONField(default=list)
    english = models.JSONField(default=list)
    note = models.CharField(max_length=NOTE_MAX, blank=True)
    reason = models.CharField(max_length=REASON_MAX, blank=True)
    proposer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=_STATE_MAX, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    answer = models.CharField(max_length=REASON_MAX, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="glossary_proposal_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""),
                name="glossary_proposal_refused_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="glossary_proposals_waiting"),
        ]

    def __str__(self) -> str:
        return self.public_id


class GlossaryChange(models.Model):
    """What was done to a concept; rows are only ever added."""

    concept = models.ForeignKey(GlossaryConcept, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=_STATE_MAX, choices=ConceptAct.choices)
    # words and note, empty where there was none before
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", null=True
    )
    proposal = models.ForeignKey(
        GlossaryProposal, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(act__in=ConceptAct.values), name="glossary_act_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"
