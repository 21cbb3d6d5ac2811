"""The moves of a case: where an episode went, when and why, how it ended, and what was wrong with its referral."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.record import Record


class ClosureReason(StrEnum):
    """Why an episode ended. None of them blames her; `UNSAFE_TO_CONTINUE` is about contact, not about her."""

    NEEDS_MET = "needs_met"
    MOVED_ON = "moved_on"
    OUT_OF_TOUCH = "out_of_touch"
    DECLINED = "declined"
    UNABLE_TO_CONTACT = "unable_to_contact"
    LEFT_AREA = "left_area"
    UNSAFE_TO_CONTINUE = "unsafe_to_continue"
    NOT_FOR_THIS_SERVICE = "not_for_this_service"
    NO_CAPACITY = "no_capacity"
    DIED = "died"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseMove(Record):
    """One move. ``Case.status`` says where the case stands since the newest of them.

    ``sent_to`` is where a person was redirected or transferred to, as an agency of the directory where it is one.
    ``decided_by`` is the supervisor, where the move needed one.
    """

    case_id: UUID
    to_status: CaseStatus
    happened_at: datetime
    recorded_at: datetime
    actor_id: UUID
    reason: str = ""
    closure: ClosureReason | None = None
    sent_to: str = ""
    sent_to_agency_id: UUID | None = None
    decided_by: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseClosing(Record):
    """What an episode ends with, made while it is closing. Without it no case is closed after support began.

    ``exit_assessment_id`` is the risk assessment of the end. ``outcomes`` maps an outcome's code (data of the
    service) to the answer's code. ``carried_over`` are referrals that go on without us, by agreement.
    ``way_back`` says how she can return safely. ``high_risk_reason`` is why it ends although risk is high;
    then a supervisor signs.
    """

    case_id: UUID
    closure: ClosureReason
    outcomes: Mapping[str, str]
    made_at: datetime
    made_by: UUID
    exit_assessment_id: UUID | None = None
    told: str = ""
    way_back: str = ""
    carried_over: tuple[UUID, ...] = ()
    high_risk_reason: str = ""
    signed_at: datetime | None = None
    signed_by: UUID | None = None


ANSWER_FROM_REFERRER = timedelta(days=2)
"""How long whoever referred may be silent about what is wrong with a referral. Ours, no law's: somebody waits to be
reached meanwhile.
"""


class ReferralTrouble(StrEnum):
    """What is wrong with a referral that came in."""

    NO_SAFE_NUMBER = "no_safe_number"
    NO_WAY_TO_REACH = "no_way_to_reach"
    WRONG_FORM = "wrong_form"
    FACTS_MISSING = "facts_missing"
    NOT_FOR_US = "not_for_us"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralProblem(Record):
    """Something is wrong with the referral of this case, and its way back to who sent it.

    ``told_on`` is the day the referrer was asked, ``answered_on`` the day it was put right, or given up.
    """

    case_id: UUID
    trouble: ReferralTrouble
    words: str
    raised_at: datetime
    raised_by: UUID
    told_on: date | None = None
    told_how: str = ""
    answered_on: date | None = None
    answer: str = ""
