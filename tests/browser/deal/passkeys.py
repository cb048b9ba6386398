"""Passkeys of a person: made on the security page, and used to sign in and to sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect

from tests.browser.deal.nda import TITLES, tabbed_to
from tests.browser.deal.terms import contract_opened
from tests.demo_server import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

    from tests.browser.visitor import Visitor

_ANSWERED_MS: Final = 15_000
"""A passkey's answer goes to the server and back twice."""


class Device:
    """What keeps passkeys beside a browser: a part of the machine, unlocked by its owner.

    Args:
        visitor: At whose browser it is.
    """

    def __init__(self, visitor: Visitor) -> None:
        self._cdp: CDPSession = visitor.page.context.new_cdp_session(visitor.page)
        self._cdp.send("WebAuthn.enable")
        made = self._cdp.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        self._id = str(made["authenticatorId"])

    def knows_its_owner(self, *, known: bool) -> None:
        """Let the finger, face or PIN fit from now on, or not."""
        self._cdp.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": known}
        )

    def signatures(self) -> int:
        """Return how often its passkeys have signed."""
        found = self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        return sum(int(each["signCount"]) for each in found["credentials"])


def passkey_made(visitor: Visitor, name: str) -> None:
    """Add a passkey on the security page."""
    visitor.open("/account/security")
    visitor.button("security:passkeys.add").click()
    visitor.field("security:passkeys.name").fill(name)
    visitor.button("security:passkeys.make").click()
    _said(visitor, "added", "addedCodes")
    expect(visitor.page.locator("main").get_by_text(name, exact=True)).to_be_visible()


def passkey_renamed(visitor: Visitor, name: str, to: str) -> None:
    """Give a passkey another name."""
    visitor.open("/account/security")
    visitor.button("security:passkeys.renameThis", name=name).click()
    visitor.field("security:passkeys.name").fill(to)
    visitor.field("security:passkeys.name").press("Enter")
    _said(visitor, "renamed")
    expect(visitor.page.locator("main").get_by_text(to, exact=True)).to_be_visible()
    expect(visitor.page.locator("main").get_by_text(name, exact=True)).to_have_count(0)


def passkey_removed(visitor: Visitor, name: str) -> None:
    """Take a passkey from the account, having read what that means."""
    visitor.open("/account/security")
    visitor.button("security:passkeys.removeThis", name=name).click()
    window = visitor.dialog("security:passkeys.confirm.title", name=name)
    act = visitor.say("security:passkeys.confirm.action")
    window.get_by_role("button", name=act, exact=True).click()
    _said(visitor, "removed")
    expect(visitor.page.locator("main").get_by_text(name, exact=True)).to_have_count(0)


def signed_in_by_passkey(visitor: Visitor) -> None:
    """Leave, and come back without a password."""
    visitor.page.context.clear_cookies()
    visitor.open("/sign-in")
    visitor.button("people:mfa.passkey", within="main").click()
    visitor.page.wait_for_url(lambda url: "/sign-in" not in url)
    visitor.settle()


def signing_stopped(visitor: Visitor, deal: str) -> None:
    """Begin to sign an agreement at a device that does not know its owner; nothing is signed."""
    visitor.open(f"/deals/{deal}/nda")
    visitor.settle()
    visitor.button("nda:act.sign", within="main").click()
    window = visitor.dialog("signing:window.title")
    title = visitor.field("signing:title.label", window)
    title.fill(TITLES[visitor.language])
    act = visitor.say("signing:window.signPasskey")
    window.get_by_role("button", name=act, exact=True).click()
    stopped = window.get_by_text(visitor.say("security:codes.passkey_stopped"))
    expect(stopped).to_be_visible(timeout=_ANSWERED_MS)
    expect(title).to_have_value(TITLES[visitor.language])
    window.get_by_role("button", name=visitor.say("common:cancel"), exact=True).click()


def contract_signed_by_passkey(visitor: Visitor, deal: str) -> None:
    """Sign a contract by a passkey, with the keyboard alone from the address of its page on."""
    contract_opened(visitor, deal)
    page = visitor.page
    tabbed_to(visitor, visitor.button("contract:act.sign", within="main"))
    page.keyboard.press("Enter")
    window = visitor.dialog("signing:window.title")
    expect(visitor.field("signing:title.label", window)).to_be_focused()
    page.keyboard.type(TITLES[visitor.language])
    page.keyboard.press("Enter")
    words = "|".join(
        re.escape(visitor.say(f"contract:done.{key}")) for key in ("sign", "signedBoth")
    )
    expect(page.get_by_text(re.compile(f"^({words})$"))).to_be_visible(timeout=_ANSWERED_MS)


def _said(visitor: Visitor, *keys: str) -> None:
    """Wait for the words after an act; where it needs a fresh proof, give it."""
    words = "|".join(re.escape(visitor.say(f"security:passkeys.{key}")) for key in keys)
    done = visitor.page.get_by_text(re.compile(f"^({words})$"))
    again = visitor.page.get_by_role("dialog", name=visitor.say("security:again.title"))
    expect(done.or_(again).first).to_be_visible(timeout=_ANSWERED_MS)
    if again.count():
        password = again.get_by_label(visitor.say("security:again.password"), exact=True)
        by_passkey = again.get_by_role("button", name=visitor.say("security:again.passkey"))
        expect(password.or_(by_passkey).first).to_be_visible()
        if password.count():
            password.fill(PASSWORD)
            again.get_by_role(
                "button", name=visitor.say("security:again.submit"), exact=True
            ).click()
        else:
            by_passkey.click()
    expect(done).to_be_visible(timeout=_ANSWERED_MS)
