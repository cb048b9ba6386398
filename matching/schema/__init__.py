"""Search, suggestions, matches and cases in the API."""

from matching.schema.search import SearchQuery
from matching.schema.suggestions import INDEX_GROUP, SuggestionQuery, SuggestionSubscription


class MatchingQuery(SearchQuery, SuggestionQuery):
    """What people ask of search and matching."""


class MatchingSubscription(SuggestionSubscription):
    """What people listen to in matching."""


__all__ = ["INDEX_GROUP", "MatchingQuery", "MatchingSubscription"]
