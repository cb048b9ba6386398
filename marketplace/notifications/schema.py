"""Notices in the API: a person's own, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import graphene

from marketplace.core.graphql.connections import (
    Page,
    connection_field,
    connection_type,
    decode_cursor,
    page_of,
    page_size,
)
from marketplace.core.graphql.fields import SKIP, guarded_field, guarded_subscription
from marketplace.core.graphql.mutation import DomainMutation
from marketplace.core.graphql.positions import Positioned
from marketplace.core.graphql.types import choices_enum
from marketplace.notifications.policies import can_read_notices
from marketplace.notifications.selectors import (
    NoticeBatch,
    NoticeState,
    PreferenceRead,
    notice_state_for,
    notices_after,
    notices_for,
    preferences_for,
)
from marketplace.notifications.services import (
    PreferenceChoice,
    notices_read,
    preferences_save,
)
from marketplace.notifications.services.notices import notices_group
from marketplace.notifications.states import MailPace, NotificationCategory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.core.actor import Actor
    from marketplace.core.graphql.context import RequestContext
    from marketplace.notifications import models

_SCOPE = "notifications:read"

CategoryEnum = choices_enum(NotificationCategory, description="What a notice is about.")
PaceEnum = choices_enum(MailPace, description="How soon a mail tells of notices.")


class Notification(graphene.ObjectType):
    """One event as the person hears of it; it holds no name, title or text."""

    id = graphene.ID(required=True, description="The notice's opaque id.")
    number = graphene.Int(
        required=True,
        description="Counts up for each person without gaps; pass the last one as `after`.",
    )
    kind = graphene.String(
        required=True, description="What happened, for example `match.requested`."
    )
    category = graphene.Field(CategoryEnum, required=True, description="What it is about.")
    asks = graphene.Boolean(required=True, description="Whether the person is asked to act.")
    path = graphene.String(
        required=True, description="The page where the act is done, for example `/deals/abc`."
    )
    due_at = graphene.DateTime(description="Until when an act is asked for, or null.")
    created_at = graphene.DateTime(required=True, description="When it happened.")
    read_at = graphene.DateTime(description="When the person read it, or null.")

    @staticmethod
    def resolve_id(notice: models.Notification, _info: Any) -> str:
        """Return the opaque id, never the row's key."""
        return notice.public_id


class NotificationBatch(graphene.ObjectType):
    """Notices that came, in the order of their numbers."""

    notifications = graphene.List(
        graphene.NonNull(Notification),
        required=True,
        description="What is new; empty where only something was read.",
    )
    last_number = graphene.Int(
        required=True, description="Pass it as `after` to go on from here, for example later."
    )
    unread = graphene.Int(required=True, description="How many are unread in all.")


class NotificationStateType(graphene.ObjectType):
    """How much is unread, and how far the notices are numbered."""

    class Meta:
        name = "NotificationState"

    unread = graphene.Int(required=True, description="How many are unread.")
    last_number = graphene.Int(required=True, description="The number of the newest notice, or 0.")


class NotificationPreferences(graphene.ObjectType):
    """How the person wants to hear by mail; every notice also stands on its page."""

    firm = graphene.Field(PaceEnum, required=True, description="Of the firm and its members.")
    technology = graphene.Field(PaceEnum, required=True, description="Of technologies.")
    demand = graphene.Field(PaceEnum, required=True, description="Of demands.")
    match = graphene.Field(PaceEnum, required=True, description="Of requests and matches.")
    case = graphene.Field(PaceEnum, required=True, description="Of cases.")
    quiet_from_hour = graphene.Int(
        description="The first hour in Korea, 0 to 23, in which no notice is mailed; or null."
    )
    quiet_to_hour = graphene.Int(
        description="The hour in Korea, 0 to 23, from which notices are mailed again; or null."
    )
    is_default = graphene.Boolean(
        required=True,
        description="Whether nothing was chosen yet: requests then come at once, all else daily.",
    )


for _category in NotificationCategory.values:

    def _resolve_pace(read: PreferenceRead, _info: Any, _name: str = _category) -> str:
        return read.paces[_name]

    setattr(NotificationPreferences, f"resolve_{_category}", staticmethod(_resolve_pace))


class NotificationPreferencesInput(graphene.InputObjectType):
    """How the person wants to hear by mail."""

    firm = graphene.Field(PaceEnum, required=True, description="Of the firm and its members.")
    technology = graphene.Field(PaceEnum, required=True, description="Of technologies.")
    demand = graphene.Field(PaceEnum, required=True, description="Of demands.")
    match = graphene.Field(PaceEnum, required=True, description="Of requests and matches.")
    case = graphene.Field(PaceEnum, required=True, description="Of cases.")
    quiet_from_hour = graphene.Int(
        description="The first hour in Korea, 0 to 23, in which no notice is mailed; or null."
    )
    quiet_to_hour = graphene.Int(
        description="The hour in Korea, 0 to 23, from which notices are mailed again; or null."
    )


NotificationConnection = connection_type(Notification, "Notification")


def _notifications(_root: Any, info: Any, **arguments: Any) -> Page:
    size = page_size(arguments.get("first"))
    key: Any = decode_cursor(arguments.get("after"), kinds=(int,))
    rows = notices_for(
        actor=info.context.actor,
        before=key[0] if key else None,
        unread=bool(arguments.get("unread")),
        limit=size + 1,
    )
    return page_of(rows, size=size, key=lambda row: (row.number,))


def _state(_root: Any, info: Any) -> NoticeState:
    return notice_state_for(actor=info.context.actor)


def _preferences(_root: Any, info: Any) -> PreferenceRead:
    return preferences_for(actor=info.context.actor)


class NotificationsQuery:
    """What people read of their own notices."""

    notifications = connection_field(
        NotificationConnection,
        policy=can_read_notices,
        scope=_SCOPE,
        description="One's own notices, the newest first.",
        resolver=_notifications,
        unread=graphene.Argument(
            graphene.Boolean, default_value=False, description="Only unread ones."
        ),
    )
    notification_state = guarded_field(
        graphene.NonNull(NotificationStateType),
        policy=can_read_notices,
        scope=_SCOPE,
        description="How many of one's own notices are unread.",
        resolver=_state,
    )
    notification_preferences = guarded_field(
        graphene.NonNull(NotificationPreferences),
        policy=can_read_notices,
        scope=_SCOPE,
        description="How one wants to hear by mail.",
        resolver=_preferences,
    )


class MarkNotificationsRead(DomainMutation):
    """Mark one's own notices as read: the named ones, or all up to a number."""

    class Meta:
        policy = can_read_notices

    class Arguments:
        ids = graphene.List(
            graphene.NonNull(graphene.ID), description="Which ones; without them all."
        )
        up_to = graphene.Int(description="Only those with at most this number.")

    state = graphene.Field(NotificationStateType, description="What is unread now.")

    @staticmethod
    def perform(
        context: RequestContext, *, ids: list[str] | None = None, up_to: int | None = None
    ) -> Mapping[str, Any]:
        """Mark, and return what is left."""
        notices_read(actor=context.actor, ids=ids, up_to=up_to, now=context.now)
        return {"state": notice_state_for(actor=context.actor)}


class SaveNotificationPreferences(DomainMutation):
    """Choose how one wants to hear by mail."""

    class Meta:
        policy = can_read_notices

    class Arguments:
        input = NotificationPreferencesInput(required=True, description="What is chosen.")

    preferences = graphene.Field(NotificationPreferences, description="As they are now.")

    @staticmethod
    def perform(context: RequestContext, *, input: Mapping[str, Any]) -> Mapping[str, Any]:
        """Save."""
        paces = {name: input[name].value for name in NotificationCategory.values}
        choice = PreferenceChoice(
            **paces,
            quiet_from_hour=input.get("quiet_from_hour"),
            quiet_to_hour=input.get("quiet_to_hour"),
        )
        preferences_save(actor=context.actor, choice=choice)
        return {"preferences": preferences_for(actor=context.actor)}


class NotificationsMutation:
    """What people do with their own notices."""

    mark_notifications_read = MarkNotificationsRead.Field()
    save_notification_preferences = SaveNotificationPreferences.Field()


def _groups(actor: Actor, _arguments: Mapping[str, Any]) -> Sequence[str]:
    return [notices_group(actor.user_id)] if actor.user_id is not None else []


def _event(
    context: RequestContext, arguments: Mapping[str, Any], event: Mapping[str, Any] | None
) -> Positioned:
    batch: NoticeBatch = notices_after(actor=context.actor, after=arguments.get("after"))
    # the first answer tells the count, and so does every reading; news without rows was told
    is_silent = event is not None and event.get("what") != "read" and not batch.notifications
    return Positioned(SKIP if is_silent else batch, position=batch.last_number, more=batch.is_more)


class NotificationsSubscription:
    """What people follow of their own notices."""

    notifications = guarded_subscription(
        graphene.NonNull(NotificationBatch),
        policy=can_read_notices,
        scope=_SCOPE,
        groups=_groups,
        resolve=_event,
        shared=False,
        description=(
            "One's own notices as they come, none lost and none doubled: after a lost connection "
            "pass the last number."
        ),
        after=graphene.Argument(
            graphene.Int,
            description="The last number that was received; without it only what comes is told.",
        ),
    )
