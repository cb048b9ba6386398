"""The root of the API: every operation of every app."""

from __future__ import annotations

import graphene

from contracts.deals.schema import DealsMutation, DealsQuery
from contracts.nda.schema import NdaMutation, NdaQuery
from contracts.payments.schema import PaymentsMutation, PaymentsQuery
from contracts.protection.schema import ProtectionMutation, ProtectionQuery
from contracts.rooms.schema import RoomMutation, RoomQuery, RoomSubscription
from contracts.standing.schema import StandingQuery
from marketplace.accounts.schema import AccountsMutation, AccountsQuery
from marketplace.config.operating.schema import OperatingMutation, OperatingQuery
from marketplace.core.graphql.schema import build_schema
from marketplace.demands.schema import DemandMutation, DemandQuery
from marketplace.escrow.schema import EscrowMutation, EscrowQuery
from marketplace.escrow.schema.leaks import LeakCheckMutation
from marketplace.evidence.schema import EvidenceQuery, EvidenceSubscription
from marketplace.files.schema import FilesMutation, FilesQuery
from marketplace.notifications.schema import (
    NotificationsMutation,
    NotificationsQuery,
    NotificationsSubscription,
)
from marketplace.technologies.schema import (
    LeakMutation,
    LeakQuery,
    TechnologyMutation,
    TechnologyQuery,
)
from matching.schema import MatchingMutation, MatchingQuery, MatchingSubscription


class Query(
    PaymentsQuery,
    DealsQuery,
    AccountsQuery,
    TechnologyQuery,
    LeakQuery,
    MatchingQuery,
    DemandQuery,
    EscrowQuery,
    EvidenceQuery,
    FilesQuery,
    NotificationsQuery,
    OperatingQuery,
    NdaQuery,
    ProtectionQuery,
    RoomQuery,
    StandingQuery,
    graphene.ObjectType,
):
    """What can be read."""


class Mutation(
    PaymentsMutation,
    DealsMutation,
    AccountsMutation,
    TechnologyMutation,
    LeakMutation,
    LeakCheckMutation,
    DemandMutation,
    EscrowMutation,
    FilesMutation,
    MatchingMutation,
    NotificationsMutation,
    OperatingMutation,
    NdaMutation,
    ProtectionMutation,
    RoomMutation,
    graphene.ObjectType,
):
    """What can be done; every answer has the same list of errors."""


class Subscription(
    EvidenceSubscription,
    MatchingSubscription,
    NotificationsSubscription,
    RoomSubscription,
    graphene.ObjectType,
):
    """What can be followed over the socket."""


schema = build_schema(query=Query, mutation=Mutation, subscription=Subscription)
