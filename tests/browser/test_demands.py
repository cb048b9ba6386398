"""A large firm reads what is suggested for its demand, and the list follows the market."""

from __future__ import annotations

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.visitor import NewVisitor, Visitor
from tests.demo_server import RunningServer

pytestmark = pytest.mark.browser

BUYER = "scout@duresanmaru.example"
SELLER = "owner@nurigyeol.example"
OUTSIDER = "owner@yeoulsel.example"


def open_first_demand(visitor: Visitor) -> None:
    visitor.open("/demands")
    visitor.page.locator("main article").first.get_by_role("link").click()
    visitor.page.wait_for_url("**/demands/*")


def test_suggestions_come_with_their_reasons(visitor: Visitor) -> None:
    visitor.come_in(BUYER)
    visitor.open("/demands?mine=1")
    visitor.page.locator("main article").first.wait_for()
    visitor.look("my-demands")
    open_first_demand(visitor)
    first = visitor.page.locator("#suggestions-title").locator("xpath=../..").locator("li article")
    expect(first.first).to_be_visible()
    why = first.first.locator("details")
    expect(why.get_by_role("figure")).to_be_visible()
    expect(why.locator("blockquote")).to_be_visible()
    expect(why.get_by_text(visitor.say("demand:criterion.TRL"))).to_be_visible()
    visitor.look("demand-suggestions")
    folded = first.nth(3).locator("details")
    expect(folded).not_to_have_attribute("open", "")
    folded.locator("summary").click()
    expect(folded.get_by_text(visitor.say("demand:fit.wanted"))).to_be_visible()
    first.first.get_by_role("heading", level=3).get_by_role("link").click()
    visitor.page.wait_for_url("**/technologies/*")


def test_a_small_firm_reads_the_demand_without_its_firm(visitor: Visitor) -> None:
    visitor.come_in(OUTSIDER)
    visitor.open("/demands")
    visitor.page.locator("main article").first.wait_for()
    visitor.look("demands")
    open_first_demand(visitor)
    expect(
        visitor.page.get_by_text(visitor.say("common:otherFirm"), exact=True).first
    ).to_be_visible()
    expect(visitor.page.locator("#suggestions-title")).to_have_count(0)
    visitor.look("demand-other-firm")


def test_a_visitor_is_asked_to_sign_in_and_comes_back(visitor: Visitor) -> None:
    visitor.page.goto(visitor.base_url + "/demands")
    expect(visitor.page.get_by_text(visitor.say("common:trouble.sign_in.title"))).to_be_visible()
    visitor.look("demands-signed-out")
    visitor.page.locator("main").get_by_role(
        "link", name=visitor.say("common:account.signIn"), exact=True
    ).click()
    visitor.page.get_by_label(visitor.say("account:signIn.email"), exact=True).fill(OUTSIDER)
    visitor.page.locator("input[name=password]").fill("open-the-seal-2026")
    visitor.button("account:signIn.submit", within="main").click()
    visitor.page.wait_for_url("**/demands")
    expect(visitor.page.locator("main article").first).to_be_visible()


def test_suggestions_follow_the_market_without_a_reload(
    new_visitor: NewVisitor, demo_server: RunningServer
) -> None:
    visitor = new_visitor("en", 1440)
    visitor.come_in(BUYER)
    open_first_demand(visitor)
    links = visitor.page.locator("section li article h3").get_by_role("link")
    links.first.wait_for()
    seller = demo_server.session(SELLER)
    mine = seller.graphql("{ technologies(mine: true) { nodes { id state } } }")
    published = [
        f"/technologies/{each['id']}"
        for each in mine["data"]["technologies"]["nodes"]
        if each["state"] == "PUBLISHED"
    ]
    suggested = [str(each.get_attribute("href")) for each in links.all()]
    path = next(each for each in suggested if each in published)
    link = links.and_(visitor.page.locator(f"[href='{path}']"))
    act = "mutation($id: ID!) { done: %s(id: $id) { errors { code } } }"
    technology_id = path.rpartition("/")[2]
    try:
        paused = seller.graphql(act % "pauseTechnology", id=technology_id)
        assert paused["data"]["done"] == {"errors": []}
        expect(link).to_have_count(0)
    finally:
        seller.graphql(act % "resumeTechnology", id=technology_id)
    expect(link).to_be_visible()


def test_a_lost_connection_shows_a_quiet_bar(visitor: Visitor) -> None:
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        if sockets:
            socket.close(code=1012)
        else:
            socket.connect_to_server()
        sockets.append(socket)

    visitor.page.route_web_socket("**/graphql", connect)
    visitor.come_in(BUYER)
    open_first_demand(visitor)
    visitor.page.locator("section li article").first.wait_for()
    visitor.page.wait_for_timeout(500)
    sockets[0].close(code=1012)
    expect(visitor.page.get_by_text(visitor.say("common:live.lost"))).to_be_visible()
    visitor.look("demand-connection-lost")
