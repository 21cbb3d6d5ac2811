"""How it is safe to contact a person. Until somebody has asked her, nothing is."""

from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, kw_only=True, slots=True)
class SafeContactPlan(Record):
    """What she said about contacting her. Every answer but yes means no.

    ``times`` is the window as she put it ("Monday to Friday, 10am to 2pm"). ``checked_on`` is None until
    a worker has gone through the plan with her; ``check_again_by`` is the day it goes stale.
    ``if_someone_else_answers`` is what to say then, ``who_may_answer`` who that could be, or who lives there.
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

    def answer(self, method: Method) -> Answer:
        """Return what she said about ``method``."""
        answers = {
            Method.CALL: self.call,
            Method.TEXT: self.text,
            Method.EMAIL: self.email,
            Method.POST: self.post,
            Method.VOICEMAIL: self.voicemail,
        }
        return answers[method]
