"""What anyone sees, in both languages, at both widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.soundness import unsound
from tests.browser.visitor import NewVisitor, Visitor

pytestmark = pytest.mark.browser


def test_landing_tells_what_it_does_and_leads_to_the_market(visitor: Visitor) -> None:
    visitor.open("/")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(visitor.say("landing:title"))
    expect(visitor.page.locator("figcaption code")).to_be_visible()
    visitor.look("landing")
    visitor.page.get_by_role("link", name=visitor.say("landing:toMarket")).click()
    visitor.page.wait_for_url("**/market")


@pytest.mark.parametrize("path", ["/", "/market", "/how-it-works", "/promises", "/security"])
def test_a_public_page_is_read_before_the_application_has_come(visitor: Visitor, path: str) -> None:
    visitor.page.route(
        "**/assets/index-*.js", lambda route: route.fulfill(content_type="text/javascript", body="")
    )
    visitor.page.goto(visitor.base_url + path)
    waits = visitor.page.locator("#root[data-sent] main h1")
    expect(waits).to_be_visible()
    expect(visitor.page.locator("html")).to_have_attribute("lang", visitor.language)
    assert unsound(visitor.page, visitor.language, visitor.width) == []
    for link in visitor.page.locator("head link").all():
        file = link.get_attribute("href") or ""
        assert file.startswith("/static/"), file
        assert visitor.page.request.get(visitor.base_url + file).ok, file


def test_the_rows_that_are_sent_are_those_that_the_application_draws(visitor: Visitor) -> None:
    held: list[Route] = []
    visitor.page.route("**/assets/index-*.js", lambda route: held.append(route))
    visitor.page.goto(f"{visitor.base_url}/market", wait_until="commit")
    rows = visitor.page.locator("main li:has(> article)")
    expect(visitor.page.locator("#root[data-sent]")).to_be_attached()
    expect(rows).to_have_count(8)
    sent = rows.evaluate_all("rows => rows.map((row) => row.outerHTML)")
    # whoever looks waits for the application, which is held back here
    assert unsound(visitor.page, visitor.language, visitor.width) == []
    for route in held:
        route.continue_()
    visitor.settle()
    expect(rows).to_have_count(20)
    drawn = rows.evaluate_all("rows => rows.map((row) => row.outerHTML)")
    assert drawn[: len(sent)] == sent


def test_what_is_typed_and_pressed_before_the_application_has_come_is_answered(
    new_visitor: NewVisitor,
) -> None:
    visitor = new_visitor("ko", 1440)
    held: list[Route] = []
    visitor.page.route("**/assets/index-*.js", lambda route: held.append(route))
    visitor.page.goto(f"{visitor.base_url}/market", wait_until="commit")
    field = visitor.page.get_by_role("searchbox")
    expect(visitor.page.locator("#root[data-sent]")).to_be_attached()
    field.fill("battery")
    field.press("Enter")
    visitor.page.get_by_role("button", name="EN", exact=True).click()
    field.focus()
    for route in held:
        route.continue_()
    visitor.page.wait_for_url("**/market?q=battery")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Market")
    expect(field).to_have_value("battery")


@pytest.mark.parametrize("name", ["promises", "glossary", "verify", "sign-in"])
def test_quiet_pages_are_sound(visitor: Visitor, name: str) -> None:
    visitor.open(f"/{name}")
    visitor.page.wait_for_load_state("networkidle")
    visitor.look(name)


def test_unknown_address_says_so(visitor: Visitor) -> None:
    visitor.open("/no/such/page")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        visitor.say("common:notFound.title")
    )
    visitor.look("not-found")


def test_language_changes_in_place_and_is_kept(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("ko", 1440)
    visitor.open("/market?q=battery")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "ko")
    visitor.page.get_by_role("button", name="EN", exact=True).click()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Market")
    visitor.page.reload()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Market")
    assert visitor.page.url.endswith("/market?q=battery")


def test_keys_lead_to_search_and_list_themselves(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("en", 1440)
    visitor.open("/promises")
    visitor.page.keyboard.press("?")
    visitor.dialog("common:shortcuts.title")
    visitor.look("shortcuts")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    visitor.page.keyboard.press("Control+k")
    expect(visitor.page.get_by_role("searchbox")).to_be_focused()
    visitor.page.keyboard.type("battery")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/market?q=battery")


def test_dark_scheme_is_sound(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("en", 1440, scheme="dark")
    for path, name in (("/", "landing"), ("/market?q=battery", "search"), ("/verify", "verify")):
        visitor.open(path)
        visitor.page.wait_for_load_state("networkidle")
        visitor.look(f"dark-{name}")


def test_wrong_password_is_told_at_the_form(visitor: Visitor) -> None:
    visitor.open("/sign-in?next=%2Fdemands")
    visitor.button("account:signIn.submit", within="main").click()
    for missing in ("noEmail", "noPassword"):
        expect(
            visitor.page.get_by_text(visitor.say(f"account:signIn.errors.{missing}"))
        ).to_be_visible()
    email = visitor.page.get_by_label(visitor.say("account:signIn.email"), exact=True)
    expect(email).to_be_focused()
    visitor.look("sign-in-empty")
    email.fill("nobody@nowhere.example")
    visitor.page.locator("input[name=password]").fill("wrong")
    visitor.button("account:signIn.submit", within="main").click()
    told = visitor.say("security:codes.email_password_mismatch")
    expect(visitor.page.get_by_text(told)).to_be_visible()
    visitor.look("sign-in-refused")
