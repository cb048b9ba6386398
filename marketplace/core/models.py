"""The one table that knows no business: deadlines."""

from __future__ import annotations

from django.db import models

from marketplace.core.states import TimerState


class Timer(models.Model):
    """A deadline of one subject; `timers_once` calls its service when it is due."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=TimerState, default=TimerState.OPEN)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(state="open"),
                name="timer_one_open_per_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=TimerState.values), name="timer_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="open"), name="timer_due")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.state}"
