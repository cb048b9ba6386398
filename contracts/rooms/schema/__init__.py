"""Rooms, written requests and grants in the API."""

from contracts.rooms.schema.disclosing import DisclosureQuery
from contracts.rooms.schema.document_reading import DocumentQuery, DocumentSubscription
from contracts.rooms.schema.documents import DocumentActs
from contracts.rooms.schema.reading import RoomReadingQuery, RoomReadingSubscription
from contracts.rooms.schema.request_operations import RequestActs
from contracts.rooms.schema.room_operations import RoomActs


class RoomQuery(RoomReadingQuery, DocumentQuery, DisclosureQuery):
    """What people read of rooms and their documents."""


class RoomSubscription(RoomReadingSubscription, DocumentSubscription):
    """What people follow of rooms and their documents."""


class RoomMutation(RoomActs, RequestActs, DocumentActs):
    """What people do in rooms."""


__all__ = ["RoomMutation", "RoomQuery", "RoomSubscription"]
