"""Whether two firms stay unknown to each other until both have accepted."""

from __future__ import annotations

from tests.browser.newcomers import NewFirm, Person
from tests.browser.story import Story
from tests.browser.visitor import NewVisitor, Visitor


class Unknown:
    """The two firms as long as neither may know the other."""

    def __init__(self, new_visitor: NewVisitor, story: Story, *people: Person) -> None:
        self._new_visitor = new_visitor
        self._story = story
        self._people = people

    def look_around(
        self, visitor: Visitor, other: NewFirm, people: tuple[Person, ...], deal: str, *, step: str
    ) -> None:
        """Read every page that tells of the deal; none may name the other firm or its people."""
        hidden = [*other.giveaways, *(each.name for each in people)]
        pages = {
            "a-home": "/home",
            "b-notifications": "/notifications",
            "c-deals": "/deals",
            "d-records": "/records",
            "e-deal-records": f"{deal}/records",
            "f-deal": deal,
        }
        for name, path in pages.items():
            visitor.open(path)
            visitor.look(f"whole-market/{step}{name}")
            self._nothing_of(visitor, hidden)
        for kind in ("technologies", "demands"):
            link = visitor.page.locator(f"main a[href^='/{kind}/']").first
            visitor.open(str(link.get_attribute("href")))
            visitor.settle()
            self._nothing_of(visitor, hidden)
            visitor.open(deal)

    def read_mails(self) -> None:
        """Read the mails of both sides; none may name the other firm or its people."""
        outbox = self._new_visitor("en", 1440)
        outbox.open("/outbox")
        outbox.settle()
        mails = outbox.page.get_by_role("listitem")
        for person in self._people:
            outbox.page.get_by_role("searchbox").last.fill(person.email)
            ours = person.email.endswith(self._story.seller.domain)
            other = self._story.buyer if ours else self._story.seller
            words = "\n".join(mails.all_inner_texts())
            assert person.email in words
            assert [each for each in other.giveaways if each in words] == []

    def _nothing_of(self, visitor: Visitor, hidden: list[str]) -> None:
        seen = "\n".join((visitor.words(), visitor.page.content(), visitor.page.url))
        assert [each for each in hidden if each.casefold() in seen.casefold()] == []
