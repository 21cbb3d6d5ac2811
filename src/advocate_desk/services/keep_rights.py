"""Whether she has enhanced rights: what the police decided, kept as they said it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.clock_entries import EnhancedRights
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept, accept_line
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import just_after
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class RightsForm:
    """What the form asks. ``decided_on`` is None where nobody knows the day."""

    answer: Answer
    decided_by: str = ""
    decided_on: date | None = None
    note: str = ""


def rights_now(unit: UnitOfWork, case_id: UUID) -> EnhancedRights | None:
    """Return what was recorded last, or None where nobody has asked."""
    found = unit.find(EnhancedRights, case_id=case_id, order_by=("-recorded_at", "-id"), limit=1)
    return found[0] if found else None


class KeepRights:
    """Keeps what the police said. Every answer stays; the newest holds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> EnhancedRights | None:
        """Return what was recorded last, or None where nobody has asked."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            return rights_now(unit, case_id)

    def record(self, case_id: UUID, form: RightsForm) -> EnhancedRights:
        """Keep what the police decided.

        Raises:
            EntryRefused: yes or no without who decided, or a day to come; in words.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        if form.answer in {Answer.YES, Answer.NO} and not form.decided_by.strip():
            raise EntryRefused("Say who decided it. It is the police assessment that counts.")
        if form.decided_on is not None and form.decided_on > today:
            raise EntryRefused("This day is still to come. Give the day it was decided.")
        with self._session.work() as unit:
            before = rights_now(unit, case_id)
            record = EnhancedRights(
                id=new_id(now),
                stream_id=case_id,
                case_id=case_id,
                answer=form.answer,
                decided_by=accept_line(form.decided_by),
                decided_on=form.decided_on,
                recorded_at=just_after(now, [before.recorded_at] if before else []),
                actor_id=self._session.user.id,
                note=accept(form.note),
            )
            unit.add(record)
            unit.commit("enhanced rights recorded")
        return record
