"""One JSON line an event on standard error, without personal data."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from structlog.typing import Processor

_FRAMES_KEPT = 12


def logging_config(*, show_messages: bool) -> dict[str, Any]:
    """Return Django's LOGGING and set structlog up to write through it.

    Args:
        show_messages: Whether the words of an exception are logged. They may quote what a person
            typed, so only a developer's machine shows them.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_path,
        _ExceptionWithoutWords(show_messages=show_messages),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Django's own handlers would print each line a second time
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # says "Not Found: <path>" for every 4xx; the request line says it without the path
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            # says each request with the names of pages and payments
            "stripe": {"handlers": [], "level": "WARNING", "propagate": True},
            # says which passkey, by its id
            "fido2": {"handlers": [], "level": "WARNING", "propagate": True},
            "uvicorn.error": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


def _without_path(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Take path and headers out of Django's lines about a request; its own line has the route."""
    logger = str(event.get("logger"))
    if logger == "django.request":
        event["event"] = "request_failed"
    elif logger.startswith("django.security."):
        event["event"] = "request_refused"
        event["rule"] = logger.removeprefix("django.security.")
    return event


class _ExceptionWithoutWords:
    """Replace an exception by its type and its places; its words may quote a person."""

    def __init__(self, *, show_messages: bool) -> None:
        self._show_messages = show_messages

    def __call__(
        self, logger: Any, method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        info = event.pop("exc_info", None)
        if info is True:
            # structlog passes the flag, the standard library passes the tuple
            info = sys.exc_info()
        error = info if isinstance(info, BaseException) else info[1] if info else None
        if error is None:
            return event
        event["error_type"] = f"{type(error).__module__}.{type(error).__qualname__}"
        frames = traceback.extract_tb(error.__traceback__)[-_FRAMES_KEPT:]
        event["error_at"] = [f"{f.filename}:{f.lineno} {f.name}" for f in frames]
        if self._show_messages:
            event["error_message"] = str(error)
        return event
