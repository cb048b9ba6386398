"""Papers of a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from marketplace.accounts.models import FirmCheck
from marketplace.accounts.services import firm_check_submit, firm_document_add
from tests.factories.people import NOW, People

if TYPE_CHECKING:
    from collections.abc import Callable

PDF = b"%PDF-1.7\n" + b"x" * 200


@pytest.fixture
def submitted(people: People) -> Callable[[], FirmCheck]:
    """Return what hands the unverified small firm's papers in."""

    def submit() -> FirmCheck:
        owner = people.actor("unverified_sme")
        for kind in ("registration_certificate", "proof_of_authority"):
            firm_document_add(actor=owner, kind=kind, file_name=f"{kind}.pdf", content=PDF, now=NOW)
        return firm_check_submit(actor=owner, note="Please check", now=NOW)

    return submit
