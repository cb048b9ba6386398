"""Rooms, written requests and grants in the API."""

from contracts.rooms.schema.documents import DocumentActs
from contracts.rooms.schema.reading import RoomQuery, RoomSubscription
from contracts.rooms.schema.request_operations import RequestActs
from contracts.rooms.schema.room_operations import RoomActs


class RoomMutation(RoomActs, RequestActs, DocumentActs):
    """What people do in rooms."""


__all__ = ["RoomMutation", "RoomQuery", "RoomSubscription"]
