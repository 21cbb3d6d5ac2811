"""What goes with being under eighteen: parental responsibility, own consent, safeguarding prompts answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from advocate_desk.domain.agreements import OwnConsent, ParentalResponsibility, PromptAnswered, PromptState
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.dates_in_words import age_on
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.people import Person, PersonRole, shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.safeguarding import PromptNow, facts_about, prompts_now
from advocate_desk.domain.under_eighteen import (
    is_under_eighteen,
    missing_to_share,
    newest_judgement,
    safe_to_tell,
)
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class HolderForm:
    """What is asked about who holds parental responsibility: a person of the case, or words ("the council")."""

    holder_id: UUID | None = None
    holder_as_text: str = ""
    holds: Answer = Answer.NOT_ASKED
    safe_to_tell: Answer = Answer.NOT_ASKED
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewJudgement:
    """Whether somebody under eighteen can decide something for herself, and why somebody judged so."""

    person_id: UUID
    able: Answer
    to_what: str
    why: str
    judged_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptReply:
    """What somebody did about a prompt, in words."""

    person_id: UUID
    code: str
    state: PromptState
    words: str
    answered_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class HolderLine:
    """One entry about who holds parental responsibility. ``may_be_told`` is what all entries together say."""

    responsibility: ParentalResponsibility
    holder: str
    may_be_told: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class YoungPerson:
    """Somebody under eighteen today. ``age`` is None where nobody knows the birth date.

    ``can_decide`` is the judgement that counts, None where nobody has judged. ``missing`` says what stands against
    sharing anything by consent; ``prompts`` are those the facts of the case call for.
    """

    person: Person
    name: str
    age: int | None
    holders: tuple[HolderLine, ...]
    can_decide: OwnConsent | None
    missing: tuple[str, ...]
    prompts: tuple[PromptNow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChildhoodView:
    """Everybody of a case who is under eighteen. ``note`` stands above the prompts; ``staff`` names who answered."""

    young: tuple[YoungPerson, ...]
    note: str
    staff: Mapping[UUID, str]


class KeepChildhood:
    """Keeps what a case must know about somebody under eighteen."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> ChildhoodView:
        """Return everybody of a case who is under eighteen today, the client first.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            case = unit.get(Case, case_id)
            people = unit.find(Person, case_id=case_id, order_by=("id",))
            held = unit.find(ParentalResponsibility, case_id=case_id, order_by=("id",))
            judged = unit.find(OwnConsent, case_id=case_id)
            answers = unit.find(PromptAnswered, case_id=case_id)
            incidents = unit.find(Incident, case_id=case_id)
            staff = names_of(unit)
        young = [one for one in people if _is_asked_about(one, today)]
        young.sort(key=lambda one: one.role is not PersonRole.CLIENT)
        return ChildhoodView(
            young=tuple(
                YoungPerson(
                    person=one,
                    name=shown_name(one),
                    age=age_on(one.date_of_birth, today) if one.date_of_birth else None,
                    holders=_holders(one, held, people),
                    can_decide=newest_judgement(one.id, judged, today),
                    missing=missing_to_share(one, None, held, judged, people, today),
                    prompts=prompts_now(
                        self._rules.prompts(), one, facts_about(one, case, incidents, today), answers, incidents
                    ),
                )
                for one in young
            ),
            note=" ".join(found.note for found in self._rules.safeguarding),
            staff=staff,
        )

    def add_holder(self, child_id: UUID, form: HolderForm) -> UUID:
        """Keep who holds parental responsibility for somebody, and return the entry.

        Raises:
            EntryRefused: nobody is named, or somebody of another case is.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            child = unit.get(Person, child_id)
            _refuse_other_person(child)
            entry = ParentalResponsibility(
                id=new_id(self._session.clock.now()),
                stream_id=child.case_id,
                case_id=child.case_id,
                child_id=child.id,
                **_holder_values(unit, child, form),
            )
            unit.add(entry)
            unit.commit("parental responsibility recorded")
        return entry.id

    def change_holder(self, opened: ParentalResponsibility, form: HolderForm) -> None:
        """Change what the form changed of ``opened``, the state it was opened on.

        Raises:
            ChangedMeanwhile: one of the same fields was changed since.
            EntryRefused, TextRefused: as in `add_holder`.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            values = _holder_values(unit, unit.get(Person, opened.child_id), form)
            changed = {name: value for name, value in values.items() if value != getattr(opened, name)}
            if changed:
                unit.change(opened, **changed)
                unit.commit("parental responsibility changed")

    def remove_holder(self, entry_id: UUID) -> None:
        """Take an entry away. `restore_holder` takes that back."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get(ParentalResponsibility, entry_id), deleted_at=self._session.clock.now())
            unit.commit("parental responsibility removed")

    def restore_holder(self, entry_id: UUID) -> None:
        """Bring back an entry that was taken away."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get_removed(ParentalResponsibility, entry_id), deleted_at=None)
            unit.commit("parental responsibility brought back")

    def judge(self, new: NewJudgement) -> UUID:
        """Keep a judgement whether somebody under eighteen can decide something for herself.

        Raises:
            EntryRefused: she was of age on that day; no reason; not said of what; the day cannot be.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        if new.judged_on > self._session.clock.today():
            raise EntryRefused("This day is still to come. Give the day on which it was judged.")
        if not new.to_what.strip():
            raise EntryRefused("Say what was decided: such a judgement is about one thing at a time.")
        if not new.why.strip():
            raise EntryRefused("Say why you judge so: what was understood, and what was not.")
        with self._session.work() as unit:
            person = unit.get(Person, new.person_id)
            if not is_under_eighteen(person, new.judged_on):
                raise EntryRefused("On that day this person was of age, and nobody else decides. Check the day.")
            entry = OwnConsent(
                id=new_id(now),
                stream_id=person.case_id,
                case_id=person.case_id,
                person_id=person.id,
                able=new.able,
                to_what=accept(new.to_what),
                why=accept(new.why),
                judged_on=new.judged_on,
                recorded_at=now,
                judged_by=self._session.user.id,
            )
            unit.add(entry)
            unit.commit("own consent judged")
        return entry.id

    def answer_prompt(self, reply: PromptReply) -> UUID:
        """Keep what somebody did about a prompt, or why it is not needed.

        Raises:
            EntryRefused: there is no such prompt, no words, or the day cannot be.
            TextRefused: the words hold what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        if reply.code not in {prompt.code for prompt in self._rules.prompts()}:
            raise EntryRefused("This prompt is not known here. Open the section again.")
        if not reply.words.strip():
            raise EntryRefused("Say what was done, or why it is not needed.")
        if reply.answered_on > self._session.clock.today():
            raise EntryRefused("This day is still to come. Give the day on which it was done.")
        with self._session.work() as unit:
            person = unit.get(Person, reply.person_id)
            entry = PromptAnswered(
                id=new_id(now),
                stream_id=person.case_id,
                case_id=person.case_id,
                person_id=person.id,
                code=reply.code,
                state=reply.state,
                words=accept(reply.words),
                answered_on=reply.answered_on,
                recorded_at=now,
                answered_by=self._session.user.id,
            )
            unit.add(entry)
            unit.commit("safeguarding prompt answered")
        return entry.id


def _is_asked_about(person: Person, today: date) -> bool:
    """Say whether this section is about somebody: whoever is under eighteen, but for the other person."""
    return person.role is not PersonRole.OTHER_PERSON and is_under_eighteen(person, today)


def _holders(child: Person, held: Sequence[ParentalResponsibility], people: Sequence[Person]) -> tuple[HolderLine, ...]:
    names = {one.id: shown_name(one) for one in people}
    safe = {one.id for one in safe_to_tell(child.id, held, people)}
    return tuple(
        HolderLine(
            responsibility=one,
            holder=names.get(one.holder_id, "Somebody who was removed")
            if one.holder_id
            else " ".join(one.holder_as_text.split()),
            may_be_told=one.id in safe,
        )
        for one in held
        if one.child_id == child.id
    )


def _holder_values(unit: UnitOfWork, child: Person, form: HolderForm) -> dict[str, Any]:
    if form.holder_id is None and not form.holder_as_text.strip():
        raise EntryRefused("Say who this is about: a person of this case, or in words, such as the council.")
    if form.holder_id is not None:
        _refuse_stranger(form.holder_id, child, unit)
    return {
        "holder_id": form.holder_id,
        "holder_as_text": accept(form.holder_as_text),
        "holds": form.holds,
        "safe_to_tell": form.safe_to_tell,
        "note": accept(form.note),
    }


def _refuse_stranger(holder_id: UUID, child: Person, unit: UnitOfWork) -> None:
    if holder_id == child.id:
        raise EntryRefused("Nobody holds parental responsibility for themselves. Choose who does.")
    if not unit.find(Person, case_id=child.case_id, id=holder_id):
        raise EntryRefused("This person belongs to another case. Choose again.")


def _refuse_other_person(child: Person) -> None:
    if child.role is PersonRole.OTHER_PERSON:
        raise EntryRefused("This is kept for the person supported and the children, not for the other person.")
