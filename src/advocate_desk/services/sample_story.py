"""What happens in one invented case over the month: each act at its moment, done by whoever does it in life."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from advocate_desk.domain.contacts import Contact, Note
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.record import Record
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.log_contact import LogContact, NewContact
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.sample_cases import CaseMaker, Invented
from advocate_desk.services.sample_content import Setting
from advocate_desk.services.sample_log import DrawnContact, drawn_log, fits
from advocate_desk.services.sample_sketch import Sketch
from advocate_desk.services.session import Session

Act = Callable[[Session], None]
_SECOND_LOOK = 3
"""Days before today when risk was gone through again and the steps were brought up to date."""
_ONE_BY_ONE = 2
"""The newest contacts of a case are logged as people log them, one at a time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One act of the month. ``sitting`` says who does it, in which of their turns at the desk."""

    sitting: int
    at: datetime
    act: Act


def keep(session: Session, records: list[Record], why: str) -> None:
    """Keep ``records`` in one unit of work."""
    with session.work() as unit:
        for record in records:
            unit.add(record)
        unit.commit(why)


class CaseStory:
    """One case from its opening to this week."""

    def __init__(self, setting: Setting, sketch: Sketch, sitting: int, contacts: int) -> None:
        self.setting, self.sketch = setting, sketch
        self._sitting, self._contacts = sitting, contacts
        self._invented: Invented | None = None
        self._logged: list[UUID] = []

    @property
    def case(self) -> Invented:
        """The case, once it was opened."""
        assert self._invented is not None, "a story is told from its beginning"
        return self._invented

    def entries(self) -> Iterator[Entry]:
        """Return what is done, in no order."""
        clock = self.setting.clock
        yield self._entry(clock.moment(self.sketch.opened_days_ago, 9), self._open)
        yield self._entry(clock.moment(_SECOND_LOOK, 16, 30), self._look_again)
        log = drawn_log(self.setting, self.sketch, self._contacts)
        older, newest = log[:-_ONE_BY_ONE], log[-_ONE_BY_ONE:]
        if older:
            yield self._entry(older[-1].recorded_at, partial(self._keep_older, older))
        for contact in newest:
            yield self._entry(contact.recorded_at, partial(self._log, contact))

    def _entry(self, at: datetime, act: Act) -> Entry:
        return Entry(sitting=self._sitting, at=at, act=act)

    def _open(self, session: Session) -> None:
        maker = self._maker(session)
        self._invented, records = maker.opening(self.sketch)
        first = maker.assessment(self._invented, self.sketch.opened_days_ago)
        keep(session, [*records, *([first] if first else [])], "case opened")

    def _look_again(self, session: Session) -> None:
        maker, case = self._maker(session), self.case
        again = maker.assessment(case, _SECOND_LOOK) if self.sketch.risk_reason else None
        note = self._note(session) if self._contacts else None
        records = [*maker.steps(case), *maker.tasks(case), *(one for one in (note, again) if one)]
        with session.work() as unit:
            for record in records:
                unit.add(record)
            self._check_plan(unit, maker.checked_on(self.sketch))
            unit.commit("case gone through")

    def _check_plan(self, unit: UnitOfWork, checked_on: date | None) -> None:
        """Go through the safe-contact plan again, where that was done since the case opened."""
        for plan in unit.find(SafeContactPlan, case_id=self.case.case_id):
            if checked_on is not None and plan.checked_on is not None and plan.checked_on < checked_on:
                again = checked_on + timedelta(days=self.sketch.check_every)
                unit.change(plan, checked_on=checked_on, check_again_by=again)

    def _maker(self, session: Session) -> CaseMaker:
        setting = self.setting
        return CaseMaker(setting.clock, setting.rules, setting.phones, setting.draw, session.user.id)

    def _note(self, session: Session) -> Note:
        entries = self.setting.content.words["note"]["entries"]
        headline, text = self.setting.draw.one([one for one in entries if fits(one[1], self.sketch.pronouns)])
        now = self.setting.clock.now()
        return Note(
            id=new_id(now),
            stream_id=self.case.case_id,
            case_id=self.case.case_id,
            happened_at=now - timedelta(minutes=20),
            recorded_at=now,
            author_id=session.user.id,
            headline=headline,
            text=text,
        )

    def _keep_older(self, older: Sequence[DrawnContact], session: Session) -> None:
        """Keep the month's older contacts in one unit of work: a disk is slow to say that it is done."""
        contacts: list[Record] = []
        for drawn in older:
            contact = Contact(
                id=new_id(drawn.recorded_at),
                stream_id=self.case.case_id,
                case_id=self.case.case_id,
                kind=drawn.kind,
                direction=drawn.direction,
                result=drawn.result,
                happened_at=drawn.happened_at,
                recorded_at=drawn.recorded_at,
                author_id=session.user.id,
                minutes=drawn.minutes,
                summary=drawn.summary,
                distressing=drawn.distressing,
                corrects_id=self._logged[-1] if drawn.corrects_the_one_before else None,
            )
            contacts.append(contact)
            self._logged.append(contact.id)
        keep(session, contacts, "contacts of the sample month")

    def _log(self, drawn: DrawnContact, session: Session) -> None:
        logged = LogContact(session).log(
            NewContact(
                case_id=self.case.case_id,
                kind=drawn.kind,
                direction=drawn.direction,
                result=drawn.result,
                happened_at=drawn.happened_at,
                minutes=drawn.minutes,
                summary=drawn.summary,
                distressing=drawn.distressing,
                corrects_id=self._logged[-1] if drawn.corrects_the_one_before else None,
            )
        )
        self._logged.append(logged)
