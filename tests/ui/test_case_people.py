import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.services.keep_people import LOOK_ALIKE, PersonForm
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_people import PeopleSection
from advocate_desk.ui.widgets.memorable_date import Box
from advocate_desk.ui.widgets.person_card import PersonCard, PointRow
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, Office, other_case_with_phone
from tests.support.seat import Seat
from tests.support.sections import open_section

Open = Callable[[], tuple[PeopleSection, Seat]]


@pytest.fixture
def open_people(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> Open:
    def build() -> tuple[PeopleSection, Seat]:
        seat = sit_down(ADVOCATE)
        return open_section(PeopleSection, seat.desk, office.case_id, qtbot), seat

    return build


def card_of(section: PeopleSection, role: PersonRole) -> PersonCard:
    return next(card for card in section.cards() if card.view.person.role is role)


def press(widget: QWidget, words: str) -> None:
    next(button for button in widget.findChildren(Pressable) if button.text() == words and button.isVisible()).click()


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Words) if label.isVisibleTo(widget))


def people_kept(seat: Seat, role: PersonRole) -> tuple[Person, ...]:
    with seat.session.work() as unit:
        return unit.find(Person, role=role)


def test_no_number_or_address_is_in_the_tree_of_widgets(open_people: Open) -> None:
    section, _ = open_people()
    held = "\n".join(label.text() for label in section.window().findChildren(QLabel))
    for secret in ("900123", "900666", "Friend Street"):
        assert secret not in held
    assert "Address, not asked if safe, do not disclose · hidden" in words_on(section)


def test_the_other_persons_card_says_that_nothing_ever_goes_there(open_people: Open) -> None:
    section, _ = open_people()
    told = words_on(card_of(section, PersonRole.OTHER_PERSON))
    assert "Never the recipient of a letter" in told
    assert "Not safe to contact" in told


def test_a_child_is_added_with_a_birth_in_words_and_without_a_name(open_people: Open, qtbot: QtBot) -> None:
    section, _ = open_people()
    section.add.click()
    form = section.person_form
    press(form.role, "Child")
    for box, typed in zip(Box, ("27", "march", "2019"), strict=True):
        qtbot.keyClicks(form.born.boxes[box], typed)
    form.save_action.trigger()
    assert card_of(section, PersonRole.CHILD).view.name == "Name not known"
    assert "27 March 2019 (7 years old)" in words_on(card_of(section, PersonRole.CHILD))


def test_three_mistakes_are_told_at_once_the_summary_takes_the_keyboard_and_nothing_typed_is_lost(
    open_people: Open, qtbot: QtBot
) -> None:
    section, seat = open_people()
    section.add.click()
    form = section.person_form
    form.lines["name_to_use"].setText("x" * 201)
    for box, typed in zip(Box, ("31", "2", "1990"), strict=True):
        qtbot.keyClicks(form.born.boxes[box], typed)
    form.save_button.click()
    assert len(form.summary.links()) == 3
    assert form.summary.hasFocus()
    assert form.lines["name_to_use"].text() == "x" * 201
    assert form.born.boxes[Box.DAY].text() == "31"
    form.summary.links()[1].click()
    assert form.lines["name_to_use"].hasFocus()
    assert people_kept(seat, PersonRole.CHILD) == ()


def test_pasted_line_breaks_in_a_name_become_one_line(open_people: Open) -> None:
    section, seat = open_people()
    section.add.click()
    form = section.person_form
    press(form.role, "Supporter")
    form.lines["name_to_use"].setText("Mair\nSample\r\n")
    form.save_button.click()
    (kept,) = people_kept(seat, PersonRole.SUPPORTER)
    assert kept.name_to_use == "Mair Sample"


def test_ten_megabytes_in_one_line_are_refused_in_words(open_people: Open) -> None:
    section, seat = open_people()
    press(card_of(section, PersonRole.CLIENT), "Change")
    form = section.person_form
    form.lines["legal_name"].setText("x" * 10_000_000)
    form.save_button.click()
    assert "a line holds 200" in form.summary.links()[0].sentence.text()
    assert people_kept(seat, PersonRole.CLIENT)[0].legal_name == ""


def test_a_change_shows_on_the_card_and_over_the_case(open_people: Open) -> None:
    section, _ = open_people()
    press(card_of(section, PersonRole.CLIENT), "Change")
    section.person_form.lines["name_to_use"].setText("Cer")
    section.person_form.save_button.click()
    assert card_of(section, PersonRole.CLIENT).view.name == "Cer"
    screen = next(parent for parent in _parents(section) if isinstance(parent, CaseScreen))
    assert screen.name.text() == "Cer"


def test_escape_keeps_the_form_as_a_draft_and_it_is_there_again(open_people: Open, qtbot: QtBot) -> None:
    section, _ = open_people()
    press(card_of(section, PersonRole.CLIENT), "Change")
    form = section.person_form
    form.lines["language"].setFocus()
    qtbot.keyClicks(form.lines["language"], "Welsh")
    qtbot.keyClick(form.lines["language"], Qt.Key.Key_Escape)
    assert not form.isVisible()
    press(card_of(section, PersonRole.CLIENT), "Change")
    assert form.lines["language"].text() == "Welsh"
    form.discard_button.click()
    press(card_of(section, PersonRole.CLIENT), "Change")
    assert form.lines["language"].text() == ""


def test_locking_keeps_a_half_typed_number_as_a_draft(open_people: Open, qtbot: QtBot) -> None:
    section, seat = open_people()
    press(card_of(section, PersonRole.CLIENT), "Add number or address")
    section.point_form.value.setFocus()
    qtbot.keyClicks(section.point_form.value, "07700 9007")
    section.keep_draft(lambda: None)
    draft = seat.desk.drafts.load(section.point_form.key())
    assert draft is not None
    assert json.loads(draft.body)["value"] == "07700 9007"


def test_what_a_colleague_changed_meanwhile_is_taken_over_and_what_both_changed_is_told(open_people: Open) -> None:
    section, seat = open_people()
    client = card_of(section, PersonRole.CLIENT)
    press(client, "Change")
    seat.desk.people.change_person(
        client.view.person, replace(PersonForm.of(client.view.person), language="Welsh", access_needs="No stairs")
    )
    form = section.person_form
    form.lines["language"].setText("English")
    form.save_button.click()
    assert "changed elsewhere" in form.message.headline.text()
    assert "Language: Welsh." in form.message.detail.text()
    assert form.lines["language"].text() == "English"
    assert form.texts["access_needs"].words == "No stairs"
    form.save_button.click()
    (kept,) = people_kept(seat, PersonRole.CLIENT)
    assert (kept.language, kept.access_needs) == ("English", "No stairs")


def test_what_nobody_changed_stays_as_it_is_on_record_whatever_the_role(open_people: Open) -> None:
    section, seat = open_people()
    other = card_of(section, PersonRole.OTHER_PERSON)
    press(other, "Change")
    unasked = {"works_at": "Civic Centre", "vehicle": "A grey van", "never_interpreter": "Anybody of the family"}
    seat.desk.people.change_person(
        other.view.person, replace(PersonForm.of(other.view.person), relationship="Husband", **unasked)
    )
    form = section.person_form
    form.lines["relationship"].setText("Former husband")
    form.save_button.click()
    assert "Works at: Civic Centre." in form.message.detail.text()
    form.save_button.click()
    (kept,) = people_kept(seat, PersonRole.OTHER_PERSON)
    assert kept.relationship == "Former husband"
    assert {name: getattr(kept, name) for name in unasked} == unasked
    press(card_of(section, PersonRole.OTHER_PERSON), "Change")
    form.lines["relationship"].setText("Ex-husband")
    form.save_button.click()
    (kept,) = people_kept(seat, PersonRole.OTHER_PERSON)
    assert {name: getattr(kept, name) for name in unasked} == unasked


def test_the_form_asks_what_fits_who_it_is_about(open_people: Open) -> None:
    section, _ = open_people()
    section.add.click()
    form = section.person_form

    def asked(role: PersonRole) -> set[str]:
        form.role.choose(role)
        form.role.chosen.emit(role)
        shown = {name: field.isVisible() for name, field in (*form.rows.items(), *form.texts.items())}
        shown |= {"lives": form.lives.isVisible(), "works_at": form.works_at.isVisible()}
        return {name for name in ("vehicle", "access_needs", "lives", "works_at", "never_interpreter") if shown[name]}

    assert asked(PersonRole.OTHER_PERSON) == {"vehicle", "lives", "works_at"}
    assert form.texts["about"].label.text() == "Risks for staff"
    assert asked(PersonRole.CHILD) == {"access_needs", "lives"}
    press(form.interpreter, "Yes")
    assert asked(PersonRole.CHILD) == {"access_needs", "lives", "never_interpreter"}


def test_what_staff_must_know_of_the_other_person_stands_first_on_the_card(open_people: Open) -> None:
    section, seat = open_people()
    press(card_of(section, PersonRole.OTHER_PERSON), "Change")
    form = section.person_form
    form.texts["about"].show_words("Never go to the door alone.")
    form.lines["vehicle"].setText("A grey van")
    form.works_at.words.setText("Repairs")
    form.save_button.click()
    told = words_on(card_of(section, PersonRole.OTHER_PERSON)).splitlines()
    assert told.index("Risks for staff") < told.index("Vehicle")
    assert told[told.index("Risks for staff") + 1] == "Never go to the door alone."
    assert people_kept(seat, PersonRole.OTHER_PERSON)[0].works_at == "Repairs"


def test_where_somebody_works_is_chosen_from_the_directory_or_not_at_all(open_people: Open, office: Office) -> None:
    section, seat = open_people()
    press(card_of(section, PersonRole.OTHER_PERSON), "Change")
    form = section.person_form
    form.works_at.agency.setText("Exampleshire Counci")
    form.save_button.click()
    assert [link.sentence.text() for link in form.summary.links()] == ["Choose the agency or service from the list."]
    form.works_at.show_place("Repairs", "Exampleshire Council", office.agency_id)
    form.save_button.click()
    assert people_kept(seat, PersonRole.OTHER_PERSON)[0].works_at_agency_id == office.agency_id
    assert "Repairs, Exampleshire Council" in words_on(card_of(section, PersonRole.OTHER_PERSON))
    press(card_of(section, PersonRole.OTHER_PERSON), "Change")
    assert form.works_at.agency.text() == "Exampleshire Council"


def test_somebody_removed_comes_back_by_undo(open_people: Open, qtbot: QtBot) -> None:
    section, seat = open_people()
    with qtbot.waitSignal(seat.desk.navigator.said) as said:
        press(card_of(section, PersonRole.OTHER_PERSON), "Remove")
    assert [card.view.person.role for card in section.cards()] == [PersonRole.CLIENT]
    assert said.args[0] == "Person removed."
    said.args[1]()
    assert len(card_of(section, PersonRole.OTHER_PERSON).view.points) == 1


def test_a_number_of_another_case_warns_and_is_kept(open_people: Open, qtbot: QtBot) -> None:
    section, seat = open_people()
    other_case_with_phone(seat.session, "07700 900888", "447700900888")
    press(card_of(section, PersonRole.CLIENT), "Add number or address")
    section.point_form.value.setPlainText("07700 900888")
    section.point_form.save_button.click()
    assert section.message.headline.text() == LOOK_ALIKE
    assert len(card_of(section, PersonRole.CLIENT).view.points) == 3


def test_a_hidden_number_stays_when_only_its_safety_is_changed(open_people: Open) -> None:
    section, seat = open_people()
    row = next(
        row for row in card_of(section, PersonRole.CLIENT).findChildren(PointRow) if row.point.kind is PointKind.PHONE
    )
    row.change.click()
    assert section.point_form.value.toPlainText() == ""
    press(section.point_form.safe, "No")
    section.point_form.save_button.click()
    with seat.session.work() as unit:
        kept = unit.get(ContactPoint, row.point.point_id)
    assert (kept.value, kept.safe) == ("07700 900123", Answer.NO)


def test_without_a_number_nothing_is_saved_and_it_says_why(open_people: Open) -> None:
    section, _ = open_people()
    press(card_of(section, PersonRole.CLIENT), "Add number or address")
    section.point_form.save_button.click()
    assert section.point_form.isVisible()
    assert section.point_form.summary.links()[0].sentence.text() == "Type the number or address."


def _parents(widget: QWidget) -> list[QWidget]:
    parent = widget.parentWidget()
    return [] if parent is None else [parent, *_parents(parent)]
