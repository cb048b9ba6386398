"""What speaks against a person's coordinating a case, from what the product itself holds.

What was found is told to the person and to the institution's owner only: it may say that a firm of
another deal is kept out by one of this deal, and neither firm may learn that.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from marketplace.accounts.barriers import barred_pairs
from marketplace.accounts.models import Affiliate, FirmCheck, Membership, Organisation
from marketplace.accounts.states import FirmCheckState
from marketplace.technologies.models import Review
from matching.models import Case
from matching.states import HARD_FINDINGS, CaseStage, ConflictFinding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from matching.models import Match

Findings = tuple[str, ...]
_F = ConflictFinding


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the people and firms asked about, by their row keys."""

    members_of: Mapping[int, set[int]]
    kin: Mapping[int, set[int]]
    checked: set[tuple[int, int]]
    reviewed: set[tuple[int, int]]
    held: Mapping[int, list[tuple[int, int, int, int]]]
    barred: Collection[tuple[int, int]]


def conflicts_of(
    matches: Sequence[Match], members: Sequence[Membership]
) -> Mapping[tuple[int, int], Findings]:
    """Return what speaks against each person's coordinating each match, in nine queries.

    Args:
        matches: The matches whose cases are or will be coordinated.
        members: The coordinators.

    Returns:
        The findings by row keys of match and membership, in the order of their weight.
    """
    facts = _facts(matches, members)
    return {
        (match.pk, member.pk): tuple(_found(match, member, facts))
        for match in matches
        for member in members
    }


def conflicts_with(match: Match, member: Membership) -> Findings:
    """Return what speaks against the person's coordinating the match."""
    return conflicts_of([match], [member])[match.pk, member.pk]


def is_refused(findings: Iterable[str]) -> bool:
    """Tell whether something was found that nobody may take on."""
    return not HARD_FINDINGS.isdisjoint(findings)


def _found(match: Match, member: Membership, facts: _Facts) -> Iterable[str]:
    firms = {match.seller_id, match.buyer_id}
    kin = {other for firm in firms for other in facts.kin.get(firm, ())} - firms
    was_in = facts.members_of.get(member.user_id, set())
    others = [row for row in facts.held.get(member.pk, ()) if row[0] != match.pk]
    # neither firm of this deal: between those two there is no other case to speak of
    foreign = {firm for _, _, *sides in others for firm in sides} - firms
    holds: Mapping[str, bool] = {
        _F.MEMBER: bool(was_in & firms),
        _F.AFFILIATE: bool(was_in & kin),
        _F.CHECKED_FIRM: any((member.user_id, firm) in facts.checked for firm in firms),
        _F.REVIEWED_TECHNOLOGY: (member.user_id, match.technology_id) in facts.reviewed,
        _F.SAME_TECHNOLOGY: any(
            technology == match.technology_id and buyer != match.buyer_id
            for _, technology, _, buyer in others
        ),
        _F.RIVAL_CASE: any(
            (own, other) in facts.barred or (other, own) in facts.barred
            for own in firms
            for other in foreign
        ),
    }
    return (code for code in _F.values if holds[code])


def _facts(matches: Sequence[Match], members: Sequence[Membership]) -> _Facts:
    firms = {firm for match in matches for firm in (match.seller_id, match.buyer_id)}
    users = {member.user_id for member in members}
    kin = _kin(firms)
    near = firms | {each for group in kin.values() for each in group}
    held = _held([member.pk for member in members])
    foreign = {firm for rows in held.values() for _, _, *sides in rows for firm in sides}
    members_of: defaultdict[int, set[int]] = defaultdict(set)
    ties = Membership.objects.filter(user__in=users, organisation__in=near)
    for user, firm in ties.values_list("user_id", "organisation_id"):
        members_of[user].add(firm)
    checks = FirmCheck.objects.filter(
        decided_by__in=users, organisation__in=firms, state=FirmCheckState.CONFIRMED
    )
    reviews = Review.objects.filter(
        reviewer__in=users, version__technology__in={match.technology_id for match in matches}
    )
    return _Facts(
        members_of=members_of,
        kin=kin,
        checked=set(checks.values_list("decided_by_id", "organisation_id")),
        reviewed=set(reviews.values_list("reviewer_id", "version__technology_id")),
        held=held,
        barred=barred_pairs(organisation_ids=firms | foreign),
    )


def _held(members: Collection[int]) -> Mapping[int, list[tuple[int, int, int, int]]]:
    """Return the open cases of each member as keys of match, technology, seller and buyer."""
    rows: defaultdict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    cases = Case.objects.exclude(stage=CaseStage.CLOSED).filter(coordinator__in=list(members))
    for holder, *row in cases.values_list(
        "coordinator_id",
        "match_id",
        "match__technology_id",
        "match__seller_id",
        "match__buyer_id",
    ):
        match, technology, seller, buyer = row
        rows[holder or 0].append((match, technology, seller, buyer))
    return rows


def _kin(firms: Collection[int]) -> Mapping[int, set[int]]:
    """Return the firms that name, or are named by, each firm as one of its group."""
    numbers = dict(
        Organisation.objects.filter(pk__in=firms)
        .exclude(registration_number=None)
        .values_list("registration_number", "pk")
    )
    named = Affiliate.objects.filter(
        Q(organisation__in=firms) | Q(registration_number__in=numbers), removed_at=None
    )
    pairs = list(named.values_list("organisation_id", "registration_number"))
    known = Organisation.objects.filter(registration_number__in={number for _, number in pairs})
    by_number: defaultdict[str, set[int]] = defaultdict(set)
    for number, key in known.values_list("registration_number", "pk"):
        by_number[number or ""].add(key)
    kin: defaultdict[int, set[int]] = defaultdict(set)
    for own, number in pairs:
        for other in by_number[number]:
            kin[own].add(other)
            kin[other].add(own)
    return kin
