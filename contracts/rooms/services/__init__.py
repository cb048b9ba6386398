"""What people and the runner do in rooms; the only writers of their tables."""

from contracts.rooms.services.choosing import FileChoice
from contracts.rooms.services.granting import item_grant, item_refuse, item_revoke
from contracts.rooms.services.holding import item_holder_remove
from contracts.rooms.services.marking import room_read
from contracts.rooms.services.printing import (
    REQUEST_FORM,
    request_form_asked,
    request_form_drawn,
    request_form_open,
)
from contracts.rooms.services.requesting import (
    request_draft,
    request_issue,
    request_save,
    request_withdraw,
)
from contracts.rooms.services.rooming import room_pause, room_resume, rooms_recheck
from contracts.rooms.services.talking import (
    ROOM_FILE,
    message_post,
    room_file_add,
    room_file_drop,
    room_file_store,
    room_file_writable,
)

__all__ = [
    "REQUEST_FORM",
    "ROOM_FILE",
    "FileChoice",
    "item_grant",
    "item_holder_remove",
    "item_refuse",
    "item_revoke",
    "message_post",
    "request_draft",
    "request_form_asked",
    "request_form_drawn",
    "request_form_open",
    "request_issue",
    "request_save",
    "request_withdraw",
    "room_file_add",
    "room_file_drop",
    "room_file_store",
    "room_file_writable",
    "room_pause",
    "room_read",
    "room_resume",
    "rooms_recheck",
]
