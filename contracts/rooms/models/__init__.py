"""Rooms, what is said in them, and what technical data is asked for and granted there."""

from contracts.rooms.models.requests import (
    GrantedFile,
    ItemHolder,
    RequestItem,
    TechnicalDataRequest,
)
from contracts.rooms.models.rooms import Message, Room, RoomEvent, RoomFile, RoomReading
from contracts.rooms.models.showing import DocumentPages

__all__ = [
    "DocumentPages",
    "GrantedFile",
    "ItemHolder",
    "Message",
    "RequestItem",
    "Room",
    "RoomEvent",
    "RoomFile",
    "RoomReading",
    "TechnicalDataRequest",
]
