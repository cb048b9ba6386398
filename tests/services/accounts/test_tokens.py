"""Tokens: told once, kept as a digest, within scopes and time, gone with their member."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from marketplace.accounts.models import ApiToken, User
from marketplace.accounts.selectors import token_actor_row, token_standing, tokens_own
from marketplace.accounts.services import (
    organisation_leave,
    token_create,
    token_revoke,
    token_used,
)
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from tests.factories.people import ACTORS, FIRMLESS, NOW, People
from tests.services.accounts.written import everything_written, last_entry

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = timedelta(days=1)


def make(people: People, who: str = "buyer_scout", **given: Any) -> tuple[ApiToken, str]:
    """Return a token and its text."""
    wish: dict[str, Any] = {
        "name": "Sync",
        "scopes": ["demands:read"],
        "expires_in_days": 30,
        "now": NOW,
    }
    wish |= given
    return token_create(actor=people.actor(who), **wish)


def test_a_token_acts_for_its_member_until_it_ends(people: People) -> None:
    token, text = make(people)
    assert (len(text), text[:4], token.prefix) == (44, "sbt_", text[:8])
    assert text not in str(ApiToken.objects.filter(pk=token.pk).values().get())
    row = token_actor_row(text, NOW)
    assert row
    assert (row.token_id, row.user_id) == (token.pk, people.users["buyer_scout"].pk)
    assert row.scopes == {"demands:read"}
    assert token_actor_row(text, NOW + 30 * DAY) is None
    assert token_actor_row(text[:-1] + ("A" if text[-1] != "A" else "B"), NOW) is None
    assert token_actor_row(token.token_sha256, NOW) is None
    body = last_entry("token.created").body or ""
    assert token.token_sha256 not in body
    assert "Sync" not in body


def test_who_left_or_was_shut_out_has_no_token(people: People) -> None:
    _, text = make(people)
    User.objects.filter(pk=people.users["buyer_scout"].pk).update(is_active=False)
    assert token_actor_row(text, NOW) is None
    User.objects.filter(pk=people.users["buyer_scout"].pk).update(is_active=True)
    assert token_actor_row(text, NOW)
    organisation_leave(actor=people.actor("buyer_scout"), now=NOW)
    assert token_actor_row(text, NOW) is None


def test_a_revoked_token_ends_with_its_sockets(
    people: People,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "marketplace.accounts.services.tokens.publish", lambda group, _event: told.append(group)
    )
    token, text = make(people)
    before = everything_written()
    for name in set(ACTORS) - {"buyer_scout"}:
        with pytest.raises((NotAllowedError, NotFoundError)):
            token_revoke(actor=people.actor(name), public_id=token.public_id, now=NOW)
    assert everything_written() == before
    with django_capture_on_commit_callbacks(execute=True):
        token_revoke(actor=people.actor("buyer_scout"), public_id=token.public_id, now=NOW)
    assert told == [f"token.{token.pk}"]
    assert token_actor_row(text, NOW) is None
    assert not token_standing(token_id=token.pk, now=NOW)
    with pytest.raises(StaleStateError):
        token_revoke(actor=people.actor("buyer_scout"), public_id=token.public_id, now=NOW)


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"name": " "}, "name", "required"),
        ({"scopes": []}, "scopes", "required"),
        ({"scopes": ["everything"]}, "scopes", "not_a_choice"),
        ({"expires_in_days": 0}, "expiresInDays", "out_of_range"),
        ({"expires_in_days": 366}, "expiresInDays", "out_of_range"),
    ],
)
def test_what_is_wrong_is_named(
    people: People, given: dict[str, Any], field: str, code: str
) -> None:
    before = everything_written()
    with pytest.raises(InvalidInputError) as refused:
        make(people, **given)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert everything_written() == before


def test_no_token_makes_a_token_and_nobody_without_a_firm(people: People) -> None:
    before = everything_written()
    for name in ("anonymous", "narrow_token", *FIRMLESS):
        with pytest.raises(NotAllowedError):
            make(people, name)
        assert name == "narrow_token" or tokens_own(actor=people.actor(name)) == []
    assert everything_written() == before


def test_ten_active_tokens_are_the_most(people: People) -> None:
    for _ in range(9):
        make(people)
    tenth, _ = make(people)
    before = everything_written()
    with pytest.raises(MarketplaceError) as refused:
        make(people)
    assert refused.value.code == "too_many"
    assert everything_written() == before
    token_revoke(actor=people.actor("buyer_scout"), public_id=tenth.public_id, now=NOW)
    assert make(people)[0].name == "Sync"


def test_its_use_is_noted_once_a_minute(people: People) -> None:
    token, _ = make(people)
    seconds = (0, 30, 59, 60, 61)
    seen = []
    for second in seconds:
        token_used(token_id=token.pk, now=NOW + timedelta(seconds=second))
        token.refresh_from_db()
        assert token.last_used_at
        seen.append((token.last_used_at - NOW).seconds)
    assert seen == [0, 0, 0, 60, 60]
