"""The lives of a room, of a technical-data request and of each of its items."""

from __future__ import annotations

from django.db import models


class RoomState(models.TextChoices):
    """Whether people may go on in a room."""

    OPEN = "open", "Both firms may write, ask and grant"
    PAUSED = "paused", "The coordinator stopped it for a while; it can be read, documents cannot"
    CLOSED = "closed", "The NDA or the match ended; what was written can still be read"


class RoomSide(models.TextChoices):
    """From where somebody takes part in a room."""

    SELLER = "seller", "The small firm that offers the technology"
    BUYER = "buyer", "The large firm that looks for one"
    COORDINATOR = "coordinator", "The coordinator of the case"


class Visibility(models.TextChoices):
    """Who reads what is said in a room."""

    EVERYONE = "everyone", "Both firms and the coordinator"
    OWN_FIRM = "own_firm", "The writer's own firm alone"
    COORDINATOR = "coordinator", "The writer's own firm and the coordinator"


class RoomEventKind(models.TextChoices):
    """What happened in a room."""

    OPENED = "opened", "The room was opened by the signed NDA"
    PAUSED = "paused", "The coordinator paused the room"
    RESUMED = "resumed", "The coordinator let the room go on"
    CLOSED = "closed", "The room was closed with the NDA or the match"
    MESSAGE = "message", "Somebody wrote"
    FILE = "file", "Somebody added a file"
    REQUEST_ISSUED = "request_issued", "The buyer asked in writing for technical data"
    REQUEST_WITHDRAWN = "request_withdrawn", "The buyer took a request back"
    ITEM_GRANTED = "item_granted", "The seller granted an item of a request"
    ITEM_REFUSED = "item_refused", "The seller refused an item of a request"
    ITEM_REVOKED = "item_revoked", "The seller took a grant back"
    HOLDER_REMOVED = "holder_removed", "A holder of a granted item was removed"


class RoomFileState(models.TextChoices):
    """Whether a file of a room is there."""

    ARRIVING = "arriving", "Its upload has begun"
    STORED = "stored", "It is there"


class RequestState(models.TextChoices):
    """How far a technical-data request is."""

    DRAFT = "draft", "The buyer writes it"
    ISSUED = "issued", "The seller decides on its items"
    ANSWERED = "answered", "Every item is decided"
    WITHDRAWN = "withdrawn", "The buyer took it back"


class ItemState(models.TextChoices):
    """What the seller decided on one item."""

    OPEN = "open", "Not decided yet"
    GRANTED = "granted", "Named documents were opened to named people"
    REFUSED = "refused", "Refused, with a reason"
    REVOKED = "revoked", "Granted before, and taken back"


class RequestPurpose(models.TextChoices):
    """What technical data may be asked for; the form in force says which of them count."""

    JOINT_PATENT = "joint_patent", "Applying for a patent together"
    JOINT_DEVELOPMENT = "joint_development", "Research and development agreed on together"
    DEFECT_CAUSE = "defect_cause", "Finding the cause of a defect"
    LICENCE_EVALUATION = "licence_evaluation", "Judging a technology before a licence or a purchase"


class PresentOwner(models.TextChoices):
    """Who owns the technical data now."""

    SELLER = "seller", "The small firm"
    BUYER = "buyer", "The large firm"
    BOTH = "both", "Both firms"
    THIRD_PARTY = "third_party", "Somebody else"


class OwnershipAfter(models.TextChoices):
    """Who owns the technical data once it was shown."""

    UNCHANGED = "unchanged", "Whoever owns it now"
    BY_CONTRACT = "by_contract", "As a contract between the firms will say"


class DeliveryMethod(models.TextChoices):
    """How technical data is handed over."""

    VIEW_IN_ROOM = "view_in_room", "Read as marked pages in the room"
    DOWNLOAD_IN_ROOM = "download_in_room", "Downloaded in the room"


class ReturnMethod(models.TextChoices):
    """What happens to technical data at the end."""

    ACCESS_ENDS = "access_ends", "Nothing left the room; access ends"
    DESTROY = "destroy", "Copies are destroyed, and that is confirmed in writing"
    RETURN = "return", "Originals and copies are given back"


class RefusalReason(models.TextChoices):
    """Why the seller refuses an item."""

    NOT_NEEDED = "not_needed", "Not needed for the purpose that was named"
    TOO_BROAD = "too_broad", "Asks for more than the purpose needs"
    TOO_EARLY = "too_early", "Not before a contract"
    TERMS_MISSING = "terms_missing", "Consideration, use or return is not settled"
    NOT_AVAILABLE = "not_available", "There is no such document"
    OTHER = "other", "Another reason"


class DocumentAccess(models.TextChoices):
    """Whether somebody may open a document now, or what stands in the way."""

    OPEN = "open", "It may be opened"
    PREPARING = "preparing", "Its pages are still being counted"
    NOT_VIEWABLE = "not_viewable", "It cannot be shown as pages"
    PAUSED = "paused", "The coordinator paused the room"
    PROVIDER = "provider", "The reader's own firm granted it, and reads it in its deposit"


_R = RoomState
ROOM_MOVES: dict[str, frozenset[str]] = {
    _R.OPEN: frozenset({_R.PAUSED, _R.CLOSED}),
    _R.PAUSED: frozenset({_R.OPEN, _R.CLOSED}),
    _R.CLOSED: frozenset(),
}
_Q = RequestState
REQUEST_MOVES: dict[str, frozenset[str]] = {
    _Q.DRAFT: frozenset({_Q.ISSUED, _Q.WITHDRAWN}),
    _Q.ISSUED: frozenset({_Q.ANSWERED, _Q.WITHDRAWN}),
    _Q.ANSWERED: frozenset(),
    _Q.WITHDRAWN: frozenset(),
}
_I = ItemState
ITEM_MOVES: dict[str, frozenset[str]] = {
    _I.OPEN: frozenset({_I.GRANTED, _I.REFUSED}),
    _I.GRANTED: frozenset({_I.REVOKED}),
    _I.REFUSED: frozenset(),
    _I.REVOKED: frozenset(),
}
ROOM_FILE_MOVES: dict[str, frozenset[str]] = {
    RoomFileState.ARRIVING: frozenset({RoomFileState.STORED}),
    RoomFileState.STORED: frozenset(),
}
