"""Who read an agreement before somebody else changed it acts on what it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.nda import services
from contracts.nda.models import Nda
from contracts.nda.selectors import nda_model_for
from tests.factories.ndas import nda_content, nda_made
from tests.factories.people import NOW

if TYPE_CHECKING:
    from tests.factories.people import People


def test_the_text_offered_is_that_of_the_draft_as_it_is(people: People) -> None:
    seller, colleague = people.actor("seller_owner"), people.actor("seller_deal_lead")
    nda = nda_made(people, "draft")
    read_before = nda_model_for(actor=seller, public_id=nda.public_id)
    services.nda_save(
        actor=colleague,
        nda=nda,
        revision=nda.revision,
        content=nda_content(purpose="Only to weigh a kingfisher", months=3),
        now=NOW,
    )
    revision = Nda.objects.get(pk=nda.pk).revision
    services.nda_offer(actor=seller, nda=read_before, revision=revision, now=NOW)
    offered = Nda.objects.get(pk=nda.pk)
    assert offered.months == 3
    assert "Only to weigh a kingfisher" in offered.text
