"""How it is safe to contact a person. Until somebody has asked her, nothing is."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.record import Record


class Method(StrEnum):
    """The ways an advocate may reach somebody."""

    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    POST = "post"
    VOICEMAIL = "voicemail"
    VIA_PROFESSIONAL = "via_professional"
    IN_PERSON = "in_person"


TO_A_POINT = (Method.CALL, Method.TEXT, Method.EMAIL, Method.POST, Method.VOICEMAIL)
"""The ways that need a number or an address of hers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SafeContactPlan(Record):
    """What she said about contacting her. Every answer but yes means no.

    ``times`` is the window as she put it ("Monday to Friday, 10am to 2pm"). ``checked_on`` is None until
    a worker has gone through the plan with her, ``checked_at`` the moment that was written down, so that an incident
    of the same day is known to be new or not; ``check_again_by`` is the day it goes stale.
    ``if_someone_else_answers`` is what to say then, ``who_may_answer`` who that could be, or who lives there.

    ``windows`` are the weekly times agreed and ``exceptions`` the days that differ, both as `contact_windows` writes
    them, in Europe/London. ``identity`` is who to say is calling, ``text_wording`` the only words a text may have,
    ``professional`` through whom she may be reached, ``emergency`` what was agreed for when a line is cut or she
    cannot be reached, such as when to ask the police to look in.
    """

    case_id: UUID
    person_id: UUID
    call: Answer = Answer.NOT_ASKED
    text: Answer = Answer.NOT_ASKED
    email: Answer = Answer.NOT_ASKED
    post: Answer = Answer.NOT_ASKED
    voicemail: Answer = Answer.NOT_ASKED
    first_method: Method | None = None
    times: str = ""
    if_someone_else_answers: str = ""
    who_may_answer: str = ""
    never: str = ""
    checked_on: date | None = None
    checked_by: UUID | None = None
    check_again_by: date | None = None
    via_professional: Answer = Answer.NOT_ASKED
    in_person: Answer = Answer.NOT_ASKED
    windows: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    identity: str = ""
    text_wording: str = ""
    professional: str = ""
    emergency: str = ""
    checked_at: datetime | None = None

    def answer(self, method: Method) -> Answer:
        """Return what she said about ``method``; each way has a field of its name."""
        said: Answer = getattr(self, method.value)
        return said


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactOverride(Record):
    """Somebody began a contact that the plan does not allow, and why. It stays in the history.

    ``against`` is what stood against it, in the words they were shown.
    """

    case_id: UUID
    person_id: UUID
    method: Method
    reason: str
    against: str
    made_at: datetime
    made_by: UUID
    point_id: UUID | None = None
