"""Read where deals stand, each for its reader and in a constant number of queries."""

from contracts.standing.selectors.standings import StandingRow, standing_for, standings_for

__all__ = ["StandingRow", "standing_for", "standings_for"]
