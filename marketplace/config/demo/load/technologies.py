"""The demo's technologies are written, reviewed, returned, revised and paused."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from marketplace.accounts.roles import Role
from marketplace.config.demo.load import files
from marketplace.config.demo.load.firms import DRAFTED_ON, emails_of
from marketplace.technologies.content import OfferContent, OfferText
from marketplace.technologies.scores import Score
from marketplace.technologies.services import (
    review_comment,
    technology_create,
    technology_pause,
    technology_review,
    technology_revise,
    technology_save,
    technology_submit,
)
from marketplace.technologies.states import ReviewCriterion, ReviewDecision

if TYPE_CHECKING:
    from collections.abc import Callable

    from marketplace.config.demo.load.files import Table
    from marketplace.config.demo.load.story import Story

_LANGUAGES: Final = ("ko", "en")
_WRITING: Final = dt.timedelta(days=5)
_WAITING: Final = dt.timedelta(days=2)
_SEALED_BEFORE: Final = dt.timedelta(days=1)


def technologies_tell(story: Story) -> None:
    """Let each technology come as far as its file says, and go on as the reviews say."""
    reviews = files.table("reviews")
    for slug, data in files.offers("technologies").items():
        review = reviews.get(slug, {})
        decided = data.get("published_on", DRAFTED_ON)
        begun = story.in_office_hours(review.get("begun_on", decided - _WRITING), of=slug)
        changes = review.get("first", {})
        story.at(begun, partial(_created, story, slug, data, changes))
        if data["state"] == "published":
            submitted = story.in_office_hours(decided - _WAITING, of=slug)
            story.at(submitted, partial(_submit, story, slug, data, {}))
            approved = story.in_office_hours(decided, of=slug)
            story.at(approved, partial(_review, story, slug, data, review))
        for row in review.get("acts", ()):
            act = partial(_ACTS[row["act"]], story, slug, data, row)
            story.at(story.moment(row["at"]), act)


def deposited_at(story: Story, slug: str) -> dt.datetime:
    """Return when the deposit behind a technology is sealed: the day before it is submitted."""
    day = _submitted_on(slug)[0] - _SEALED_BEFORE
    return story.in_office_hours(day, of=f"{slug} deposit")


def submitted_at(story: Story, slug: str) -> list[dt.datetime]:
    """Return each moment at which words of a technology are handed to a reviewer."""
    data, moments = files.offers("technologies")[slug], []
    if data["state"] == "published":
        day = data["published_on"] - _WAITING
        moments.append(story.in_office_hours(day, of=slug))
    return moments + [story.moment(row["at"]) for row in _submissions(slug)]


def writer_of(slug: str) -> str:
    """Return the e-mail of whoever writes a small firm's technologies."""
    return next(emails_of(slug, Role.DEAL_LEAD, Role.OWNER))


def _submitted_on(slug: str) -> list[dt.date]:
    data = files.offers("technologies")[slug]
    first = [data["published_on"] - _WAITING] if data["state"] == "published" else []
    return first + [row["at"].date() for row in _submissions(slug)]


def _submissions(slug: str) -> list[Table]:
    acts = files.table("reviews").get(slug, {}).get("acts", ())
    return [row for row in acts if row["act"] == "submit"]


def _created(story: Story, slug: str, data: Table, changes: Table, now: dt.datetime) -> None:
    story.technologies[slug] = technology_create(
        actor=story.actor(writer_of(data["owner"])),
        request_id=f"demo-{slug}",
        content=_content(data, changes),
        now=now,
    )


def _submit(story: Story, slug: str, data: Table, _row: Table, now: dt.datetime) -> None:
    technology = story.technologies[slug]
    technology.refresh_from_db()
    technology_submit(
        actor=story.actor(writer_of(data["owner"])),
        technology=technology,
        revision=technology.revision,
        now=now,
    )


def _review(story: Story, slug: str, _data: Table, row: Table, now: dt.datetime) -> None:
    technology = story.technologies[slug]
    technology.refresh_from_db()
    reasons = row.get("reasons", {})
    technology_review(
        actor=story.actor(row["by"]),
        technology=technology,
        revision=technology.revision,
        decision=row.get("decision", ReviewDecision.APPROVED),
        scores=[
            Score(criterion=name, score=score, reason=reasons.get(name, ""))
            for name, score in zip(ReviewCriterion.values, row["scores"], strict=True)
        ],
        words=row.get("words", ""),
        now=now,
    )


def _comment(story: Story, slug: str, _data: Table, row: Table, now: dt.datetime) -> None:
    technology = story.technologies[slug]
    review_comment(actor=story.actor(row["by"]), technology=technology, text=row["words"], now=now)


def _revise(story: Story, slug: str, data: Table, _row: Table, now: dt.datetime) -> None:
    technology = story.technologies[slug]
    technology.refresh_from_db()
    technology_revise(actor=story.actor(writer_of(data["owner"])), technology=technology, now=now)


def _save(story: Story, slug: str, data: Table, row: Table, now: dt.datetime) -> None:
    technology = story.technologies[slug]
    technology.refresh_from_db()
    technology_save(
        actor=story.actor(writer_of(data["owner"])),
        technology=technology,
        revision=technology.revision,
        content=_content(data, row),
        now=now,
    )


def _pause(story: Story, slug: str, data: Table, _row: Table, now: dt.datetime) -> None:
    technology = story.technologies[slug]
    technology.refresh_from_db()
    technology_pause(actor=story.actor(writer_of(data["owner"])), technology=technology, now=now)


def _content(data: Table, changes: Table) -> OfferContent:
    """Return the offer as its file words it, with these changes to its texts."""
    return OfferContent(
        industry=data["industry"],
        trl=data["trl"],
        transfer_modes=tuple(data["transfer_modes"]),
        year=data["year"],
        ip_status=data["ip_status"],
        ipc_codes=tuple(data["ipc_codes"]),
        ksic_codes=tuple(data["ksic_codes"]),
        partner_types=tuple(data["partner_types"]),
        regions=tuple(data["regions"]),
        texts=tuple(_text(code, data[code] | changes.get(code, {})) for code in _LANGUAGES),
    )


def _text(language: str, given: Table) -> OfferText:
    words: dict[str, Any] = given | {"keywords": tuple(given["keywords"])}
    return OfferText(language=language, **words)


_ACTS: Final[dict[str, Callable[[Story, str, Table, Table, dt.datetime], None]]] = {
    "submit": _submit,
    "review": _review,
    "comment": _comment,
    "revise": _revise,
    "save": _save,
    "pause": _pause,
}
