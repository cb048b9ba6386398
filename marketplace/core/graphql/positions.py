"""How a subscription goes on from where it stood: after each event, and after a lost connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Positioned:
    """A value, and the place up to which it tells everything.

    A subscription whose `resolve` returns this is called the next time with `after` set to the
    position instead of the argument the client sent. So each event only says that there may be
    something new: it may be lost, doubled or come late, and the value is still complete. A client
    that comes back with the last position it received goes on from there.

    Not for a subscription whose values are shared between viewers: each stands elsewhere.

    Attributes:
        value: What is sent, or SKIP to send nothing and still keep the position.
        position: What `after` is for the next call.
        more: Whether to call again at once, because what is new did not fit one value.
    """

    value: Any
    position: Any
    more: bool = False
