"""The glossary over GraphQL, from query text to JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matching.glossary.current import glossary_forget
from matching.models import GlossaryConcept
from tests.services.matching.test_schema import asked

if TYPE_CHECKING:
    from tests.services.matching.market import Market

KEEPER, MEMBER = "reviewer", "seller_engineer"
WORDS = {"korean": ["집게손", "그리퍼"], "english": ["gripper", "robot hand"], "note": ""}
_PARTS = "concept { id state revision words { korean english note } changedBy } common"
_ERRORS = "errors { code field params { name value } }"
ADD = f"""mutation ($w: GlossaryWordsInput!) {{
  addGlossaryConcept(words: $w) {{ {_PARTS} {_ERRORS} }} }}"""
CHANGE = f"""mutation ($id: ID!, $revision: Int!, $w: GlossaryWordsInput!) {{
  changeGlossaryConcept(id: $id, revision: $revision, words: $w) {{ {_PARTS} {_ERRORS} }} }}"""
PROPOSE = f"""mutation ($w: GlossaryWordsInput!, $id: ID) {{
  proposeGlossaryWords(words: $w, id: $id, reason: "Both are common.") {{
    proposal {{ id state isOwn organisation concept {{ id }} }} {_ERRORS} }} }}"""
PREVIEW = f"""mutation ($table: String!) {{ previewGlossaryImport(table: $table) {{
  plan {{ version rows {{ line effect words {{ korean }} before {{ korean }}
    error {{ code params {{ name value }} }} }} }} {_ERRORS} }} }}"""
LIST = """query ($text: String, $after: String) {
  glossaryConcepts(text: $text, language: KO, first: 1, after: $after) {
    nodes { id words { korean } changedBy } pageInfo { hasNextPage endCursor } } }"""
SEARCH = """query ($text: String) { marketSearch(text: $text) {
  nodes { byMeaning concepts { asked found } } } }"""


def added(market: Market, words: Any = WORDS) -> Any:
    body = asked(market, ADD, KEEPER, w=words)["data"]["addGlossaryConcept"]
    assert body["errors"] == []
    glossary_forget()
    return body["concept"]


def test_a_concept_is_added_and_named_as_the_reason_of_a_hit(market: Market) -> None:
    concept = added(market)
    assert concept["words"] == WORDS
    [hit] = asked(market, SEARCH, text="집게손")["data"]["marketSearch"]["nodes"]
    assert hit == {"byMeaning": False, "concepts": [{"asked": "집게손", "found": "gripper"}]}


def test_pages_go_on_after_the_last_word_and_name_nobody_to_readers(market: Market) -> None:
    added(market)
    added(market, {"korean": ["나사"], "english": ["screw"]})
    first = asked(market, LIST, "anonymous")["data"]["glossaryConcepts"]
    assert [node["words"]["korean"][0] for node in first["nodes"]] == ["나사"]
    assert first["nodes"][0]["changedBy"] is None
    after = first["pageInfo"]["endCursor"]
    rest = asked(market, LIST, KEEPER, after=after)["data"]["glossaryConcepts"]
    assert [node["words"]["korean"][0] for node in rest["nodes"]] == ["집게손"]
    assert rest["nodes"][0]["changedBy"] == "Person reviewer"
    assert not rest["pageInfo"]["hasNextPage"]


def test_a_wrong_word_is_told_at_its_field_and_nothing_is_written(market: Market) -> None:
    concept = added(market)
    variables = {
        "id": concept["id"],
        "revision": 1,
        "w": {"korean": ["손"], "english": ["hand"]},
    }
    body = asked(market, CHANGE, KEEPER, **variables)["data"]["changeGlossaryConcept"]
    assert body["concept"] is None
    [error] = body["errors"]
    assert (error["field"], error["code"]) == ("korean", "word_too_short")
    assert {"name": "word", "value": "손"} in error["params"]
    assert GlossaryConcept.objects.get().revision == 1


def test_a_proposal_waits_and_its_firm_is_told_to_keepers_alone(market: Market) -> None:
    made = asked(market, PROPOSE, MEMBER, w=WORDS)["data"]["proposeGlossaryWords"]["proposal"]
    assert (made["state"], made["isOwn"], made["organisation"]) == ("OPEN", True, None)
    query = "{ glossaryProposals(first: 5) { nodes { id isOwn organisation } } }"
    [seen] = asked(market, query, KEEPER)["data"]["glossaryProposals"]["nodes"]
    assert (seen["id"], seen["isOwn"], seen["organisation"]) == (made["id"], False, "회사 seller")


def test_a_table_is_previewed_line_by_line(market: Market) -> None:
    added(market)
    table = "korean,english\n집게손,gripper\n손,hand\n"
    plan = asked(market, PREVIEW, KEEPER, table=table)["data"]["previewGlossaryImport"]["plan"]
    assert [row["effect"] for row in plan["rows"]] == ["CHANGED", "WRONG"]
    assert plan["rows"][0]["before"]["korean"] == ["집게손", "그리퍼"]
    assert plan["rows"][1]["error"]["code"] == "word_too_short"
    assert GlossaryConcept.objects.count() == 1
