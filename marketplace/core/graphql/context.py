"""What a resolver may know about the request: `info.context`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from marketplace.core.actor import Actor
    from marketplace.core.languages import Language


@dataclass(frozen=True, slots=True)
class RequestContext:
    """One request or one socket event, as its edge read it.

    Attributes:
        actor: Who asks.
        now: The edge's clock, aware UTC; no rule reads another one.
        language: The language the answer's texts are wanted in.
        request_id: The id that the log lines of this request carry.
        address: The client's network address as far as the edge can tell, or empty.
        confirmed: Reads the actor anew inside a transaction and keeps it so until its end; the
            engine puts it here. None only in tests of the kit.
    """

    actor: Actor
    now: datetime
    language: Language
    request_id: str
    address: str = ""
    confirmed: Callable[[Actor], Actor] | None = None
