"""What one firm asks another with a request, and what it hears."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from marketplace.core.opaque import new_opaque_id

QUESTION_MAX: Final = 300
ANSWER_MAX: Final = 2000


class MatchQuestion(models.Model):
    """One question of a request, and the answer of the firm that was asked.

    The same question to several firms is a row for each; nothing ties the rows together.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    match = models.ForeignKey("matching.Match", on_delete=models.PROTECT, related_name="questions")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=QUESTION_MAX)
    answer = models.CharField(max_length=ANSWER_MAX, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["match", "place"], name="match_question_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="match_question_has_text"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="match_answer_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
