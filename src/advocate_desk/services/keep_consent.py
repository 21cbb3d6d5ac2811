"""What she agreed to share, with whom, for what; and taking it back."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from advocate_desk.domain.agreement_rules import newest
from advocate_desk.domain.agreements import OwnConsent, ParentalResponsibility, SupportAgreement, Withheld
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.consent_rules import due_to_ask_again, holds, left_to_ask, standing, still_to_come_back
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.people import Disclosure, shown_name
from advocate_desk.domain.pronouns import Pronouns, pronouns
from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.under_eighteen import missing_to_share
from advocate_desk.domain.users import Action
from advocate_desk.domain.withholding import KeptFrom, kept_from
from advocate_desk.services.case_file import CaseFile, hidden_points, read_case_file
from advocate_desk.services.make_referral import MakeReferral, NewConsent
from advocate_desk.services.new_consent import Giver, givers_for
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.referral_file import ReferralFile, read_referral_files
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentLine:
    """One consent as its section lists it.

    ``standing`` says in words whether it holds today; ``may_undo`` that it was withdrawn today and the withdrawal can
    be taken back; ``letters_waiting`` how many approved letters that have not left stand on it. ``due`` says that she
    should be asked again; ``given_by`` names who gave it where that was not herself; ``missing`` is what else a
    consent for somebody under eighteen needs; ``kept_from`` is what its agency must not have all the same;
    ``outlived_support`` says that support was ended since, and nobody has asked whether this may still be shared.
    """

    consent: Consent
    agency: str
    holds: bool
    standing: str
    may_undo: bool
    points: tuple[HiddenPoint, ...]
    recorded_by: str
    letters_waiting: int
    due: bool = False
    given_by: str = ""
    missing: tuple[str, ...] = ()
    kept_from: KeptFrom = field(default_factory=KeptFrom)
    outlived_support: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentView:
    """The consents of a case, those that hold first, then the newest. ``may_share`` are points a consent may name.

    ``givers`` are who else may give a consent: for somebody under eighteen, those with parental responsibility whom
    it is safe to tell.
    """

    name: str
    person: Pronouns
    consents: tuple[ConsentLine, ...]
    may_share: tuple[HiddenPoint, ...]
    givers: tuple[Giver, ...] = ()


class KeepConsent:
    """Records consents and withdrawals."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules
        self._referrals = MakeReferral(session, rules)

    def view(self, case_id: UUID) -> ConsentView:
        """Return the consents of a case.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            own = hidden_points(file, file.client, self._session.clock.now())
            read = _Read(
                file=file,
                own=own,
                referrals=read_referral_files(unit, file),
                withheld=unit.find(Withheld, case_id=case_id),
                responsibilities=unit.find(ParentalResponsibility, case_id=case_id),
                judged=unit.find(OwnConsent, case_id=case_id),
                agreements=unit.find(SupportAgreement, case_id=case_id),
                today=today,
            )
            lines = [_line(one, read, _agency_name(unit, one)) for one in file.consents]
        lines.sort(key=lambda line: (line.holds, line.consent.given_on, line.consent.recorded_at), reverse=True)
        return ConsentView(
            name=shown_name(file.client),
            person=pronouns(file.client.pronouns),
            consents=tuple(lines),
            may_share=tuple(point for point in own if point.disclosure is not Disclosure.DO_NOT_DISCLOSE),
            givers=givers_for(file.client, read.responsibilities, file.people, today),
        )

    def purposes(self) -> tuple[str, ...]:
        """Return what consent is usually for: one for each letter."""
        return self._rules.purposes()

    def give(self, new: NewConsent) -> Consent:
        """Keep what she agreed to.

        Raises:
            EntryRefused: a day cannot be, the way is missing, family would have interpreted, or something is of
                another case.
        """
        return self._referrals.record_consent(new)

    def withdraw(self, consent_id: UUID) -> None:
        """Record that she changed her mind today. The consent stays listed; letters under it can no longer leave."""
        self._referrals.withdraw_consent(consent_id, self._session.clock.today())

    def take_back_withdrawal(self, consent_id: UUID) -> None:
        """Take back a withdrawal that was pressed by mistake. Both stay in the history.

        Raises:
            EntryRefused: it was withdrawn before today, so she must be asked again.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            consent = unit.get(Consent, consent_id)
            if not still_to_come_back(consent, self._session.clock.today()):
                raise EntryRefused("Only a withdrawal recorded today can be taken back. Ask again and record it anew.")
            unit.change(consent, withdrawn_on=None)
            unit.commit("withdrawal of consent taken back")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """What every consent of a case is judged by."""

    file: CaseFile
    own: tuple[HiddenPoint, ...]
    referrals: tuple[ReferralFile, ...]
    withheld: tuple[Withheld, ...]
    responsibilities: tuple[ParentalResponsibility, ...]
    judged: tuple[OwnConsent, ...]
    agreements: tuple[SupportAgreement, ...]
    today: date


def _line(consent: Consent, read: _Read, agency: str) -> ConsentLine:
    file, today = read.file, read.today
    giver = file.person(consent.given_by_id) if consent.given_by_id else None
    waiting = [
        one
        for one in read.referrals
        if one.referral.consent_id == consent.id
        and one.review is ReviewState.APPROVED
        and one.progress is ProgressState.NOT_SENT
    ]
    agreement = newest(read.agreements, file.client.id)
    return ConsentLine(
        consent=consent,
        agency=agency,
        holds=holds(consent, today),
        standing=standing(consent, today),
        may_undo=still_to_come_back(consent, today),
        points=tuple(point for point in read.own if point.point_id in consent.points),
        recorded_by=file.name_of(consent.recorded_by),
        letters_waiting=len(waiting),
        due=consent in due_to_ask_again(file.consents, today),
        given_by=shown_name(giver) if giver else "",
        missing=missing_to_share(file.client, consent, read.responsibilities, read.judged, file.people, today),
        kept_from=kept_from(read.withheld, consent.agency_id, file.people),
        outlived_support=consent in left_to_ask(agreement, file.consents, today),
    )


def _agency_name(unit: UnitOfWork, consent: Consent) -> str:
    found = unit.find(Agency, id=consent.agency_id)
    return found[0].name if found else "An agency that was taken out of the directory"
