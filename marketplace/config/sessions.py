"""Sessions that end when nobody uses them, and for good after their longest age."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

BEGAN: Final = "began"
_SEEN: Final = "seen"
_SEEN_EVERY_SECONDS: Final = 10 * 60


class SessionStore(DatabaseStore):
    """A session in the database whose end no use can push beyond its longest age.

    The end is a column that every reader of the session obeys, the socket's included.
    """

    def get_expiry_age(self, **values: Any) -> int:
        """Return for how many seconds more the session holds if nobody uses it."""
        age = super().get_expiry_age(**values)
        began = self.get(BEGAN)
        if began is None:
            return age
        left = int(began + settings.SESSION_LONGEST_AGE - timezone.now().timestamp())
        return max(0, min(age, left))

    def get_expiry_date(self, **values: Any) -> datetime:
        """Return when the session ends if nobody uses it."""
        date: datetime = super().get_expiry_date(**values)
        began = self.get(BEGAN)
        if began is None:
            return date
        return min(date, datetime.fromtimestamp(began + settings.SESSION_LONGEST_AGE, tz=UTC))


class SessionUseMiddleware:
    """Note now and then that a session is in use, which moves its end.

    A request that never looked at its session is no use of it, and costs nothing here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, then note the use."""
        response = self._get_response(request)
        session = request.session
        if session.accessed and session.get(BEGAN) is not None:
            now = timezone.now()
            if now.timestamp() - session.get(_SEEN, 0) >= _SEEN_EVERY_SECONDS:
                session[_SEEN] = int(now.timestamp())
                UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)
        return response
