"""A signature asks when the code of the second step was typed; the session knows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from marketplace.accounts.actors import actor_for_session_key
from tests.services.config.sign_in_browser import PASSWORD, Browser
from tests.services.config.test_second_step import ANN, recovery_codes, with_second_step

pytestmark = pytest.mark.django_db


def second_factor_of(browser: Browser) -> datetime | None:
    """Return what the actor of the browser's session has."""
    return actor_for_session_key(browser.client.cookies["sessionid"].value).second_factor_at


def test_only_a_typed_code_counts() -> None:
    ann = Browser()
    ann.signed_up(ANN)
    secret = with_second_step(ann)
    # a password, typed a moment ago, and a step switched on are no code
    assert second_factor_of(ann) is None
    code = recovery_codes(ann)[0]
    lost = Browser()
    lost.sign_in(ANN)
    assert lost.post("auth/2fa/authenticate", code=code).status_code == 200
    assert lost.is_signed_in
    assert second_factor_of(lost) is None
    counters = list(yield_hotp_counters_from_time())
    typed = str(format_hotp_value(hotp_value(secret, counters[-1])))
    before = datetime.now(UTC)
    answer = ann.post("auth/2fa/reauthenticate", code=typed)
    assert answer.status_code == 200, answer.content
    at = second_factor_of(ann)
    assert at is not None
    assert before <= at <= datetime.now(UTC)
    ann.post("auth/reauthenticate", password=PASSWORD)
    assert second_factor_of(ann) == at
