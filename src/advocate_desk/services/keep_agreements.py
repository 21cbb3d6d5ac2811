"""Agreeing to be supported: recorded after the limits were explained, asked again, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.agreement_rules import is_due, newest, standing, what_follows, why_not_supported
from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.consent_rules import holds, left_to_ask
from advocate_desk.domain.consent_rules import standing as consent_standing
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.interpreting import why_never_interpreter
from advocate_desk.domain.people import Person, PersonRole, shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.pronouns import pronouns
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAgreement:
    """What is typed when she agrees to be supported."""

    case_id: UUID
    person_id: UUID
    given_on: date
    how: str
    limits_explained: Answer = Answer.NOT_ASKED
    privacy_explained: Answer = Answer.NOT_ASKED
    interpreter: str = ""
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementLine:
    """One agreement, with how it stands in words.

    ``counts`` marks the one that holds for its person; ``may_undo`` that it was withdrawn today and the withdrawal can
    be taken back; ``left_to_ask`` how many consents to share outlived its withdrawal and were not asked about since.
    """

    agreement: SupportAgreement
    name: str
    standing: str
    counts: bool
    due: bool
    recorded_by: str
    may_undo: bool = False
    left_to_ask: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class MayAgree:
    """Somebody of the case who can agree to be supported. ``interpreter`` says whether she needs one."""

    person_id: UUID
    name: str
    interpreter: Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementsView:
    """Agreements to be supported of a case, the newest first.

    ``why_not_supported`` says what stands against calling her supported, empty when nothing does. ``may_agree`` are
    those whose agreement can be recorded, the person of the case first.
    """

    name: str
    agreements: tuple[AgreementLine, ...]
    why_not_supported: tuple[str, ...]
    may_agree: tuple[MayAgree, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentToAskAbout:
    """A consent to share that a withdrawal of support leaves in force, to be asked about by itself."""

    consent: Consent
    agency: str
    standing: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AfterWithdrawal:
    """What follows from a withdrawal, in sentences, and each consent to share that still holds."""

    words: tuple[str, ...]
    consents: tuple[ConsentToAskAbout, ...]


class KeepAgreements:
    """Records agreements to be supported and withdrawals. An agreement never changes; asking again makes a new one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> AgreementsView:
        """Return the agreements of a case.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            case = unit.get(Case, case_id)
            client = unit.get(Person, case.client_id)
            people = {one.id: one for one in unit.find(Person, case_id=case_id)}
            every = unit.find(SupportAgreement, case_id=case_id)
            left = left_to_ask(newest(every, client.id), unit.find(Consent, case_id=case_id), today)
            staff = names_of(unit)
        counting = {person_id: newest(every, person_id) for person_id in {client.id, *(one.person_id for one in every)}}
        ordered = sorted(every, key=lambda one: (one.given_on, one.recorded_at), reverse=True)
        return AgreementsView(
            name=shown_name(client),
            agreements=tuple(
                AgreementLine(
                    agreement=one,
                    name=shown_name(people[one.person_id]) if one.person_id in people else "",
                    standing=standing(one, today),
                    counts=one == counting[one.person_id],
                    due=one == counting[one.person_id] and is_due(one, today),
                    recorded_by=staff.get(one.recorded_by, ""),
                    may_undo=one.withdrawn_on == today,
                    left_to_ask=len(left) if one == counting[client.id] else 0,
                )
                for one in ordered
            ),
            why_not_supported=why_not_supported(newest(every, client.id), today),
            may_agree=_may_agree(client, people.values()),
        )

    def agree(self, new: NewAgreement) -> SupportAgreement:
        """Keep that she agreed, with what was explained before.

        What was not explained is kept as that, and says so wherever the agreement is shown.

        Raises:
            EntryRefused: a day cannot be; the way is missing; family would have interpreted; it is the other person.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        self._refuse_days(new)
        if not new.how.strip():
            raise EntryRefused("Say how this was agreed, such as in person or on the phone.")
        with self._session.work() as unit:
            people = unit.find(Person, case_id=unit.get(Case, new.case_id).id)
            _refuse_person(new.person_id, people)
            if against := why_never_interpreter(new.interpreter, people):
                raise EntryRefused(against)
            agreement = SupportAgreement(
                id=new_id(now),
                stream_id=new.case_id,
                case_id=new.case_id,
                person_id=new.person_id,
                given_on=new.given_on,
                how=accept(new.how),
                recorded_at=now,
                recorded_by=self._session.user.id,
                limits_explained=new.limits_explained,
                privacy_explained=new.privacy_explained,
                interpreter=accept(new.interpreter),
                review_on=new.review_on,
            )
            unit.add(agreement)
            unit.commit("agreement to be supported recorded")
        with self._session.work() as unit:
            return unit.get(SupportAgreement, agreement.id)

    def withdraw(self, agreement_id: UUID, withdrawn_on: date) -> AfterWithdrawal:
        """Record that she no longer wants support, and return what follows. Nothing is deleted, no consent ended.

        Raises:
            EntryRefused: it is withdrawn already, or the day cannot be.
        """
        self._session.require(Action.WORK_ON_CASES)
        if withdrawn_on > self._session.clock.today():
            raise EntryRefused("The day lies in the future. Give the day on which support was ended.")
        with self._session.work() as unit:
            agreement = unit.get(SupportAgreement, agreement_id)
            if agreement.withdrawn_on is not None:
                raise EntryRefused("This agreement is withdrawn already. Its day stands in the list.")
            if withdrawn_on < agreement.given_on:
                raise EntryRefused("An agreement cannot be withdrawn before it was given. Check the day.")
            unit.change(agreement, withdrawn_on=withdrawn_on)
            unit.commit("agreement to be supported withdrawn")
        return self.after_withdrawal(agreement.case_id)

    def take_back_withdrawal(self, agreement_id: UUID) -> None:
        """Take back a withdrawal pressed by mistake, on its own day. Both stay in the history.

        Raises:
            EntryRefused: it was withdrawn before today, so she must be asked again.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            agreement = unit.get(SupportAgreement, agreement_id)
            if agreement.withdrawn_on != self._session.clock.today():
                raise EntryRefused("Only a withdrawal recorded today can be taken back. Ask again and record it anew.")
            unit.change(agreement, withdrawn_on=None)
            unit.commit("withdrawal of support taken back")

    def after_withdrawal(self, case_id: UUID) -> AfterWithdrawal:
        """Return what follows where she no longer wants support: words, and each consent to ask her about.

        Once support was ended, what was given again since needs no asking.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            case = unit.get(Case, case_id)
            client = unit.get(Person, case.client_id)
            consents = unit.find(Consent, case_id=case_id, order_by=("recorded_at", "id"))
            agreement = newest(unit.find(SupportAgreement, case_id=case_id), client.id)
            in_force = [one for one in consents if holds(one, today)]
            was_ended = agreement is not None and agreement.withdrawn_on is not None
            holding = list(left_to_ask(agreement, consents, today)) if was_ended else in_force
            names = {one: _agency_name(unit, one) for one in {held.agency_id for held in holding}}
        return AfterWithdrawal(
            words=what_follows(pronouns(client.pronouns), len(holding), len(in_force) - len(holding)),
            consents=tuple(
                ConsentToAskAbout(consent=one, agency=names[one.agency_id], standing=consent_standing(one, today))
                for one in holding
            ),
        )

    def _refuse_days(self, new: NewAgreement) -> None:
        if new.given_on > self._session.clock.today():
            raise EntryRefused("The day of agreement lies in the future. Give the day it was given.")
        if new.review_on is not None and new.review_on <= new.given_on:
            raise EntryRefused("The day to ask again comes after the day of agreement. Check both days.")


def _agency_name(unit: UnitOfWork, agency_id: UUID) -> str:
    found = unit.find(Agency, id=agency_id)
    return found[0].name if found else "An agency that was taken out of the directory"


def _may_agree(client: Person, people: Iterable[Person]) -> tuple[MayAgree, ...]:
    others = [one for one in people if one.id != client.id and one.role is not PersonRole.OTHER_PERSON]
    return tuple(
        MayAgree(person_id=one.id, name=shown_name(one), interpreter=one.interpreter) for one in (client, *others)
    )


def _refuse_person(person_id: UUID, people: Iterable[Person]) -> None:
    found = next((one for one in people if one.id == person_id), None)
    if found is None:
        raise EntryRefused("This person belongs to another case. Choose again.")
    if found.role is PersonRole.OTHER_PERSON:
        raise EntryRefused("The other person is not supported here. Choose whose agreement this is.")
