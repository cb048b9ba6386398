"""The only writers of the index, of matches and of cases, one function per use case."""

from matching.services.absences import (
    ABSENCE_TIMER,
    absence_due,
    absence_end,
    absence_plan,
)
from matching.services.answering import match_accept, match_decline, match_end
from matching.services.casework import (
    case_move,
    case_next_step_set,
)
from matching.services.encoding import vectors_ensure
from matching.services.endings import (
    coordinators_recheck,
    matches_of_firms_recheck,
    matches_of_withdrawn_end,
)
from matching.services.handing_over import cases_hand_over, handover_return
from matching.services.indexing import (
    index_differs,
    index_ensure,
    index_is_as_known,
    index_rebuild,
    index_trouble,
    index_vector_standing,
    index_version,
    technologies_index,
)
from matching.services.interests import conflict_decide, interest_declare, interests_recheck
from matching.services.judging import judgement_undo, suggestion_judge
from matching.services.noting import (
    Contact,
    FollowUp,
    case_note_add,
    case_note_correct,
    follow_up_settle,
)
from matching.services.questioning import match_answer
from matching.services.reminding import case_remind
from matching.services.requesting import (
    match_confirm,
    match_expire_due,
    match_request,
    match_withdraw,
)
from matching.services.seeing_and_reminding import match_remind, match_see

__all__ = [
    "ABSENCE_TIMER",
    "Contact",
    "FollowUp",
    "absence_due",
    "absence_end",
    "absence_plan",
    "case_move",
    "case_next_step_set",
    "case_note_add",
    "case_note_correct",
    "case_remind",
    "cases_hand_over",
    "conflict_decide",
    "coordinators_recheck",
    "follow_up_settle",
    "handover_return",
    "index_differs",
    "index_ensure",
    "index_is_as_known",
    "index_rebuild",
    "index_trouble",
    "index_vector_standing",
    "index_version",
    "interest_declare",
    "interests_recheck",
    "judgement_undo",
    "match_accept",
    "match_answer",
    "match_confirm",
    "match_decline",
    "match_end",
    "match_expire_due",
    "match_remind",
    "match_request",
    "match_see",
    "match_withdraw",
    "matches_of_firms_recheck",
    "matches_of_withdrawn_end",
    "suggestion_judge",
    "technologies_index",
    "vectors_ensure",
]
