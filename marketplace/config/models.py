"""Where each handler stands in the log, and the entries it could not take."""

from __future__ import annotations

from django.db import models

from marketplace.config.states import HeldState


class HandlerCursor(models.Model):
    """The last index of the log that a handler has behind it."""

    handler = models.CharField(max_length=60, unique=True)
    index = models.BigIntegerField(default=-1)
    # a whole batch that fails at every entry speaks of an outage, not of the entries
    outages = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.handler} at {self.index}"


class ParkedEntry(models.Model):
    """One entry that a handler's cursor has passed without the handler taking it."""

    handler = models.CharField(max_length=60)
    entry = models.ForeignKey("evidence.Entry", on_delete=models.PROTECT, related_name="+")
    index = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=HeldState)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handler", "entry"], name="config_parked_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=HeldState.values), name="config_parked_state_known"
            ),
        ]
        indexes = [models.Index(fields=["handler", "index"], name="config_parked_order")]

    def __str__(self) -> str:
        return f"{self.handler}: {self.index} {self.state}"
