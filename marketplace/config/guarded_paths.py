"""Addresses that cannot exist without a policy."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import URLPattern, path

from marketplace.accounts.actors import actor_for_request
from marketplace.core.policies import anyone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest, HttpResponseBase

    from marketplace.core.graphql.fields import Policy

    View = Callable[..., HttpResponseBase]


def guarded_path(route: str, view: View, *, policy: Policy, name: str) -> URLPattern:
    """Return the URL pattern of a view that is called only when the policy allows the actor.

    Where the policy is not `anyone`, the view finds the actor in `request.actor`.
    """
    if not callable(policy):
        message = f"The path {route!r} has no policy."
        raise ImproperlyConfigured(message)

    def guarded(request: HttpRequest, *arguments: Any, **values: Any) -> HttpResponseBase:
        if policy is not anyone:
            if "Authorization" in request.headers:
                # a cookie beside it must not make up for a token that reaches no further
                return HttpResponse(_NO_TOKENS, status=401, content_type=_TEXT)
            actor = actor_for_request(request)
            if not policy(actor):
                return _refusal(signed_in=actor.is_signed_in)
            request.actor = actor  # type: ignore[attr-defined]
        return view(request, *arguments, **values)

    # a view may be an object; then it has no name to take over, but may have its attributes
    if hasattr(view, "__name__"):
        guarded = wraps(view)(guarded)
    guarded.csrf_exempt = getattr(view, "csrf_exempt", False)  # type: ignore[attr-defined]
    guarded.policy = policy  # type: ignore[attr-defined]
    return path(route, guarded, name=name)


def every_path_guarded(patterns: Sequence[Any]) -> list[URLPattern]:
    """Return the patterns.

    Raises:
        ImproperlyConfigured: One of them was not made by `guarded_path`.
    """
    for pattern in patterns:
        if not isinstance(pattern, URLPattern) or not hasattr(pattern.callback, "policy"):
            message = f"The path {pattern.pattern} has no policy: declare it by guarded_path."
            raise ImproperlyConfigured(message)
    return list(patterns)


def _refusal(*, signed_in: bool) -> HttpResponse:
    if signed_in:
        return HttpResponse("Your role does not allow this.\n", status=403, content_type=_TEXT)
    return HttpResponse("Sign in to read this.\n", status=401, content_type=_TEXT)


_TEXT = "text/plain; charset=utf-8"
_NO_TOKENS = "API tokens are for /graphql. Sign in to read this.\n"
