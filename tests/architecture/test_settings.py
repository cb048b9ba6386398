"""Nothing is installed that passes by the policies."""

from __future__ import annotations

from django.conf import settings

PASSES_BY = ("django.contrib.admin", "debug_toolbar", "silk", "django_extensions", "graphiql")


def test_no_application_passes_by_the_policies() -> None:
    installed = " ".join([*settings.INSTALLED_APPS, *settings.MIDDLEWARE])
    assert [name for name in PASSES_BY if name in installed] == []


def test_every_refusal_is_the_default() -> None:
    assert settings.DEBUG is False
    assert settings.ALLOWED_HOSTS
    assert "*" not in settings.ALLOWED_HOSTS
    assert settings.SESSION_COOKIE_HTTPONLY
    assert tuple(settings.HEADLESS_CLIENTS) == ("browser",)
