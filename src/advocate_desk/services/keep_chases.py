"""The log of chases: each time a silent agency was asked again, how, and whom we spoke with."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.referral import OWES_AN_ANSWER, Machine, label
from advocate_desk.domain.users import Action
from advocate_desk.services.referral_file import read_referral_file
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class NewChase:
    """That an agency was asked again. ``told_by`` is whom we spoke with, where it was anybody."""

    referral_id: UUID
    on: date
    how: str
    told_by: str = ""
    note: str = ""


class KeepChases:
    """Keeps the log. It is only added to; what the agency answered is recorded on the referral."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, new: NewChase) -> UUID:
        """Keep that an agency was asked again, and return under which id. The next day to ask moves on with it.

        Raises:
            MoveRefused: the agency owes no answer.
            EntryRefused: nothing says how, or the day cannot be.
            TextRefused: the words hold what cannot be kept exactly.
            NotFound: no such referral.
        """
        self._session.require(Action.WORK_ON_CASES)
        if not new.how.strip():
            raise EntryRefused("Say how they were asked, such as by phone or by email.")
        with self._session.work() as unit:
            file = read_referral_file(unit, new.referral_id)
            last = file.last_move(Machine.PROGRESS)
            if last is None or file.progress not in OWES_AN_ANSWER:
                raise MoveRefused(
                    f"A referral that is “{label(file.progress)}” waits for no answer, so there is nobody to chase."
                )
            if new.on > self._session.clock.today():
                raise EntryRefused("This day is still to come. Give the day they were asked.")
            if new.on < in_london(last.happened_at).date():
                raise EntryRefused("This day lies before they were last written to or heard from. Check it.")
            recorded_at = file.next_recorded_at(self._session.clock.now())
            chase = ReferralChase(
                id=new_id(recorded_at),
                stream_id=file.referral.case_id,
                case_id=file.referral.case_id,
                referral_id=file.referral.id,
                on=new.on,
                how=accept(new.how).strip(),
                recorded_at=recorded_at,
                actor_id=self._session.user.id,
                told_by=accept(new.told_by).strip(),
                note=accept(new.note),
            )
            unit.add(chase)
            unit.commit("agency asked again")
        return chase.id
