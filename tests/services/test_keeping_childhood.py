"""What a case keeps about somebody under eighteen."""

from datetime import date
from uuid import UUID

import pytest

from advocate_desk.app.bootstrap import resemblance
from advocate_desk.domain.agreements import ParentalResponsibility, PromptState
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import Incident, IncidentKind, ToldBy
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.under_eighteen import NOBODY_SAFE
from advocate_desk.services.keep_childhood import HolderForm, KeepChildhood, NewJudgement, PromptReply, YoungPerson
from advocate_desk.services.keep_people import KeepPeople, PersonForm
from advocate_desk.services.ports import PhoneNumbers
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, Office, change, keep, other_case_with_phone


@pytest.fixture
def childhood(session: Session, office: Office) -> KeepChildhood:
    return KeepChildhood(session, office.rules)


@pytest.fixture
def mair(session: Session, office: Office, phones: PhoneNumbers) -> UUID:
    """A daughter of ten."""
    form = PersonForm(name_to_use="Mair Sample", date_of_birth=date(2016, 5, 2))
    return KeepPeople(session, phones, resemblance()).add_person(office.case_id, PersonRole.CHILD, form)


def mother(session: Session, office: Office) -> UUID:
    with session.work() as unit:
        return unit.get(Case, office.case_id).client_id


def only(childhood: KeepChildhood, office: Office) -> YoungPerson:
    (young,) = childhood.view(office.case_id).young
    return young


def told_by_police(session: Session, office: Office) -> None:
    incident = Incident(
        id=new_id(session.clock.now()),
        stream_id=office.case_id,
        case_id=office.case_id,
        kinds=(IncidentKind.THREATS,),
        recorded_at=session.clock.now(),
        author_id=session.user.id,
        told_by=ToldBy.POLICE,
    )
    keep(session, incident)


def test_nobody_under_eighteen_nothing_to_ask(childhood: KeepChildhood, office: Office) -> None:
    assert childhood.view(office.case_id).young == ()


def test_children_and_a_client_under_eighteen_are_listed_the_client_first_and_never_the_other_person(
    childhood: KeepChildhood, session: Session, office: Office, mair: UUID
) -> None:
    with session.work() as unit:
        client = unit.get(Person, unit.get(Case, office.case_id).client_id)
        (other,) = unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)
    change(session, client, date_of_birth=date(2009, 3, 14))
    change(session, other, date_of_birth=date(2009, 3, 14))
    young = childhood.view(office.case_id).young
    assert [(one.person.id, one.age) for one in young] == [(client.id, 17), (mair, 10)]


def test_without_a_safe_holder_sharing_says_what_is_missing(
    childhood: KeepChildhood, session: Session, office: Office, mair: UUID
) -> None:
    assert only(childhood, office).missing == (NOBODY_SAFE,)
    childhood.add_holder(mair, HolderForm(holder_id=mother(session, office), holds=Answer.YES))
    assert only(childhood, office).missing == (NOBODY_SAFE,)
    (line,) = only(childhood, office).holders
    assert (line.holder, line.may_be_told) == ("Ceri Sample", False)
    childhood.change_holder(
        line.responsibility,
        HolderForm(holder_id=mother(session, office), holds=Answer.YES, safe_to_tell=Answer.YES),
    )
    young = only(childhood, office)
    assert (young.missing, young.holders[0].may_be_told) == ((), True)


def test_the_other_person_may_hold_it_and_is_never_told(
    childhood: KeepChildhood, session: Session, office: Office, mair: UUID
) -> None:
    with session.work() as unit:
        (other,) = unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)
    childhood.add_holder(mair, HolderForm(holder_id=other.id, holds=Answer.YES, safe_to_tell=Answer.YES))
    (line,) = only(childhood, office).holders
    assert (line.holder, line.may_be_told) == ("Pat Pretend", False)


def test_an_entry_taken_away_comes_back_as_it_was(childhood: KeepChildhood, office: Office, mair: UUID) -> None:
    entry = childhood.add_holder(
        mair, HolderForm(holder_as_text="The council", holds=Answer.YES, safe_to_tell=Answer.YES, note="Care order")
    )
    before = only(childhood, office).holders[0].holder
    childhood.remove_holder(entry)
    assert only(childhood, office).holders == ()
    childhood.restore_holder(entry)
    assert only(childhood, office).holders[0].holder == before == "The council"
    assert only(childhood, office).holders[0].responsibility.note == "Care order"


def test_a_form_opened_before_a_colleague_changed_the_same_thing_is_refused(
    childhood: KeepChildhood, office: Office, mair: UUID
) -> None:
    childhood.add_holder(mair, HolderForm(holder_as_text="The council"))
    opened = only(childhood, office).holders[0].responsibility
    childhood.change_holder(opened, HolderForm(holder_as_text="The council", holds=Answer.NO))
    with pytest.raises(ChangedMeanwhile):
        childhood.change_holder(opened, HolderForm(holder_as_text="The council", holds=Answer.YES))
    assert only(childhood, office).holders[0].responsibility.holds is Answer.NO


def test_who_cannot_hold_it_is_refused(childhood: KeepChildhood, session: Session, office: Office, mair: UUID) -> None:
    stranger = other_case_with_phone(session, "07700 900456", "447700900456")
    with session.work() as unit:
        (far,) = unit.find(Person, case_id=stranger)
        (other,) = unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)
    for child, form in (
        (mair, HolderForm()),
        (mair, HolderForm(holder_id=far.id)),
        (mair, HolderForm(holder_id=mair)),
        (other.id, HolderForm(holder_as_text="The council")),
    ):
        with pytest.raises(EntryRefused):
            childhood.add_holder(child, form)
    with session.work() as unit:
        assert unit.find(ParentalResponsibility) == ()


def judgement(mair: UUID, **fields: object) -> NewJudgement:
    blank = {
        "person_id": mair,
        "able": Answer.YES,
        "to_what": "Talking to the school",
        "why": "She says what would follow, both ways.",
        "judged_on": date(2026, 11, 23),
    }
    return NewJudgement(**{**blank, **fields})  # type: ignore[arg-type]  # any field may be given


def test_a_judgement_that_she_can_decide_is_kept_and_the_newest_counts(
    childhood: KeepChildhood, office: Office, mair: UUID
) -> None:
    childhood.judge(judgement(mair))
    assert only(childhood, office).missing == ()
    office.clock.later(minutes=1)
    childhood.judge(judgement(mair, able=Answer.NOT_KNOWN))
    young = only(childhood, office)
    assert young.can_decide is not None
    assert (young.can_decide.able, young.missing) == (Answer.NOT_KNOWN, (NOBODY_SAFE,))


def test_a_judgement_needs_what_why_and_a_day_on_which_she_was_under_eighteen(
    childhood: KeepChildhood, session: Session, office: Office, mair: UUID
) -> None:
    for wrong in (
        judgement(mair, to_what=" "),
        judgement(mair, why=""),
        judgement(mair, judged_on=date(2026, 11, 24)),
        judgement(mother(session, office)),
    ):
        with pytest.raises(EntryRefused):
            childhood.judge(wrong)
    assert only(childhood, office).can_decide is None


def test_a_prompt_is_shown_by_the_facts_answered_in_words_and_speaks_again_after_a_new_incident(
    childhood: KeepChildhood, session: Session, office: Office, mair: UUID
) -> None:
    assert only(childhood, office).prompts == ()
    told_by_police(session, office)
    shown = {one.prompt.code: one for one in only(childhood, office).prompts}
    assert set(shown) == {"operation_encompass", "childrens_social_care"}
    assert shown["operation_encompass"].answer is None
    assert shown["operation_encompass"].prompt.provenance.source
    assert "not legal advice" in childhood.view(office.case_id).note
    office.clock.later(minutes=5)
    reply = PromptReply(
        person_id=mair,
        code="operation_encompass",
        state=PromptState.NOT_NEEDED,
        words="She is taught at home; the council was told.",
        answered_on=date(2026, 11, 23),
    )
    childhood.answer_prompt(reply)
    answers = {one.prompt.code: one.answer for one in only(childhood, office).prompts}
    answer = answers["operation_encompass"]
    assert answer is not None
    assert (answer.state, answer.words) == (PromptState.NOT_NEEDED, reply.words)
    assert childhood.view(office.case_id).staff[answer.answered_by] == ADVOCATE
    assert answers["childrens_social_care"] is None
    office.clock.later(minutes=5)
    told_by_police(session, office)
    assert all(one.answer is None for one in only(childhood, office).prompts)


@pytest.mark.parametrize(
    ("code", "words", "on"),
    [
        ("no_such_prompt", "Done.", date(2026, 11, 23)),
        ("fgm", " ", date(2026, 11, 23)),
        ("fgm", "Done.", date(2026, 11, 24)),
    ],
    ids=["unknown", "no words", "to come"],
)
def test_an_answer_that_cannot_be_is_refused(
    childhood: KeepChildhood, mair: UUID, code: str, words: str, on: date
) -> None:
    reply = PromptReply(person_id=mair, code=code, state=PromptState.DONE, words=words, answered_on=on)
    with pytest.raises(EntryRefused):
        childhood.answer_prompt(reply)
