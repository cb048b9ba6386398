"""Read technologies; every answer is cut to what the actor may see now."""

from marketplace.technologies.selectors.facts import (
    MarketFacts,
    OfferStated,
    latest_publication,
    market_facts,
    market_owners,
    offers_stated,
    published_since,
    technology_ids_published_since,
)
from marketplace.technologies.selectors.history import (
    review_comments,
    technology_diff,
    technology_reviews,
    technology_versions,
)
from marketplace.technologies.selectors.indexing import (
    IndexSource,
    IndexText,
    is_market_empty,
    market_text_counts,
    technologies_to_index,
    technology_ids_for,
)
from marketplace.technologies.selectors.leaks import leak_report_for
from marketplace.technologies.selectors.listing import (
    technologies_by_public_ids,
    technologies_market,
    technologies_own,
    technologies_shared,
    technology_for,
    technology_model_for,
)
from marketplace.technologies.selectors.waiting import technologies_waiting
from marketplace.technologies.selectors.working import technology_working_version

__all__ = [
    "IndexSource",
    "IndexText",
    "MarketFacts",
    "OfferStated",
    "is_market_empty",
    "latest_publication",
    "leak_report_for",
    "market_facts",
    "market_owners",
    "market_text_counts",
    "offers_stated",
    "published_since",
    "review_comments",
    "technologies_by_public_ids",
    "technologies_market",
    "technologies_own",
    "technologies_shared",
    "technologies_to_index",
    "technologies_waiting",
    "technology_diff",
    "technology_for",
    "technology_ids_for",
    "technology_ids_published_since",
    "technology_model_for",
    "technology_reviews",
    "technology_versions",
    "technology_working_version",
]
