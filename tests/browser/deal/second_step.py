"""An authenticator app of one's own: setting it up on the security page, and its codes.

Source:
    RFC 6238, TOTP: Time-Based One-Time Password Algorithm.
"""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Locator, expect

from tests.demo_server import PASSWORD

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

_STEP: Final = 30
_used: set[tuple[str, int]] = set()


def code_of(secret: str) -> str:
    """Return a code that the server takes now and has not taken yet.

    It takes those of the half minute before and after, too, and each of them once.
    """
    while True:
        now = int(time.time()) // _STEP
        for step in (now, now + 1, now - 1):
            if (secret, step) not in _used:
                _used.add((secret, step))
                return _code(secret, step)
        time.sleep(1)


def totp_set_up(visitor: Visitor) -> str:
    """Set up an authenticator app on the security page, and return its key."""
    visitor.open("/account/security")
    visitor.button("security:totp.begin").click()
    shown = visitor.page.get_by_text(visitor.say("security:totp.scan"), exact=True)
    expect(shown).to_be_visible()
    secret = visitor.page.locator("main form code").first.inner_text().replace(" ", "")
    visitor.field("security:code.label").fill(code_of(secret))
    visitor.button("security:totp.submit").click()
    done = visitor.page.get_by_text(visitor.say("security:totp.done"), exact=True)
    again = visitor.page.get_by_role("dialog", name=visitor.say("security:again.title"))
    expect(done.or_(again).first).to_be_visible()
    if again.count():
        password = visitor.say("security:again.password")
        again.get_by_label(password, exact=True).fill(PASSWORD)
        again.get_by_role("button", name=visitor.say("security:again.submit"), exact=True).click()
    expect(done).to_be_visible()
    return secret


def code_typed_where_asked(visitor: Visitor, secret: str, *, until: Locator) -> None:
    """Type a code where the page asks for one before it goes on.

    Args:
        visitor: Who is asked.
        secret: The key of their authenticator app.
        until: What stands on the page once it went on.
    """
    again = visitor.page.get_by_role("dialog", name=visitor.say("security:again.title"))
    expect(until.or_(again).first).to_be_visible()
    if again.count() == 0:
        return
    visitor.field("security:code.label", again).fill(code_of(secret))
    again.get_by_role("button", name=visitor.say("security:again.submit"), exact=True).click()
    expect(until).to_be_visible()


def _code(secret: str, step: int) -> str:
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
