"""Who hears of an alert, and how soon."""

from __future__ import annotations

from django.db.models import TextChoices


class AlertPace(TextChoices):
    """How soon somebody hears that demand and technology fit."""

    PERSONAL = "personal", "As each person chose for all notices about demands"
    INSTANT = "instant", "At once"
    DAILY = "daily", "Together, at 09:00 each day in Korea"
    WEEKLY = "weekly", "Together, at 09:00 each Monday in Korea"
    OFF = "off", "Not at all"


class SearchPace(TextChoices):
    """How soon a person hears of what a saved search would find."""

    INSTANT = "instant", "At once, ten a day; what is more comes with the next day's"
    DAILY = "daily", "Together, at 09:00 each day in Korea"
    WEEKLY = "weekly", "Together, at 09:00 each Monday in Korea"
    OFF = "off", "Not at all"


class AlertSide(TextChoices):
    """Which side hears."""

    BUYER = "buyer", "The demand's firm, of a technology that fits"
    SELLER = "seller", "The technology's firm, of a demand that it fits"


def notice_pace(pace: str) -> str:
    """Return the pace that a notice carries: none where each person's own choice holds."""
    return "" if pace == AlertPace.PERSONAL else pace
