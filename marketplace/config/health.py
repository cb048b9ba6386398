"""Whether the program lives, and whether it can work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.db.models import Max
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from marketplace.config.background import background
from marketplace.evidence.keys import log_key_load
from marketplace.evidence.models import Checkpoint

if TYPE_CHECKING:
    from django.http import HttpRequest

log = structlog.get_logger(__name__)


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Return that the program answers; it asks nothing else."""
    return _answer({}, is_good=True)


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Return whether database, log key and background threads are as they have to be."""
    parts = {
        "database": _database_answers(),
        "log_key": _log_key_is_there(),
        "background": background.is_healthy(),
    }
    return _answer(parts, is_good=all(parts.values()))


def _database_answers() -> bool:
    try:
        Checkpoint.objects.aggregate(Max("size"))
    except DatabaseError as error:
        log.warning("database_not_ready", exc_info=error)
        return False
    return True


def _log_key_is_there() -> bool:
    # only the process that sequences holds the key
    if not background.sequences:
        return True
    try:
        log_key_load()
    except ImproperlyConfigured:
        return False
    return True


def _answer(parts: dict[str, bool], *, is_good: bool) -> JsonResponse:
    status = "ok" if is_good else "not ready"
    response = JsonResponse({"status": status, **parts}, status=200 if is_good else 503)
    response["Cache-Control"] = "no-store"
    return response
