"""The glossary: who keeps it, what is refused, what is told, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from marketplace.core.errors import (
    InvalidInputError,
    MarketplaceError,
    NotAllowedError,
    NotFoundError,
    StaleStateError,
)
from marketplace.core.languages import Language
from marketplace.notifications.models import Notification
from matching.glossary import services
from matching.glossary.constants import PROPOSALS_OPEN_MAX
from matching.glossary.content import ConceptContent
from matching.glossary.current import current_vocabulary, glossary_forget
from matching.glossary.selectors import (
    ConceptFilters,
    common_words,
    concept_content,
    concept_for,
    concept_history,
    concepts_page,
    glossary_table,
    proposals_page,
)
from matching.models import (
    GlossaryChange,
    GlossaryConcept,
    GlossaryProposal,
    GlossaryWord,
)
from tests.factories.people import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.factories.people import People
    from tests.services.matching.market import Market

KEEPER, MEMBER = "reviewer", "seller_engineer"
SOLID = ConceptContent(("전고체 전지", "전고체 배터리"), ("solid-state battery", "SSB"), "cells")
HEATING = ConceptContent(("가열 장치",), ("heater",))
TABLE = "korean,english,note\n전고체 전지,solid-state battery; SSB,\n분리막,separator,films\n"


def add(people: People, content: ConceptContent = SOLID, actor: str = KEEPER) -> GlossaryConcept:
    return services.concept_add(actor=people.actor(actor), content=content, now=NOW)


def read(people: People, concept: GlossaryConcept) -> ConceptContent:
    found = concept_for(actor=people.actor(MEMBER), public_id=concept.public_id)
    return concept_content(found)


def change(people: People, concept: GlossaryConcept, **given: Any) -> GlossaryConcept:
    return services.concept_change(
        actor=people.actor(given.pop("actor", KEEPER)),
        public_id=concept.public_id,
        revision=given.pop("revision", concept.revision),
        content=given.pop("content", HEATING),
        now=NOW,
    )


def propose(people: People, content: ConceptContent = SOLID, **given: Any) -> GlossaryProposal:
    actor = people.actor(given.pop("actor", MEMBER))
    return services.word_propose(actor=actor, content=content, now=NOW, **given)


def refused(error: type[MarketplaceError], act: Callable[[], object]) -> MarketplaceError:
    """Check that an act is refused and leaves no trace."""

    def everything() -> list[Any]:
        models = (GlossaryConcept, GlossaryWord, GlossaryChange, GlossaryProposal)
        return [list(model._base_manager.order_by("pk").values()) for model in models]

    before = everything()
    with pytest.raises(error) as caught:
        act()
    assert everything() == before
    return caught.value


def test_a_keeper_adds_changes_retires_and_restores_and_all_of_it_is_kept(people: People) -> None:
    concept = add(people)
    assert read(people, concept) == SOLID
    changed = change(people, concept)
    assert (concept_content(changed), changed.revision) == (HEATING, 2)
    keeper = people.actor(KEEPER)
    services.concept_retire(actor=keeper, public_id=concept.public_id, now=NOW)
    with pytest.raises(NotFoundError):
        concept_for(actor=people.actor(MEMBER), public_id=concept.public_id)
    restored = services.concept_restore(actor=keeper, public_id=concept.public_id, now=NOW)
    assert restored.state == "in_use"
    history = concept_history(restored)
    assert [each.act for each in history] == ["restored", "retired", "changed", "added"]
    assert (history[2].before, history[2].after) == (SOLID.plain, HEATING.plain)
    assert history[0].changed_by == people.users[KEEPER]
    # saying the same again is no change
    assert change(people, restored, content=HEATING).revision == restored.revision
    assert len(concept_history(restored)) == 4


@pytest.mark.parametrize(
    "actor", ["anonymous", MEMBER, "buyer_scout", "verifier", "treasurer", "auditor", "operator"]
)
def test_nobody_else_keeps_it(people: People, actor: str) -> None:
    concept, proposal = add(people), propose(people, HEATING)
    other = people.actor(actor)
    ids: dict[str, Any] = {"actor": other, "public_id": concept.public_id, "now": NOW}
    waiting: dict[str, Any] = {"actor": other, "public_id": proposal.public_id, "now": NOW}
    for act in (
        lambda: add(people, HEATING, actor),
        lambda: change(people, concept, actor=actor),
        lambda: services.concept_retire(**ids),
        lambda: services.concept_restore(**ids),
        lambda: services.proposal_accept(**waiting),
        lambda: services.proposal_refuse(**waiting, answer="No."),
        lambda: services.import_preview(actor=other, table=TABLE),
        lambda: services.glossary_import(actor=other, table=TABLE, version="", now=NOW),
    ):
        refused(NotAllowedError, act)


def test_a_word_stands_in_one_concept_and_the_other_is_named(people: People) -> None:
    add(people)
    other = ConceptContent(("고체전지",), ("solid state battery",))
    error = refused(InvalidInputError, lambda: add(people, other))
    assert (error.code, error.field) == ("word_taken", "english")
    assert error.params == {
        "word": "solid state battery",
        "concept": "전고체 전지 = solid-state battery",
    }
    # the same letters in the other language are another word
    add(people, ConceptContent(("고체전지", "SSB"), ("solid cell",)))
    proposed = refused(InvalidInputError, lambda: propose(people, other))
    assert proposed.code == "word_taken"


def test_a_retired_word_is_free_and_comes_back_only_while_it_is(people: People) -> None:
    keeper = people.actor(KEEPER)
    concept = services.concept_retire(actor=keeper, public_id=add(people).public_id, now=NOW)
    refused(StaleStateError, lambda: change(people, concept))
    add(people)
    ids: dict[str, Any] = {"actor": keeper, "public_id": concept.public_id, "now": NOW}
    error = refused(InvalidInputError, lambda: services.concept_restore(**ids))
    assert error.code == "word_taken"
    refused(StaleStateError, lambda: services.concept_retire(**ids))


def test_of_two_who_change_a_concept_the_second_looks_again(people: People) -> None:
    concept = add(people)
    change(people, concept, content=HEATING, revision=1)
    refused(StaleStateError, lambda: change(people, concept, content=SOLID, revision=1))


def test_a_member_proposes_and_hears_that_it_is_taken(people: People) -> None:
    proposal = propose(people, reason="Both are common.")
    assert not GlossaryConcept.objects.exists()
    services.proposal_accept(actor=people.actor(KEEPER), public_id=proposal.public_id, now=NOW)
    concept = GlossaryConcept.objects.get()
    assert concept_content(concept) == SOLID
    assert concept_history(concept)[0].proposal == proposal
    notice = Notification.objects.get(kind="glossary.accepted")
    assert notice.user == people.users[MEMBER]
    assert notice.path == "/words/proposals"
    again: dict[str, Any] = {
        "actor": people.actor(KEEPER),
        "public_id": proposal.public_id,
        "now": NOW,
    }
    refused(StaleStateError, lambda: services.proposal_accept(**again))
    refused(StaleStateError, lambda: services.proposal_refuse(**again, answer="No."))


def test_keepers_hear_once_a_day_that_words_were_proposed(people: People) -> None:
    for at, (korean, english) in enumerate((("볼트", "bolt"), ("나사못", "screw"))):
        content = ConceptContent(korean=(korean,), english=(english,))
        moment = NOW + dt.timedelta(minutes=at)
        services.word_propose(actor=people.actor("seller_owner"), content=content, now=moment)
    told = Notification.objects.filter(kind="glossary.proposed")
    keepers = {"institution_owner", "reviewer", "checking_reviewer", "case_coordinator"}
    assert sorted(told.values_list("user", flat=True)) == sorted(
        people.users[name].pk for name in keepers
    )
    assert set(told.values_list("path", flat=True)) == {"/words/proposals"}


def test_a_refusal_needs_a_reason_which_is_told(people: People) -> None:
    proposal = propose(people)
    ids: dict[str, Any] = {
        "actor": people.actor(KEEPER),
        "public_id": proposal.public_id,
        "now": NOW,
    }
    error = refused(InvalidInputError, lambda: services.proposal_refuse(**ids, answer=" "))
    assert (error.field, error.code) == ("answer", "required")
    services.proposal_refuse(**ids, answer="It is a brand.")
    assert Notification.objects.get(kind="glossary.refused").user == people.users[MEMBER]
    [told] = proposals_page(actor=people.actor(MEMBER), is_open=False, limit=5)
    assert (told.state, told.answer) == ("refused", "It is a brand.")


def test_a_change_is_taken_only_as_it_was_seen(people: People) -> None:
    concept = add(people)
    wider = ConceptContent((*SOLID.korean, "고체 이차전지"), SOLID.english, SOLID.note)
    error = refused(InvalidInputError, lambda: propose(people, SOLID, public_id=concept.public_id))
    assert error.code == "unchanged"
    proposal = propose(people, wider, public_id=concept.public_id)
    ids: dict[str, Any] = {
        "actor": people.actor(KEEPER),
        "public_id": proposal.public_id,
        "now": NOW,
    }
    change(people, concept, content=ConceptContent(SOLID.korean, SOLID.english, "packs"))
    refused(StaleStateError, lambda: services.proposal_accept(**ids, revision=1))
    services.proposal_accept(**ids, revision=2)
    concept.refresh_from_db()
    assert read(people, concept) == wider


def test_proposals_are_read_by_their_author_and_by_keepers(people: People) -> None:
    own = propose(people)
    propose(people, HEATING, actor="buyer_scout")
    assert proposals_page(actor=people.actor(MEMBER), is_open=True, limit=5) == [own]
    assert len(proposals_page(actor=people.actor(KEEPER), is_open=True, limit=5)) == 2
    assert proposals_page(actor=people.actor("anonymous"), is_open=True, limit=5) == []
    ids: dict[str, Any] = {"public_id": own.public_id, "now": NOW}
    refused(
        NotFoundError,
        lambda: services.proposal_withdraw(actor=people.actor("buyer_scout"), **ids),
    )
    refused(NotAllowedError, lambda: services.proposal_withdraw(actor=people.actor(KEEPER), **ids))
    services.proposal_withdraw(actor=people.actor(MEMBER), **ids)
    refused(StaleStateError, lambda: services.proposal_withdraw(actor=people.actor(MEMBER), **ids))


def test_who_is_not_verified_proposes_nothing_and_nobody_too_much(people: People) -> None:
    for actor in ("anonymous", "unverified_sme"):
        refused(NotAllowedError, partial(propose, people, actor=actor))
    propose(people)
    assert refused(InvalidInputError, lambda: propose(people)).code == "proposed_already"
    for number in range(PROPOSALS_OPEN_MAX - 1):
        propose(people, ConceptContent((f"가열 장치 {number}호",), (f"heater no{number}",)))
    assert refused(InvalidInputError, lambda: propose(people, HEATING)).code == "too_many"


def test_pages_are_sorted_in_the_readers_language_and_searched(people: People) -> None:
    add(people, ConceptContent(("나사",), ("screw",)))
    add(people, ConceptContent(("가열 장치",), ("zone heater", "Oven")))
    add(people, ConceptContent(("다이오드",), ("diode",)))
    actor = people.actor("anonymous")

    def page(**given: Any) -> list[str]:
        after = given.pop("after", None)
        rows = concepts_page(actor=actor, filters=ConceptFilters(**given), limit=2, after=after)
        return [row.sort_ko for row in rows]

    assert page() == ["가열 장치", "나사"]
    last = GlossaryConcept.objects.get(sort_ko="나사")
    assert page(after=("나사", last.pk)) == ["다이오드"]
    assert page(language=Language.EN) == ["다이오드", "나사"]
    assert page(text="oVen") == page(text="가열장치") == ["가열 장치"]
    assert page(text="없는 말") == page(retired=True) == []


def test_a_table_is_shown_before_it_is_taken_and_then_taken_as_shown(people: People) -> None:
    keeper = people.actor(KEEPER)
    concept = add(people)
    plan = services.import_preview(actor=keeper, table=TABLE)
    assert [(row.line, row.effect) for row in plan.rows] == [(2, "changed"), (3, "new")]
    assert plan.rows[0].before == SOLID
    assert GlossaryConcept.objects.count() == 1
    change(people, concept, content=ConceptContent(SOLID.korean, SOLID.english, "packs"))
    stale: dict[str, Any] = {"actor": keeper, "table": TABLE, "version": plan.version, "now": NOW}
    refused(StaleStateError, lambda: services.glossary_import(**stale))
    fresh = services.import_preview(actor=keeper, table=TABLE)
    services.glossary_import(**{**stale, "version": fresh.version})
    assert GlossaryConcept.objects.count() == 2
    again = services.import_preview(actor=keeper, table=glossary_table())
    assert {row.effect for row in again.rows} == {"unchanged"}


def test_a_table_with_a_wrong_line_is_not_taken_at_all(people: People) -> None:
    keeper = people.actor(KEEPER)
    add(people)
    add(people, HEATING)
    table = (
        "korean,english\n분리막,separator\n막,film\n분리막; 막재,foil\n"
        "전고체 전지; 가열 장치,both\n"
    )
    plan = services.import_preview(actor=keeper, table=table)
    assert [row.error.code for row in plan.rows if row.error] == [
        "word_too_short",
        "line_repeats",
        "line_of_two",
    ]
    ids: dict[str, Any] = {"actor": keeper, "table": table, "version": plan.version, "now": NOW}
    error = refused(MarketplaceError, lambda: services.glossary_import(**ids))
    assert (error.code, error.params) == ("lines_wrong", {"lines": "3, 4, 5"})


def test_the_command_takes_words_in_and_out(
    people: People, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("glossary", "import")
    assert "100 new" in capsys.readouterr().out
    call_command("glossary", "export", str(tmp_path / "words.csv"))
    call_command("glossary", "import", str(tmp_path / "words.csv"))
    assert "0 new, 0 changed, 100 unchanged" in capsys.readouterr().out
    assert GlossaryChange.objects.filter(changed_by=None).count() == 100
    call_command("glossary", "export")
    assert "solid-state battery" in capsys.readouterr().out
    (tmp_path / "no.csv").write_text("a,b\n", "utf-8")
    for name in ("no.csv", "none.csv"):
        with pytest.raises(CommandError):
            call_command("glossary", "import", str(tmp_path / name))


def test_a_process_sees_a_change_within_seconds_and_reads_one_row_till_then(
    people: People, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    glossary_forget()
    assert not current_vocabulary()
    concept = add(people)
    with django_assert_num_queries(0):
        assert not current_vocabulary()
    monkeypatch.setattr("matching.glossary.current.REFRESH_SECONDS", 0.0)
    assert current_vocabulary()
    with django_assert_num_queries(1):
        assert current_vocabulary()
    services.concept_retire(actor=people.actor(KEEPER), public_id=concept.public_id, now=NOW)
    assert not current_vocabulary()


def test_the_process_that_changed_it_sees_it_at_once(
    people: People, django_capture_on_commit_callbacks: Any
) -> None:
    assert not current_vocabulary()
    with django_capture_on_commit_callbacks(execute=True):
        add(people)
    assert current_vocabulary()
    glossary_forget()


def test_a_word_that_many_offers_hold_is_warned_of(market: Market) -> None:
    # in a market of six offers no word is common
    assert common_words(ConceptContent(("배터리",), ("battery",))) == ()


def test_nothing_is_older_than_its_change(people: People) -> None:
    later = NOW + dt.timedelta(days=1)
    concept = add(people)
    services.concept_retire(actor=people.actor(KEEPER), public_id=concept.public_id, now=later)
    concept.refresh_from_db()
    assert concept.changed_at == later
