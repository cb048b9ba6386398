"""Search, suggestions, matches and cases in the API."""

from matching.schema.alerts import AlertMutation, AlertQuery
from matching.schema.asked import AskedMutation, AskedQuery
from matching.schema.case_operations import CaseMutation
from matching.schema.cases import CaseQuery
from matching.schema.desk import DeskMutation, DeskQuery
from matching.schema.exposure import ExposureQuery
from matching.schema.glossary import GlossaryQuery
from matching.schema.glossary_operations import GlossaryMutation
from matching.schema.handovers import HandoverMutation, HandoverQuery
from matching.schema.match_operations import MatchMutation, MatchQuery
from matching.schema.notes import NoteMutation, NoteQuery
from matching.schema.pipeline import PipelineQuery
from matching.schema.previews import PreviewQuery
from matching.schema.saved import SavedSearchMutation, SavedSearchQuery
from matching.schema.search import SearchQuery
from matching.schema.suggestions import (
    INDEX_GROUP,
    SuggestionMutation,
    SuggestionQuery,
    SuggestionSubscription,
)


class MatchingQuery(
    AlertQuery,
    SearchQuery,
    SavedSearchQuery,
    SuggestionQuery,
    MatchQuery,
    AskedQuery,
    CaseQuery,
    DeskQuery,
    NoteQuery,
    HandoverQuery,
    ExposureQuery,
    GlossaryQuery,
    PipelineQuery,
    PreviewQuery,
):
    """What people ask of search, suggestions, matches and cases."""


class MatchingMutation(
    AlertMutation,
    SavedSearchMutation,
    SuggestionMutation,
    MatchMutation,
    AskedMutation,
    CaseMutation,
    DeskMutation,
    GlossaryMutation,
    NoteMutation,
    HandoverMutation,
):
    """What people do to suggestions, matches and cases."""


class MatchingSubscription(SuggestionSubscription):
    """What people listen to in matching."""


__all__ = ["INDEX_GROUP", "MatchingMutation", "MatchingQuery", "MatchingSubscription"]
