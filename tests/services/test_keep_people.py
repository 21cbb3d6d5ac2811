"""The people of a case: added, changed, removed and brought back; numbers kept and never handed out."""

from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.app.bootstrap import resemblance
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, NotAllowed, TextRefused
from advocate_desk.domain.people import NAME_NOT_KNOWN, ContactPoint, Disclosure, Person, PersonRole, PointKind
from advocate_desk.services.keep_people import LOOK_ALIKE, KeepPeople, PersonForm, PersonView, PointForm
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.ports import CaseloadFilter, PhoneNumbers
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from tests.services.desk import LETTERS, Office, change, consent_for, form, other_case_with_phone, phone_of


@pytest.fixture
def keep_people(session: Session, phones: PhoneNumbers) -> KeepPeople:
    return KeepPeople(session, phones, resemblance())


def view_of(people: KeepPeople, office: Office, role: PersonRole) -> PersonView:
    return next(view for view in people.people(office.case_id) if view.person.role is role)


def kept_points(session: Session, person: Person) -> tuple[ContactPoint, ...]:
    with session.work() as unit:
        return unit.find(ContactPoint, person_id=person.id)


def test_the_client_comes_first_and_no_value_is_in_any_view(office: Office, keep_people: KeepPeople) -> None:
    views = keep_people.people(office.case_id)
    assert [view.person.role for view in views] == [PersonRole.CLIENT, PersonRole.OTHER_PERSON]
    held = repr(views)
    for secret in ("900123", "900666", "Friend Street", "ZZ99"):
        assert secret not in held


def test_a_child_without_a_name_is_kept_and_called_name_not_known(office: Office, keep_people: KeepPeople) -> None:
    keep_people.add_person(office.case_id, PersonRole.CHILD, PersonForm(date_of_birth=date(2020, 10, 14)))
    child = view_of(keep_people, office, PersonRole.CHILD)
    assert child.name == NAME_NOT_KNOWN
    assert child.person.interpreter is Answer.NOT_ASKED


def test_a_name_of_one_letter_is_a_name(office: Office, keep_people: KeepPeople) -> None:
    keep_people.add_person(office.case_id, PersonRole.SUPPORTER, PersonForm(name_to_use="Ŵ"))
    assert view_of(keep_people, office, PersonRole.SUPPORTER).name == "Ŵ"


def test_pasted_line_breaks_become_spaces_in_a_name_and_nothing_else_is_lost(
    office: Office, keep_people: KeepPeople
) -> None:
    typed = PersonForm(name_to_use="Mair\r\nSample\t", known_as=("M\nS", " "), access_needs="Steps\nno lift")
    keep_people.add_person(office.case_id, PersonRole.SUPPORTER, typed)
    kept = view_of(keep_people, office, PersonRole.SUPPORTER).person
    assert (kept.name_to_use, kept.known_as, kept.access_needs) == ("Mair Sample", ("M S",), "Steps\nno lift")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (PersonForm(name_to_use="x" * 201), EntryRefused),
        (PersonForm(name_to_use="x" * 10_000_000), TextRefused),
        (PersonForm(legal_name="a\0b"), TextRefused),
        (PersonForm(date_of_birth=date(2026, 11, 24)), EntryRefused),
        (PersonForm(access_needs="x" * 20_001), TextRefused),
    ],
    ids=["long line", "ten megabytes", "a character nothing keeps", "born tomorrow", "long text"],
)
def test_what_cannot_be_is_refused_whole(
    office: Office, keep_people: KeepPeople, typed: PersonForm, refusal: type[Exception]
) -> None:
    before = keep_people.people(office.case_id)
    with pytest.raises(refusal):
        keep_people.add_person(office.case_id, PersonRole.CHILD, typed)
    with pytest.raises(refusal):
        keep_people.change_person(before[0].person, typed)
    assert keep_people.people(office.case_id) == before


def test_interpreter_needs_and_what_is_known_of_the_other_person_are_kept(
    office: Office, keep_people: KeepPeople
) -> None:
    client = view_of(keep_people, office, PersonRole.CLIENT).person
    asked = {
        "interpreter_needs": "A woman. Sylheti,\nnot Bengali.",
        "never_interpreter": "Anybody of the family, Dana Example",
        "gender": " Woman ",
        "about": "Reads  Welsh.",
    }
    keep_people.change_person(client, replace(PersonForm.of(client), **asked))
    kept = view_of(keep_people, office, PersonRole.CLIENT).person
    assert (kept.interpreter_needs, kept.never_interpreter) == (asked["interpreter_needs"], asked["never_interpreter"])
    assert (kept.gender, kept.about) == ("Woman", "Reads  Welsh.")
    other = view_of(keep_people, office, PersonRole.OTHER_PERSON).person
    works = PersonForm(works_at="Civic Centre", works_at_agency_id=office.agency_id, vehicle="A grey van")
    keep_people.change_person(other, replace(works, name_to_use=other.name_to_use))
    kept = view_of(keep_people, office, PersonRole.OTHER_PERSON).person
    assert (kept.works_at, kept.works_at_agency_id, kept.vehicle) == ("Civic Centre", office.agency_id, "A grey van")


def test_an_agency_that_is_in_no_directory_is_refused_and_nothing_is_changed(
    office: Office, keep_people: KeepPeople
) -> None:
    other = view_of(keep_people, office, PersonRole.OTHER_PERSON).person
    stranger = replace(PersonForm.of(other), works_at_agency_id=other.id, vehicle="A grey van")
    with pytest.raises(EntryRefused, match="not in the directory"):
        keep_people.change_person(other, stranger)
    with pytest.raises(EntryRefused, match="not in the directory"):
        keep_people.add_person(office.case_id, PersonRole.SUPPORTER, stranger)
    assert view_of(keep_people, office, PersonRole.OTHER_PERSON).person == other


def test_a_case_has_one_client(office: Office, keep_people: KeepPeople) -> None:
    with pytest.raises(EntryRefused, match="new case"):
        keep_people.add_person(office.case_id, PersonRole.CLIENT, PersonForm())


def test_only_what_the_form_changed_is_written(office: Office, session: Session, keep_people: KeepPeople) -> None:
    opened = view_of(keep_people, office, PersonRole.CLIENT).person
    keep_people.change_person(opened, replace(PersonForm.of(opened), language="Welsh"))
    with session.work() as unit:
        newest, *_ = unit.story(unit.get(Person, opened.id))
    assert dict(newest.fields) == {"language": "Welsh"}


def test_a_form_saved_unchanged_writes_nothing(office: Office, keep_people: KeepPeople) -> None:
    opened = view_of(keep_people, office, PersonRole.CLIENT).person
    keep_people.change_person(opened, PersonForm.of(opened))
    assert view_of(keep_people, office, PersonRole.CLIENT).person == opened


def test_two_people_change_different_things_and_both_are_kept(office: Office, keep_people: KeepPeople) -> None:
    opened = view_of(keep_people, office, PersonRole.CLIENT).person
    keep_people.change_person(opened, replace(PersonForm.of(opened), language="Welsh"))
    keep_people.change_person(opened, replace(PersonForm.of(opened), pronouns="they/them"))
    kept = view_of(keep_people, office, PersonRole.CLIENT).person
    assert (kept.language, kept.pronouns) == ("Welsh", "they/them")


def test_the_same_thing_changed_twice_is_refused_the_second_time(office: Office, keep_people: KeepPeople) -> None:
    opened = view_of(keep_people, office, PersonRole.CLIENT).person
    keep_people.change_person(opened, replace(PersonForm.of(opened), language="Welsh"))
    with pytest.raises(ChangedMeanwhile):
        keep_people.change_person(opened, replace(PersonForm.of(opened), language="English"))
    assert view_of(keep_people, office, PersonRole.CLIENT).person.language == "Welsh"


def test_a_person_removed_goes_with_their_numbers_and_comes_back_with_them(
    office: Office, session: Session, keep_people: KeepPeople
) -> None:
    other = view_of(keep_people, office, PersonRole.OTHER_PERSON)
    keep_people.remove_person(other.person.id)
    assert [view.person.role for view in keep_people.people(office.case_id)] == [PersonRole.CLIENT]
    assert kept_points(session, other.person) == ()
    keep_people.restore_person(other.person.id, tuple(point.point_id for point in other.points))
    back = view_of(keep_people, office, PersonRole.OTHER_PERSON)
    assert (back.name, len(back.points)) == (other.name, len(other.points))


def test_the_person_whose_case_it_is_stays(office: Office, keep_people: KeepPeople) -> None:
    with pytest.raises(EntryRefused):
        keep_people.remove_person(view_of(keep_people, office, PersonRole.CLIENT).person.id)


def test_a_new_number_is_not_to_be_disclosed_and_not_safe_until_somebody_says_so(
    office: Office, session: Session, keep_people: KeepPeople
) -> None:
    client = view_of(keep_people, office, PersonRole.CLIENT).person
    assert keep_people.add_point(client.id, PointForm(kind=PointKind.PHONE, value=" 07700 900777 ")) == ""
    kept = next(point for point in kept_points(session, client) if point.value == "07700 900777")
    assert kept.digits == "447700900777"
    assert (kept.disclosure, kept.safe) == (Disclosure.DO_NOT_DISCLOSE, Answer.NOT_ASKED)


def test_a_number_nobody_saw_stays_when_something_else_about_it_changes(
    office: Office, session: Session, keep_people: KeepPeople
) -> None:
    before = phone_of(office, session)
    opened = next(
        point for point in view_of(keep_people, office, PersonRole.CLIENT).points if point.kind is PointKind.PHONE
    )
    keep_people.change_point(opened, PointForm(kind=PointKind.PHONE, safe=Answer.NO, disclosure=opened.disclosure))
    with session.work() as unit:
        after = unit.get(ContactPoint, before.id)
    assert (after.value, after.digits, after.safe) == (before.value, before.digits, Answer.NO)


def test_an_address_does_not_turn_into_a_phone_without_being_typed(office: Office, keep_people: KeepPeople) -> None:
    opened = view_of(keep_people, office, PersonRole.CLIENT).points[0]
    other = PointKind.EMAIL if opened.kind is not PointKind.EMAIL else PointKind.PHONE
    with pytest.raises(EntryRefused, match="again"):
        keep_people.change_point(opened, PointForm(kind=other))


def test_a_point_changed_elsewhere_is_not_overwritten(
    office: Office, session: Session, keep_people: KeepPeople
) -> None:
    opened = next(
        point for point in view_of(keep_people, office, PersonRole.CLIENT).points if point.kind is PointKind.PHONE
    )
    change(session, phone_of(office, session), safe=Answer.NO)
    with pytest.raises(ChangedMeanwhile):
        keep_people.change_point(opened, PointForm(kind=PointKind.PHONE, safe=Answer.NOT_KNOWN))


def test_a_number_removed_can_be_brought_back(office: Office, session: Session, keep_people: KeepPeople) -> None:
    point = phone_of(office, session)
    keep_people.remove_point(point.id)
    assert point.id not in {one.point_id for one in view_of(keep_people, office, PersonRole.CLIENT).points}
    keep_people.restore_point(point.id)
    assert point.id in {one.point_id for one in view_of(keep_people, office, PersonRole.CLIENT).points}


def test_a_number_of_another_case_is_kept_with_a_warning_that_names_nobody(
    office: Office, session: Session, keep_people: KeepPeople
) -> None:
    other_case_with_phone(session, "07700 900888", "447700900888")
    client = view_of(keep_people, office, PersonRole.CLIENT).person
    told = keep_people.add_point(client.id, PointForm(kind=PointKind.PHONE, value="+44 7700 900888"))
    assert told == LOOK_ALIKE
    assert "Dana" not in told
    assert any(point.digits == "447700900888" for point in kept_points(session, client))


def test_a_number_the_same_case_has_already_warns_of_nothing(
    office: Office, session: Session, keep_people: KeepPeople
) -> None:
    client = view_of(keep_people, office, PersonRole.CLIENT).person
    assert keep_people.add_point(client.id, PointForm(kind=PointKind.PHONE, value="07700 900123")) == ""


def test_letters_staff_see_nobody(office: Office, session: Session, phones: PhoneNumbers) -> None:
    session.close()
    with office.as_user(LETTERS) as letters, pytest.raises(NotAllowed):
        KeepPeople(letters, phones, resemblance()).people(office.case_id)


def test_a_letter_for_somebody_without_a_name_is_stopped_and_says_what_to_do(
    office: Office, session: Session, keep_people: KeepPeople
) -> None:
    consent = consent_for(office, session)
    referral = MakeReferral(session, office.rules).save(form(office, consent), None)
    client = view_of(keep_people, office, PersonRole.CLIENT).person
    keep_people.change_person(client, replace(PersonForm.of(client), name_to_use=""))
    reasons = MakeReferral(session, office.rules).view(referral.id).why_not_review
    assert any("names nobody" in reason for reason in reasons)
    assert ListCaseload(session).page(CaseloadFilter()).rows[0].name == NAME_NOT_KNOWN
    assert ShowCase(session, office.rules).summary(office.case_id).client.name_to_use == ""
