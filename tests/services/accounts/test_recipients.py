"""A key is used once its owner has shown that the secret half is theirs, and while it is."""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pyrage
import pytest

from marketplace.accounts.models import AgeRecipient
from marketplace.accounts.selectors import active_age_recipients, age_recipients_for
from marketplace.accounts.services import (
    age_recipient_add,
    age_recipient_confirm,
    age_recipient_retire,
    membership_remove,
    membership_roles_set,
)
from marketplace.accounts.services.recipients import ANSWER_WITHIN
from marketplace.core import rate_limits
from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from tests.factories.keys import age_key_made
from tests.factories.people import ACTORS, NOW, People
from tests.services.accounts.test_schema import asked, done
from tests.services.accounts.written import everything_written, last_entry

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from marketplace.accounts.models import Membership

_MAY = {
    *("seller_owner", "seller_deal_lead", "outsider_sme", "unverified_sme", "blocked_sme"),
    *("buyer_owner", "buyer_deal_lead", "buyer_engineer", "outsider_owner", "outsider_large"),
    *("rival_owner", "rival_scout", "blocked_owner", "blocked_scout"),
    *("unverified_owner", "unverified_large"),
}


def public_half() -> str:
    """Return a new key's public half."""
    return str(pyrage.x25519.Identity.generate().to_public())


def added(people: People, who: str = "seller_owner") -> tuple[AgeRecipient, str]:
    """Return a key that waits for its answer, and the answer."""
    identity = pyrage.x25519.Identity.generate()
    key, challenge = age_recipient_add(
        actor=people.actor(who), label="Desk", recipient=str(identity.to_public()), now=NOW
    )
    return key, pyrage.decrypt(challenge.encode(), [identity]).decode()


def keys_of(people: People, firm: str) -> list[str]:
    """Return what new files of a firm are encrypted to."""
    return active_age_recipients(people.organisations[firm].pk)


def test_a_key_is_confirmed_with_the_age_program(people: People, tmp_path: Path) -> None:
    secret = tmp_path / "key.txt"
    subprocess.run(["age-keygen", "-o", str(secret)], check=True, capture_output=True)
    printed = subprocess.run(
        ["age-keygen", "-y", str(secret)], check=True, capture_output=True, text=True
    )
    actor = people.actor("seller_owner")
    key, challenge = age_recipient_add(
        actor=actor, label=" My  desk ", recipient=printed.stdout, now=NOW
    )
    assert (key.label, key.recipient, key.state) == ("My desk", printed.stdout.strip(), "pending")
    assert keys_of(people, "seller") == []
    opened = subprocess.run(
        ["age", "-d", "-i", str(secret)],
        input=challenge.encode(),
        check=True,
        capture_output=True,
    )
    later = NOW + timedelta(minutes=5)
    confirmed = age_recipient_confirm(
        actor=actor, public_id=key.public_id, answer=opened.stdout.decode(), now=later
    )
    assert (confirmed.state, confirmed.confirmed_at) == ("active", later)
    assert keys_of(people, "seller") == [printed.stdout.strip()]
    entry = json.loads(last_entry("recipient.confirmed").body or "")
    assert set(entry["data"]) == {"person", "recipient_sha256"}
    assert opened.stdout.decode().strip() not in str(everything_written())


def test_a_wrong_answer_confirms_nothing(people: People) -> None:
    key, answer = added(people)
    _, other = added(people)
    before = everything_written()
    for wrong in ("", other, answer.strip() + "x", answer * 10_000, key.challenge_sha256):
        with pytest.raises(InvalidInputError) as refused:
            age_recipient_confirm(
                actor=people.actor("seller_owner"),
                public_id=key.public_id,
                answer=wrong,
                now=NOW,
            )
        assert refused.value.code == "wrong_answer"
    with pytest.raises(MarketplaceError) as late:
        age_recipient_confirm(
            actor=people.actor("seller_owner"),
            public_id=key.public_id,
            answer=answer,
            now=NOW + ANSWER_WITHIN + timedelta(seconds=1),
        )
    assert late.value.code == "challenge_expired"
    with pytest.raises(NotAllowedError):
        age_recipient_confirm(
            actor=people.actor("seller_deal_lead"),
            public_id=key.public_id,
            answer=answer,
            now=NOW,
        )
    assert everything_written() == before


def test_wrong_answers_are_counted(people: People, settings: Settings) -> None:
    settings.RATE_LIMITS = {"key_answer.account": "2/hour"}
    rate_limits._in_memory.cache_clear()
    key, answer = added(people)
    act = f'confirmAgeRecipient(id: "{key.public_id}", answer: "%s")'
    codes = [
        [error["code"] for error in done(people, "seller_owner", act % text, "")["errors"]]
        for text in ("one", "two", answer.strip())
    ]
    assert codes == [["wrong_answer"], ["wrong_answer"], ["rate_limited"]]
    assert keys_of(people, "seller") == []


def test_only_native_public_halves_are_taken_and_each_once(people: People) -> None:
    age_key_made(people, "seller_owner")
    (taken,) = keys_of(people, "seller")
    before = everything_written()
    secret = str(pyrage.x25519.Identity.generate())
    wrong = {
        secret: "not_a_recipient",
        "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snv": "not_a_recipient",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDummy": "not_a_recipient",
        taken[:-1]: "not_a_recipient",
        "": "not_a_recipient",
        taken: "taken",
        taken.upper(): "taken",
    }
    for text, code in wrong.items():
        with pytest.raises(InvalidInputError) as refused:
            age_recipient_add(
                actor=people.actor("seller_deal_lead"), label="Desk", recipient=text, now=NOW
            )
        assert (refused.value.field, refused.value.code) == ("recipient", code)
        assert secret not in refused.value.message
    with pytest.raises(InvalidInputError) as refused:
        age_recipient_add(
            actor=people.actor("seller_owner"), label=" ", recipient=public_half(), now=NOW
        )
    assert refused.value.code == "required"
    assert everything_written() == before


def test_there_is_an_end_to_keys(people: People) -> None:
    for _ in range(20):
        added(people)
    before = everything_written()
    with pytest.raises(MarketplaceError) as refused:
        added(people, "seller_deal_lead")
    assert refused.value.code == "too_many"
    assert everything_written() == before


def test_those_who_hold_sealed_files_have_keys_and_nobody_else(people: People) -> None:
    before = everything_written()
    refused = set()
    for name in ACTORS:
        if name in _MAY:
            continue
        with pytest.raises(NotAllowedError):
            added(people, name)
        assert age_recipients_for(actor=people.actor(name)) == []
        refused.add(name)
    assert everything_written() == before
    for name in sorted(_MAY):
        added(people, name)
    assert refused | _MAY == set(ACTORS)


def test_owners_retire_keys_and_others_their_own(people: People) -> None:
    age_key_made(people, "buyer_owner")
    age_key_made(people, "buyer_engineer")
    owners, engineers = AgeRecipient.objects.order_by("id")
    before = everything_written()
    for name, key, error in (
        ("buyer_engineer", owners, NotAllowedError),
        ("seller_owner", owners, NotFoundError),
        ("buyer_scout", owners, NotAllowedError),
    ):
        with pytest.raises(error):
            age_recipient_retire(actor=people.actor(name), public_id=key.public_id, now=NOW)
    assert everything_written() == before
    retired = age_recipient_retire(
        actor=people.actor("buyer_owner"), public_id=engineers.public_id, now=NOW
    )
    assert (retired.state, retired.retired_at) == ("retired", NOW)
    assert keys_of(people, "buyer") == [owners.recipient]
    with pytest.raises(StaleStateError):
        age_recipient_retire(
            actor=people.actor("buyer_owner"), public_id=engineers.public_id, now=NOW
        )
    # the same key may come back, and proves itself again
    age_recipient_add(
        actor=people.actor("buyer_engineer"),
        label="Desk",
        recipient=engineers.recipient,
        now=NOW,
    )


def test_the_key_of_whoever_left_or_has_another_role_is_not_used(people: People) -> None:
    def member(name: str) -> Membership:
        return people.users[name].memberships.get(ended_at=None)

    for name in ("buyer_owner", "buyer_deal_lead", "buyer_engineer"):
        age_key_made(people, name)
    owner, _, engineer = keys_of(people, "buyer")
    membership_remove(
        actor=people.actor("buyer_owner"), public_id=member("buyer_deal_lead").public_id, now=NOW
    )
    assert keys_of(people, "buyer") == [owner, engineer]
    membership_roles_set(
        actor=people.actor("buyer_owner"),
        public_id=member("buyer_engineer").public_id,
        revision=1,
        roles=["scout"],
        signing_authority=False,
        now=NOW,
    )
    assert keys_of(people, "buyer") == [owner]


def test_keys_over_the_api(people: People) -> None:
    identity = pyrage.x25519.Identity.generate()
    fields = "ageRecipient { id label state ownerName isOwn canRetire confirmedAt retiredAt }"
    act = f'addAgeRecipient(label: "Desk", recipient: "{identity.to_public()}")'
    made = done(people, "seller_deal_lead", act, f"challenge {fields}")
    answer = pyrage.decrypt(made["challenge"].encode(), [identity]).decode().strip()
    key = made["ageRecipient"]["id"]
    act = f'confirmAgeRecipient(id: "{key}", answer: "{answer}")'
    confirmed = done(people, "seller_deal_lead", act, fields)["ageRecipient"]
    assert confirmed["state"] == "ACTIVE"
    listed = asked(people, "seller_owner", "{ ageRecipients { id recipient isOwn canRetire } }")
    assert listed["data"]["ageRecipients"] == [
        {"id": key, "recipient": str(identity.to_public()), "isOwn": False, "canRetire": True}
    ]
    foreign = asked(people, "outsider_sme", "{ ageRecipients { id } }")
    assert foreign["data"]["ageRecipients"] == []
    retired = done(people, "seller_owner", f'retireAgeRecipient(id: "{key}")', fields)
    assert (retired["ageRecipient"]["state"], retired["ageRecipient"]["canRetire"]) == (
        "RETIRED",
        False,
    )
