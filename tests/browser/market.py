"""What people do on the way from a firm that nobody knows to a match with a coordinator."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.deal.sealing import DepositWords, deposit_sealed
from tests.browser.newcomers import (
    NewFirm,
    Person,
    papers_of,
    register,
    send_documents,
    sign_up,
)
from tests.browser.story import Story
from tests.browser.visitor import NewVisitor, Visitor


def join(
    new_visitor: NewVisitor, person: Person, firm: NewFirm, folder: Path, *, step: str
) -> None:
    """Sign up, register the firm and send its documents."""
    sign_up(new_visitor, person, looked_at=firm.kind == "SME")
    register(person.at, firm, step=step)
    send_documents(person.at, firm, folder, step=step)


def invite(visitor: Visitor, email: str, role: str) -> None:
    """Invite a colleague to one's firm, in a role such as `DEAL_LEAD`."""
    visitor.open("/firm/members")
    visitor.button("members:invite.action", within="main").click()
    visitor.field("members:invite.email").fill(email)
    name = visitor.say(f"terms:role.{role}")
    visitor.page.locator("main").get_by_role("checkbox", name=name).check()
    visitor.look("whole-market/05a-invite")
    visitor.button("members:invite.submit", within="main").click()
    expect(
        visitor.page.get_by_text(visitor.say("members:invite.done", email=email))
    ).to_be_visible()
    visitor.look("whole-market/05b-invited")


def join_by_invitation(new_visitor: NewVisitor, person: Person, firm: NewFirm) -> None:
    """Sign up and accept what waits."""
    sign_up(new_visitor, person, looked_at=False)
    visitor = person.at
    visitor.button("firm:join.accept", within="main").wait_for()
    visitor.look("whole-market/06a-invitation")
    visitor.button("firm:join.accept", within="main").click()
    name = firm.name(visitor.language)
    dialog = visitor.dialog("firm:join.confirm.accept.title", firm=name)
    visitor.look("whole-market/06b-accept")
    dialog.get_by_role("button", name=visitor.say("firm:join.accept"), exact=True).click()
    visitor.page.wait_for_url("**/home")
    visitor.look("whole-market/06c-home")


def confirm_firm(visitor: Visitor, firm: NewFirm, *, step: str) -> None:
    """Compare a firm with its documents and confirm it."""
    name = firm.name(visitor.language)
    visitor.open("/firms")
    row = visitor.page.locator("main").get_by_role("link", name=name, exact=True)
    row.wait_for()
    visitor.look(f"whole-market/{step}a-queue")
    row.click()
    visitor.page.get_by_role("heading", level=1, name=name).wait_for()
    for each in ("number", "name", "authority"):
        visitor.page.get_by_label(visitor.say(f"firm:decide.ticks.{each}"), exact=True).check()
    visitor.look(f"whole-market/{step}b-check")
    visitor.button("firm:decide.confirm", within="main").click()
    dialog = visitor.dialog("firm:decide.confirmWindow.title", firm=name)
    visitor.look(f"whole-market/{step}c-confirm")
    dialog.get_by_role("button", name=visitor.say("firm:decide.confirm"), exact=True).click()
    done = visitor.say("firm:decide.done.confirmed", firm=name)
    expect(visitor.page.get_by_text(done)).to_be_visible()
    visitor.look(f"whole-market/{step}d-confirmed")


def seal_what_is_offered(visitor: Visitor, story: Story, folder: Path) -> tuple[str, Path]:
    """Seal a document in the vault; return the technology it was tied to, and the key's file."""
    papers = papers_of(story.seller, folder)
    technology, key = deposit_sealed(
        visitor, papers[1:], folder, DepositWords(title=story.deposit, kind="TEST_DATA")
    )
    assert key is not None, "a firm that is new here has no key yet"
    return technology, key


def write_offer(visitor: Visitor, story: Story) -> None:
    """Answer the questions of the editor that stands open, see them saved, and submit them."""
    visitor.look("whole-market/09a-empty-editor")
    for name, words in story.offer.items():
        visitor.field(f"offer:question.{name}.label").fill(words)
    main = visitor.page.locator("main")
    for name, value in (("industry", "CONSTRUCTION_SHIPBUILDING"), ("trl", "7")):
        choose(visitor, f"offer:name.{name}", value)
    choose(visitor, "offer:name.ipStatus", "PATENT_PENDING")
    tick(visitor, "offer:name.transferModes", "terms:mode.LICENCE", "terms:mode.SUPPLY")
    expect(main.get_by_text(saved(visitor, "offer:save.savedAt"))).to_be_visible()
    visitor.page.wait_for_url("**/technologies/*/edit")
    visitor.look("whole-market/09b-saved")
    visitor.page.reload()
    expect(visitor.field("offer:question.title.label")).to_have_value(story.offer["title"])
    if visitor.is_on_a_phone:
        main.get_by_role("button", name=visitor.say("offer:view.preview")).click()
        visitor.look("whole-market/09c-preview")
        main.get_by_role("button", name=visitor.say("offer:view.write")).click()
    visitor.button("technology:action.submit", within="main").click()
    dialog = visitor.dialog("technology:confirm.submit.title")
    visitor.look("whole-market/09d-submit")
    dialog.get_by_role("button", name=visitor.say("technology:action.submit"), exact=True).click()
    visitor.page.wait_for_url(re.compile(r"/technologies/[\w-]+$"))
    expect(main.get_by_text(visitor.say("technology:done.submit"))).to_be_visible()
    visitor.look("whole-market/09e-submitted")


def approve(visitor: Visitor, story: Story) -> None:
    """Score the text and publish it."""
    visitor.open("/reviews")
    row = visitor.page.locator("main").get_by_role("link", name=story.offer["title"])
    row.wait_for()
    visitor.look("whole-market/10a-queue")
    row.click()
    visitor.page.wait_for_url("**/reviews/*")
    for criterion in ("CLARITY", "BENEFIT", "PROOF", "CONFIDENTIALITY"):
        name = visitor.say(f"review:criterion.{criterion}.name")
        scale = visitor.page.get_by_role("radiogroup", name=name)
        scale.get_by_role("radio", name=re.compile("^4")).check(force=True)
    visitor.look("whole-market/10b-scored")
    visitor.button("review:form.approve", within="main").click()
    dialog = visitor.dialog("review:confirm.approve.title")
    visitor.look("whole-market/10c-approve")
    dialog.get_by_role("button", name=visitor.say("review:form.approve"), exact=True).click()
    expect(visitor.page.get_by_text(visitor.say("review:done.APPROVED"))).to_be_visible()
    visitor.look("whole-market/10d-approved")


def write_demand(visitor: Visitor, story: Story) -> None:
    """Write what the firm looks for and publish it."""
    visitor.open("/demands/new")
    for name, words in story.demand.items():
        visitor.field(f"offer:demand.{name}.label").fill(words)
    tick(visitor, "offer:name.industries", "terms:industry.CONSTRUCTION_SHIPBUILDING")
    tick(visitor, "offer:name.transferModes", "terms:mode.LICENCE")
    choose(visitor, "offer:name.trlMin", "5")
    main = visitor.page.locator("main")
    expect(main.get_by_text(saved(visitor, "offer:save.savedAt"))).to_be_visible()
    visitor.look("whole-market/11a-demand")
    visitor.button("demand:action.publish", within="main").click()
    dialog = visitor.dialog("demand:confirm.publish.title")
    visitor.look("whole-market/11b-publish")
    dialog.get_by_role("button", name=visitor.say("demand:action.publish"), exact=True).click()
    visitor.page.wait_for_url("**/demands/*/matches")


def request_match(visitor: Visitor, story: Story) -> str:
    """Ask for the technology that was found; return the deal's address."""
    card = visitor.page.locator("main article").filter(has_text=story.offer["title"])
    # the index takes in what was approved a moment ago
    expect(card).to_be_visible(timeout=30_000)
    visitor.look("whole-market/12-found")
    card.get_by_role("button", name=re.compile(visitor.say("suggest:request.open"))).click()
    dialog = visitor.dialog("suggest:request.title.buyer")
    visitor.field("suggest:request.note", within=dialog).fill(story.note)
    visitor.look("whole-market/13a-request")
    dialog.get_by_role("button", name=visitor.say("suggest:request.action.buyer")).click()
    visitor.dialog("suggest:request.done")
    visitor.look("whole-market/13b-requested")
    visitor.page.get_by_role("link", name=visitor.say("suggest:request.deal")).click()
    visitor.page.wait_for_url("**/deals/*")
    visitor.look("whole-market/14-deal-of-buyer")
    return visitor.page.url.removeprefix(visitor.base_url)


def accept(visitor: Visitor, deal: str) -> None:
    """Accept what the other firm asks for."""
    visitor.open(deal)
    visitor.button("deal:act.accept", within="main").click()
    dialog = visitor.dialog("deal:confirm.accept.title")
    visitor.look("whole-market/17a-accept")
    dialog.get_by_role("button", name=visitor.say("deal:act.accept"), exact=True).click()
    expect(visitor.page.get_by_text(visitor.say("deal:done.accept"))).to_be_visible()
    visitor.look("whole-market/17b-accepted")


def both_know_each_other(seller: Visitor, buyer: Visitor, story: Story) -> str:
    """See both names on both pages, without a reload; return the coordinator's name."""
    names = (story.seller.name(seller.language), story.buyer.name(seller.language))
    for visitor, step in ((seller, "18"), (buyer, "19")):
        title = visitor.page.get_by_role("heading", name=visitor.say("deal:progress.title"))
        parties = visitor.page.locator("main section").filter(has=title)
        # a coordinator is found a moment later, and the pages hear of it
        parties.wait_for(timeout=20_000)
        for name in names:
            expect(parties.get_by_text(name, exact=True)).to_be_visible()
        visitor.look(f"whole-market/{step}-names")
    return fact(parties, seller.say("deal:parties.coordinator")).split(",")[0]


def set_next_step(visitor: Visitor, story: Story) -> None:
    """Find the case among those of today and say what comes next."""
    names = (story.seller.name(visitor.language), story.buyer.name(visitor.language))
    visitor.open("/today")
    title = visitor.say("case:between", seller=names[0], buyer=names[1])
    row = visitor.page.locator("main").get_by_role("link", name=title)
    row.wait_for()
    visitor.look("whole-market/20a-today")
    row.click()
    visitor.page.wait_for_url("**/cases/*")
    visitor.look("whole-market/20b-case")
    visitor.button("case:act.setStep", within="main").click()
    dialog = visitor.dialog("case:step.title")
    visitor.field("case:step.text", within=dialog).fill(story.step)
    dialog.get_by_label(visitor.say("case:who.BOTH"), exact=True).check()
    visitor.look("whole-market/20c-next-step")
    dialog.get_by_role("button", name=visitor.say("case:act.saveStep"), exact=True).click()
    expect(visitor.page.get_by_text(visitor.say("case:done.step"))).to_be_visible()
    visitor.look("whole-market/20d-next-step-set")


def address_of(visitor: Visitor, name: str) -> str:
    """Find a person of the demo by name, as its sign-in page lists them."""
    answer: Any = visitor.page.request.get(visitor.base_url + "/demo-accounts.json").json()
    return next(str(each["email"]) for each in answer["accounts"] if each["name"] == name)


def fact(place: Locator, name: str) -> str:
    """Return what a list of facts says under a name."""
    return place.locator(f"dt:text-is('{name}') + dd").inner_text()


def choose(visitor: Visitor, key: str, value: str) -> None:
    """Choose from a list."""
    visitor.page.get_by_role("combobox", name=visitor.say(key), exact=True).select_option(value)


def tick(visitor: Visitor, key: str, *words: str) -> None:
    """Tick boxes of a group."""
    group = visitor.page.get_by_role("group", name=re.compile("^" + re.escape(visitor.say(key))))
    for word in words:
        group.get_by_role("checkbox", name=visitor.say(word), exact=True).check()


def saved(visitor: Visitor, key: str) -> re.Pattern[str]:
    """Return what the page says once the text is with the server."""
    return re.compile(re.escape(visitor.say(key, time="@@")).replace("@@", r"\d\d:\d\d"))
