"""Where a technology is shown, and what keeps it from being shown more often."""

from __future__ import annotations

from django.db.models import TextChoices


class Surface(TextChoices):
    """Which answer showed a technology."""

    SEARCH = "search", "A search of the market by words"
    SUGGESTIONS = "suggestions", "The suggestions for a demand"


class ExposureGap(TextChoices):
    """What the firm itself can see to where its technology is shown seldom."""

    NOT_ON_MARKET = "not_on_market", "It is not on the market now"
    NEW = "new", "It came to the market less than a week ago"
    NO_KOREAN = "no_korean", "It has no summary in Korean"
    NO_ENGLISH = "no_english", "It has no summary in English"
    NO_INDUSTRY = "no_industry", "It states no field of industry"
    NO_READINESS = "no_readiness", "It states no readiness level"
    NO_TRANSFER_MODE = "no_transfer_mode", "It states no way of transfer"
    FIRMS_KEPT_OUT = "firms_kept_out", "The firm keeps other firms out; told to its owner alone"
