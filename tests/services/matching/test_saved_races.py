"""Two clicks at the same moment keep a search once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final

import pytest
from django.db import connection

from marketplace.core.errors import MarketplaceError
from matching.models import SavedSearch
from matching.saved.content import SearchContent
from matching.saved.services import search_save
from tests.factories.people import NOW, people_made

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE: Final = 6


def test_of_several_clicks_at_once_one_keeps_the_search() -> None:
    actor = people_made().actor("buyer_scout")
    together = Barrier(AT_ONCE)

    def save() -> str:
        together.wait()
        try:
            search_save(actor=actor, content=SearchContent(text="battery"), name="Films", now=NOW)
        except MarketplaceError as error:
            return error.code
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = sorted(one.result() for one in [threads.submit(save) for _ in range(AT_ONCE)])
    assert answers == ["kept", *["saved_already"] * (AT_ONCE - 1)]
    assert SavedSearch.objects.count() == 1
