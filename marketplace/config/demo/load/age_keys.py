"""The age keys of the demo's people, whose secret halves lie in a file for whoever looks around."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final

import pyrage
from django.conf import settings

from marketplace.accounts.services import age_recipient_add, age_recipient_confirm
from marketplace.config.demo.load import files
from marketplace.config.demo.load.technologies import deposited_at, writer_of
from marketplace.core.durable_files import file_replaced

if TYPE_CHECKING:
    from pathlib import Path

    from marketplace.config.demo.load.story import Story

_BEFORE: Final = dt.timedelta(minutes=25)
_LABELS: Final = {"ko": "사무실 컴퓨터", "en": "Office computer"}
_HEAD: Final = """\
# Secret age keys of the demo's people. They were made for this demo and open nothing else.
# With this file, what they deposited or were given opens:
#   age --decrypt --identity {path} --output PLAIN FILE.age
"""


def age_keys_path() -> Path:
    """Return where the secret halves lie."""
    path: Path = settings.HOME / "demo-age-keys.txt"
    return path


def age_keys_tell(story: Story) -> None:
    """Let firms take a key into use before their first deposit, and buyers when their file says."""
    first: dict[str, dt.datetime] = {}
    technologies = files.offers("technologies")
    for slug in files.table("deposits"):
        writer = writer_of(technologies[slug]["owner"])
        moment = deposited_at(story, slug)
        first[writer] = min(moment, first.get(writer, moment))
    for email, moment in first.items():
        story.at(moment - _BEFORE, partial(_taken_into_use, story, email))
    for row in files.table("deals")["age_keys"]:
        story.at(story.moment(row["at"]), partial(_taken_into_use, story, row["of"]))


def age_keys_write(story: Story) -> None:
    """Write the secret halves to a file that its owner alone may read."""
    path = age_keys_path()
    lines = [f"\n# {email}\n{key}\n" for email, key in sorted(story.age_keys.items())]
    file_replaced(path, (_HEAD.format(path=path) + "".join(lines)).encode())


def _taken_into_use(story: Story, email: str, now: dt.datetime) -> None:
    key = pyrage.x25519.Identity.generate()
    language = next(one["language"] for one in files.people() if one["email"] == email)
    actor = story.actor(email)
    added, challenge = age_recipient_add(
        actor=actor, label=_LABELS[language], recipient=str(key.to_public()), now=now
    )
    answer = pyrage.decrypt(challenge.encode(), [key]).decode()
    age_recipient_confirm(actor=actor, public_id=added.public_id, answer=answer, now=now)
    story.age_keys[email] = key
