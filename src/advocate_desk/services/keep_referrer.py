"""Who referred a case and from where, and the person's own part in it."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case, ReferralSource
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.users import Action
from advocate_desk.services.session import Session

_CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class OriginForm:
    """Where a referral came from. Nothing in it is compulsory; ``received_at`` None means that nobody knows."""

    source: ReferralSource = ReferralSource.NOT_KNOWN
    referred_by: str = ""
    referrer_contact: str = ""
    referrer_agency_id: UUID | None = None
    referral_reason: str = ""
    referred_on: date | None = None
    received_at: datetime | None = None
    knows_of_referral: Answer = Answer.NOT_ASKED
    agreed_to_referral: Answer = Answer.NOT_ASKED

    @classmethod
    def of(cls, case: Case) -> "OriginForm":
        """Return what stands in ``case``."""
        return cls(**{one.name: getattr(case, one.name) for one in fields(cls)})


@dataclass(frozen=True, kw_only=True, slots=True)
class OriginView:
    """A case's referral. ``case`` is the state a form is opened on; ``agency`` names the referrer's, "" for none."""

    case: Case
    agency: str


class KeepReferrer:
    """Shows and changes where a case came from."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> OriginView:
        """Return the referral of a case.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            case = unit.get(Case, case_id)
            agency = unit.get(Agency, case.referrer_agency_id).name if case.referrer_agency_id else ""
        return OriginView(case=case, agency=agency)

    def change(self, opened: Case, form: OriginForm) -> None:
        """Change what the form changed of ``opened``, the state it was opened on, and nothing else.

        Raises:
            EntryRefused: a day lies ahead.
            ChangedMeanwhile: one of the same fields was changed since.
            NotFound: no such case or agency.
            TextRefused: words hold what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        if form.received_at is not None and form.received_at > now + _CLOCKS_DIFFER:
            raise EntryRefused("The referral cannot have come in later than now. Check its day and time.")
        if form.referred_on is not None and form.referred_on > today:
            raise EntryRefused("The day of the referral lies in the future. Check it.")
        changed = {name: value for name, value in _values(form).items() if value != getattr(opened, name)}
        if not changed:
            return
        with self._session.work() as unit:
            if form.referrer_agency_id is not None:
                unit.get(Agency, form.referrer_agency_id)
            unit.change(opened, **changed)
            unit.commit("referrer changed")


def _values(form: OriginForm) -> dict[str, Any]:
    values = {one.name: getattr(form, one.name) for one in fields(form)}
    return {name: accept(value) if type(value) is str else value for name, value in values.items()}
