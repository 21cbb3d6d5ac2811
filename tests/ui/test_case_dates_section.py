"""Dates at the desk: who owes what until when, what nobody knows the start of, and what is recorded of a clock."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.clocks import ClockState
from advocate_desk.services.keep_clocks import KeepClocks, KeyDateForm
from advocate_desk.services.keep_pathway import KeepPathway, MoveForm, NewStep
from advocate_desk.ui.screens.case_dates import DatesSection
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.clock_card import ClockCard
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, Office
from tests.support.seat import Seat
from tests.support.sections import open_section

Open = Callable[..., DatesSection]
HOUSING = KeyDateForm(code="told_of_housing_decision", on=None)
BREACH = KeyDateForm(code="breach_noticed", on=date(2026, 11, 18))
REQUEST = KeyDateForm(code="data_request_received", on=date(2026, 11, 2))


@pytest.fixture
def open_dates(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> Open:
    def build(*days: KeyDateForm, arrested: date | None = None) -> DatesSection:
        with office.as_user(ADVOCATE) as session:
            for day in days:
                KeepClocks(session, office.rules).add_date(office.case_id, day)
            if arrested is not None:
                pathway = KeepPathway(session, office.rules)
                line = pathway.add(office.case_id, NewStep(code="criminal_line", about="the first"))
                pathway.move(line, MoveForm(stage="arrested", happened_on=arrested, told_by="the officer"))
        return open_section(DatesSection, sit_down(ADVOCATE).desk, office.case_id, qtbot)

    return build


def card_of(section: DatesSection, duty: str) -> ClockCard:
    return next(card for card in section.clock_cards() if card.line.clock.duty.code == duty)


def words_on(card: ClockCard) -> list[str]:
    return [label.text() for label in card.findChildren(Words) if label.isVisibleTo(card)]


def press(card: ClockCard, words: str) -> None:
    next(button for button in card.buttons if button.text().startswith(words)).click()


def test_a_late_promise_of_the_police_is_said_to_be_theirs_with_both_days(open_dates: Open) -> None:
    section = open_dates(arrested=date(2026, 11, 9))
    card = card_of(section, "told_of_arrest")
    assert card.findChildren(Chip)[0].text() == "Late"
    assert "Police. Passed 7 days ago, on 16 November" in words_on(card)
    assert "With enhanced rights: passed 13 days ago, on 10 November" in words_on(card)
    assert section.rights.said.text() == "Enhanced rights: the police have not said. Both days are shown."
    assert not any("Source:" in words for words in words_on(card))
    card.more.click()
    shown = words_on(card)
    assert any(words.startswith("Counts from 9 November 2026") and "5 working days" in words for words in shown)
    assert any(words.startswith("Source:") and words.endswith("Check before you rely on it.") for words in shown)


def test_what_the_police_said_is_recorded_and_one_day_is_left(open_dates: Open) -> None:
    section = open_dates(arrested=date(2026, 11, 9))
    section.rights.button.click()
    form = section.rights_form
    form.answer.give(Answer.YES)
    form.save_action.trigger()
    assert form.decided_field.error.text() == "Say who decided it."
    form.decided_by.setText("the officer in the case")
    form.save_action.trigger()
    assert section.rights.said.text() == "Enhanced rights: the police said yes (the officer in the case)."
    assert card_of(section, "told_of_arrest").line.clock.with_enhanced is None


def test_an_unknown_start_has_a_button_to_give_its_day(open_dates: Open) -> None:
    section = open_dates(HOUSING)
    card = card_of(section, "housing_review_request")
    assert card.line.clock.state is ClockState.NOT_STARTED
    assert "Open to the person. No day can be counted yet" in words_on(card)
    press(card, "Give the day")
    form = section.day_form
    form.on.edit.setText("12/11")
    form.save_action.trigger()
    known = card_of(section, "housing_review_request").line.clock
    assert (known.state, known.due.on) == (ClockState.RUNNING, date(2026, 12, 3))


def test_a_day_to_come_is_refused_in_words_and_stays_typed(open_dates: Open) -> None:
    section = open_dates()
    section.add_day.click()
    form = section.day_form
    form.kind.setCurrentIndex(form.kind.findData("data_request_received"))
    form.on.edit.setText("+2d")
    form.save_action.trigger()
    assert form.isVisibleTo(section)
    assert form.on.text() == "+2d"
    assert section.day_cards() == []


def test_what_happened_to_a_clock_is_recorded_and_taken_back(open_dates: Open) -> None:
    section = open_dates(REQUEST)
    press(card_of(section, "data_request"), "Record")
    form = section.entry_form
    form.save_action.trigger()
    assert form.error.text() == "Choose what happened."
    form.kind.choose(ClockEntryKind.PAUSED)
    form.on.edit.setText("10/11")
    form.save_action.trigger()
    paused = card_of(section, "data_request")
    assert paused.line.clock.state is ClockState.PAUSED
    assert paused.take_back is not None
    paused.take_back.click()
    assert card_of(section, "data_request").line.clock.due.on == date(2026, 12, 2)


def test_only_what_may_happen_to_a_clock_is_offered(open_dates: Open) -> None:
    section = open_dates(REQUEST, BREACH)
    press(card_of(section, "breach_report"), "Record")
    shown = [one for one in ClockEntryKind if section.entry_form.kind.offers(one)]
    assert shown == [ClockEntryKind.MET, ClockEntryKind.NOT_OWED, ClockEntryKind.EXTENDED]


def test_a_day_is_put_right_taken_out_and_brought_back(open_dates: Open) -> None:
    section = open_dates(REQUEST)
    (card,) = section.day_cards()
    card.links[0].click()
    section.day_form.on.edit.setText("9/11")
    section.day_form.save_action.trigger()
    assert card_of(section, "data_request").line.clock.due.on == date(2026, 12, 9)
    (card,) = section.day_cards()
    card.links[1].click()
    assert card_of(section, "data_request").line.clock.due.on == date(2026, 12, 2)


def test_cards_that_are_only_read_have_no_buttons(open_dates: Open, qtbot: QtBot) -> None:
    section = open_dates(REQUEST)
    line = card_of(section, "data_request").line
    card = ClockCard(section.desk, line, section.desk.way.clocks.view(section.case_id).rules, None)
    qtbot.addWidget(card)
    assert (card.buttons, card.take_back) == ([], None)
    assert card.stops == (card.more,)
