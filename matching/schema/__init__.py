"""Search, suggestions, matches and cases in the API."""

from matching.schema.cases import CaseMutation, CaseQuery
from matching.schema.match_operations import MatchMutation, MatchQuery
from matching.schema.pipeline import PipelineQuery
from matching.schema.search import SearchQuery
from matching.schema.suggestions import (
    INDEX_GROUP,
    SuggestionMutation,
    SuggestionQuery,
    SuggestionSubscription,
)


class MatchingQuery(SearchQuery, SuggestionQuery, MatchQuery, CaseQuery, PipelineQuery):
    """What people ask of search, suggestions, matches and cases."""


class MatchingMutation(SuggestionMutation, MatchMutation, CaseMutation):
    """What people do to suggestions, matches and cases."""


class MatchingSubscription(SuggestionSubscription):
    """What people listen to in matching."""


__all__ = ["INDEX_GROUP", "MatchingMutation", "MatchingQuery", "MatchingSubscription"]
