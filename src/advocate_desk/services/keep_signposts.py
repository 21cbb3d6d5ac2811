"""Being told of a service without a referral: nobody was written to, nobody owes an answer, and it counts as none."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.closing_the_loop import Signpost
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.support_plan import SupportNeed
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSignpost:
    """What the form asks. ``to`` is the service's name as it was told; ``how`` is by what means, where that matters."""

    case_id: UUID
    to: str
    why: str
    on: date
    how: str = ""
    agency_id: UUID | None = None
    need_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignpostLine:
    """One signpost with the title of the need it is for, "" where it is for none, and who told of it."""

    signpost: Signpost
    need: str
    told_by: str


class KeepSignposts:
    """Keeps what services somebody was told of, and what came of it where they say."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> tuple[SignpostLine, ...]:
        """Return the signposts of a case, the newest first.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            found = unit.find(Signpost, case_id=unit.get(Case, case_id).id, order_by=("-on", "-id"))
            needs = {one.id: one.title for one in unit.find(SupportNeed, case_id=case_id)}
            names = names_of(unit)
        return tuple(
            SignpostLine(
                signpost=one,
                need=needs.get(one.need_id, "") if one.need_id else "",
                told_by=names.get(one.actor_id, ""),
            )
            for one in found
        )

    def record(self, new: NewSignpost) -> UUID:
        """Keep that somebody was told of a service, and return under which id.

        Raises:
            EntryRefused: nothing says of what service or why, the day lies ahead, or the need is of another case.
            TextRefused: the words hold what cannot be kept exactly.
            NotFound: no such case, need or agency.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        if not new.to.strip():
            raise EntryRefused("Say which service was named.")
        if not new.why.strip():
            raise EntryRefused("Say what it was named for.")
        if new.on > self._session.clock.today():
            raise EntryRefused("This day is still to come. Give the day the service was named.")
        with self._session.work() as unit:
            _refuse_strange(unit, new)
            signpost = Signpost(
                id=new_id(now),
                stream_id=unit.get(Case, new.case_id).id,
                case_id=new.case_id,
                to=accept(new.to).strip(),
                why=accept(new.why).strip(),
                on=new.on,
                recorded_at=now,
                actor_id=self._session.user.id,
                agency_id=new.agency_id,
                need_id=new.need_id,
                how=accept(new.how).strip(),
            )
            unit.add(signpost)
            unit.commit("signpost recorded")
        return signpost.id

    def hear(self, opened: Signpost, came_of_it: str, heard_on: date) -> None:
        """Keep what somebody told of it later: that they went, did not want to, or could not.

        Raises:
            ChangedMeanwhile: somebody else wrote down the same since.
            EntryRefused: nothing is told, or the day cannot be.
            TextRefused: the words hold what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        if not came_of_it.strip():
            raise EntryRefused("Say what came of it, in the words it was told.")
        if not opened.on <= heard_on <= self._session.clock.today():
            raise EntryRefused("Give the day it was told: not before the service was named, and not after today.")
        with self._session.work() as unit:
            unit.get(Signpost, opened.id)
            unit.change(opened, came_of_it=accept(came_of_it).strip(), heard_on=heard_on)
            unit.commit("signpost heard of")


def _refuse_strange(unit: UnitOfWork, new: NewSignpost) -> None:
    if new.agency_id is not None:
        unit.get(Agency, new.agency_id)
    if new.need_id is not None and unit.get(SupportNeed, new.need_id).case_id != new.case_id:
        raise EntryRefused("That need belongs to another case. Choose again.")
