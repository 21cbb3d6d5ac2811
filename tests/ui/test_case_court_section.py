"""The court at the desk: what does not protect stands first and says so, and nothing took place by itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.appointments import AppointmentKind, AppointmentState, Granted, Wish
from advocate_desk.domain.court import OrderEventKind
from advocate_desk.domain.incidents import Incident, ToldBy
from advocate_desk.domain.order_rules import OrderStanding
from advocate_desk.domain.people import ContactPoint
from advocate_desk.services.keep_appointments import AppointmentForm
from advocate_desk.services.keep_orders import EventForm, OrderForm
from advocate_desk.ui.screens.case_court import CourtSection
from advocate_desk.ui.widgets.appointment_card import AppointmentCard
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.court_words import NO_APPOINTMENTS, NO_ORDERS
from advocate_desk.ui.widgets.order_card import OrderCard
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, Office
from tests.support.seat import Seat
from tests.support.sections import open_section

Open = Callable[[], tuple[CourtSection, Seat]]
NMO = OrderForm(kind="non_molestation", made_on=date(2026, 11, 20), ends_on=date(2027, 11, 19))
SERVED = OrderForm(
    kind="non_molestation", made_on=date(2026, 11, 16), served_on=date(2026, 11, 18), ends_on=date(2027, 11, 15)
)
HEARING = AppointmentForm(
    kind=AppointmentKind.HEARING,
    on=date(2026, 12, 1),
    hearing="return_hearing",
    starts_at=datetime(2026, 12, 1, 10, tzinfo=UTC),
)


@pytest.fixture
def open_court(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> Open:
    def build() -> tuple[CourtSection, Seat]:
        seat = sit_down(ADVOCATE)
        return open_section(CourtSection, seat.desk, office.case_id, qtbot), seat

    return build


def with_order(section: CourtSection, form: OrderForm, *events: EventForm) -> OrderCard:
    """Keep an order and what happened to it, and show them."""
    orders = section.desk.way.orders
    order = orders.add(section.case_id, form)
    for event in events:
        orders.record(order.id, event)
    section.refresh()
    return next(card for card in section.order_cards() if card.line.order.id == order.id)


def with_appointment(section: CourtSection, form: AppointmentForm) -> AppointmentCard:
    one = section.desk.way.appointments.add(section.case_id, form)
    section.refresh()
    return card_of(section, one.what)


def card_of(section: CourtSection, title: str) -> AppointmentCard:
    return next(card for card in section.appointment_cards() if title in card.line.title)


def words_on(section: CourtSection) -> list[str]:
    return [label.text() for label in section.findChildren(Words) if label.isVisibleTo(section)]


def press(card: OrderCard | AppointmentCard, words: str) -> None:
    next(button for button in (*card.buttons, *card.links) if button.text().startswith(words)).click()


def chip_of(card: OrderCard | AppointmentCard) -> str:
    return card.findChildren(Chip)[0].text()


def test_without_anything_it_says_what_belongs_here(open_court: Open) -> None:
    section, _ = open_court()
    assert {NO_ORDERS, NO_APPOINTMENTS} <= set(words_on(section))
    assert not section.lines.isVisible()


def test_an_order_is_added_and_says_that_it_cannot_be_enforced_until_it_is_served(open_court: Open) -> None:
    section, seat = open_court()
    section.add_order.click()
    form = section.order_form
    assert form.against.currentText() == "Pat Pretend"
    form.lines["court"].setText("Family court")
    form.days["made_on"].edit.setText("20/11/2026")
    form.lasts.choose("further")
    form.terms.choose(["Not to come near the home"])
    form.other_terms.show_words("Not to ring the school\n\n")
    form.save_action.trigger()
    assert seat.said == ["Order saved."]
    (card,) = section.order_cards()
    order = card.line.order
    assert (order.court, order.until_further_order, order.ends_on) == ("Family court", True, None)
    assert order.terms == ("Not to come near the home", "Not to ring the school")
    assert chip_of(card) == "Not served"
    assert "Made, not served: cannot be enforced yet." in words_on(section)
    press(card, "It was served")
    assert form.days["served_on"].edit.hasFocus()
    form.days["served_on"].edit.setText("today")
    form.save_action.trigger()
    assert chip_of(section.order_cards()[0]) == "In force"


def test_a_promise_is_asked_for_no_day_of_service_and_is_never_said_to_be_a_crime_to_break(open_court: Open) -> None:
    section, _ = open_court()
    section.add_order.click()
    form = section.order_form
    form.promise.setChecked(True)
    assert not form.days["served_on"].isVisible()
    form.days["made_on"].edit.setText("20/11/2026")
    form.save_action.trigger()
    (card,) = section.order_cards()
    assert chip_of(card) == "Promised"
    assert not any("is a crime:" in words for words in words_on(section))
    form.open_new(section.desk.way.orders.view(section.case_id))
    form.kind.setCurrentIndex(form.kind.findData("dvpo"))
    form.kind.activated.emit(form.kind.currentIndex())
    assert not form.promise.isVisible()


def test_what_cannot_be_read_or_cannot_be_is_told_and_stays_typed(open_court: Open) -> None:
    section, seat = open_court()
    section.add_order.click()
    form = section.order_form
    form.days["made_on"].edit.setText("31/2/2026")
    form.lasts.choose("day")
    form.lasts.chosen.emit("day")
    form.save_action.trigger()
    assert [link.accessibleName() for link in form.summary.links()] == [
        "There is no 31 February 2026. Check the day.",
        "Give its last day, or say that it is not known.",
    ]
    form.days["made_on"].edit.setText("20/11/2026")
    form.days["served_on"].edit.setText("19/11/2026")
    form.days["ends_on"].edit.setText("20/11/2027")
    form.save_action.trigger()
    assert "cannot be served before it was made" in form.message.headline.text()
    form.changed()
    form.leave()
    draft = seat.session.store.drafts.load(form.key())
    assert draft is not None
    assert "19/11/2026" in draft.body
    section.add_order.click()
    assert form.days["served_on"].text() == "19/11/2026"


def test_a_breach_is_kept_with_an_incident_unless_somebody_unticks_it_and_ends_nothing(open_court: Open) -> None:
    section, seat = open_court()
    press(with_order(section, SERVED), "It was broken")
    form = section.breach_form
    assert "Breaking it is a crime" in form.breach.text()
    form.what.show_words("He stood across the road.")
    form.on.edit.setText("21/11/2026")
    form.told_by.setCurrentIndex(form.told_by.findData(ToldBy.POLICE.value))
    form.police.give(Answer.YES)
    form.reference.setText("ZZ-1")
    form.save_action.trigger()
    (card,) = section.order_cards()
    assert chip_of(card) == "In force"
    assert card.rows[0].words.text().endswith("Told by the police. Among the incidents too.")
    assert not card.rows[0].undo.isVisible()
    press(card, "It was broken")
    form.what.show_words("He rang.")
    form.incident.setChecked(False)
    form.save_action.trigger()
    with seat.session.work() as unit:
        assert [one.what for one in unit.find(Incident)] == ["He stood across the road."]
    (card,) = section.order_cards()
    assert card.line.breaches == 2
    alone = next(row for row in card.rows if row.line.may_undo)
    alone.undo.click()
    assert section.order_cards()[0].line.breaches == 1
    assert seat.said[-1] == "Taken back."


def test_a_breach_without_words_is_told_by_its_field(open_court: Open) -> None:
    section, _ = open_court()
    press(with_order(section, SERVED), "It was broken")
    section.breach_form.save_action.trigger()
    assert [one.sentence.text() for one in section.breach_form.summary.links()] == ["Say in a few words what was done."]


def test_what_the_court_did_is_asked_as_it_needs(open_court: Open) -> None:
    section, _ = open_court()
    press(with_order(section, SERVED), "The court changed")
    form = section.by_court_form
    form.on.edit.setText("20/11/2026")
    form.until.choose("further")
    form.until.chosen.emit("further")
    assert not form.new_end.isVisible()
    form.save_action.trigger()
    (card,) = section.order_cards()
    assert card.standing.text() == "In force until further order: it does not expire by itself."
    press(card, "The court changed")
    form.kind.choose(OrderEventKind.DISCHARGED)
    form.kind.chosen.emit(OrderEventKind.DISCHARGED)
    form.on.edit.setText("22/11/2026")
    form.save_action.trigger()
    assert [one.sentence.text() for one in form.summary.links()] == ["Say it in a few words."]
    form.what.show_words("A new one instead")
    form.save_action.trigger()
    assert section.order_cards()[0].line.stand.standing is OrderStanding.DISCHARGED
    assert section.orders.more.text() == "Show 1 that ended"


def test_what_its_papers_must_not_show_is_chosen_without_its_value(open_court: Open) -> None:
    section, seat = open_court()
    section.add_order.click()
    form = section.order_form
    form.more.open()
    with seat.session.work() as unit:
        values = [point.value.splitlines()[0] for point in unit.find(ContactPoint)]
    shown = " ".join(box.text() for box in form.points.boxes.values())
    assert "Ceri Sample: Address" in shown
    assert not any(value in shown for value in values)
    assert "Pat Pretend" not in shown


def test_a_hearing_is_added_with_its_hour_and_who_goes_along(open_court: Open) -> None:
    section, seat = open_court()
    section.add_appointment.click()
    form = section.appointment_form
    form.save_action.trigger()
    assert [link.accessibleName() for link in form.summary.links()] == [
        "Say in a few words what it is.",
        "Give the day.",
    ]
    form.hearing.setCurrentIndex(form.hearing.findData("trial"))
    form.on.edit.setText("1/12/2026")
    form.time.setText("half past ten")
    form.save_action.trigger()
    assert [one.sentence.text() for one in form.summary.links()] == [
        "Write a time such as 10am or 14:30, or leave it empty."
    ]
    form.time.setText("10:30")
    form.minutes.setText("90")
    form.place.setText("Northbridge Crown Court")
    form.who.setCurrentIndex(form.who.findText(ADVOCATE))
    form.save_action.trigger()
    assert seat.said == ["Appointment saved."]
    (card,) = section.appointment_cards()
    assert (card.line.title, card.line.goes, chip_of(card)) == ("Trial", ADVOCATE, "In 8 days")
    assert "1 December, 10:30am to midday. Northbridge Crown Court." in words_on(section)
    assert "•  Nobody has asked yet what would make it bearable." in words_on(section)


def test_wishes_are_answered_by_key_and_what_the_court_said_is_asked_only_of_what_is_wanted(
    open_court: Open, qtbot: QtBot
) -> None:
    section, _ = open_court()
    press(with_appointment(section, HEARING), "Wishes")
    form = section.wishes_form
    screens, link, *others = form.rows
    qtbot.keyClick(screens.answer.focus_button(), Qt.Key.Key_Y)
    assert screens.granted_field.isVisible()
    screens.granted.setCurrentIndex(screens.granted.findData(Granted.GRANTED.value))
    qtbot.keyClick(screens.answer.focus_button(), Qt.Key.Key_Down)
    assert link.answer.isAncestorOf(link.answer.focus_button())
    qtbot.keyClick(link.answer.focus_button(), Qt.Key.Key_N)
    others[0].answer.give(Answer.PREFER_NOT_TO_SAY)
    assert not link.granted_field.isVisible()
    form.save_action.trigger()
    kept = card_of(section, "Return hearing").line.appointment
    assert dict(kept.wishes) == {
        "screens": Wish.WANTED,
        "live_link": Wish.NOT_WANTED,
        "other_place": Wish.PREFER_NOT_TO_SAY,
    }
    assert dict(kept.granted) == {"screens": Granted.GRANTED}
    assert "Wanted: screens in the court room (granted)." in words_on(section)


def test_a_day_that_is_over_asks_and_an_answer_must_be_chosen(open_court: Open, office: Office) -> None:
    section, _ = open_court()
    with_appointment(section, AppointmentForm(kind=AppointmentKind.HEALTH, on=date(2026, 11, 24), what="Scan"))
    office.clock.later(days=3)
    section.refresh()
    card = card_of(section, "Scan")
    assert chip_of(card) == "What became of it?"
    press(card, "Say what became")
    form = section.outcome_form
    form.save_action.trigger()
    assert [one.sentence.text() for one in form.summary.links()] == [
        "Choose what became of it. “Nobody knows yet” is an answer."
    ]
    form.state.choose(AppointmentState.NOT_KNOWN)
    form.save_action.trigger()
    section.appointments.more.click()
    card = card_of(section, "Scan")
    assert chip_of(card) == "Not known"
    press(card, "Take that back")
    assert chip_of(card_of(section, "Scan")) == "What became of it?"


def test_a_hearing_that_was_moved_keeps_both_days(open_court: Open) -> None:
    section, _ = open_court()
    press(with_appointment(section, HEARING), "It was moved")
    form = section.appointment_form
    assert form.why_field.isVisible()
    assert not form.kind.isVisible()
    form.on.edit.setText("15/12/2026")
    form.why.setText("No judge")
    form.save_action.trigger()
    new, old = section.appointment_cards()
    assert (chip_of(new), chip_of(old)) == ("In 22 days", "Moved")
    assert "Moved from 1 December 2026." in words_on(section)
    section.appointments.more.click()
    press(old, "Take that back")
    (back,) = section.appointment_cards()
    assert back.line.appointment.on == date(2026, 12, 1)


def test_what_was_added_by_mistake_is_taken_out_and_undone(open_court: Open) -> None:
    section, seat = open_court()
    press(with_order(section, NMO), "Take out")
    assert section.order_cards() == []
    seat.undo[-1]()
    assert len(section.order_cards()) == 1
    press(with_appointment(section, HEARING), "Take out")
    assert section.appointment_cards() == []
    seat.undo[-1]()
    assert len(section.appointment_cards()) == 1


def test_what_was_just_saved_is_taken_back_in_one_press(open_court: Open) -> None:
    section, seat = open_court()
    press(with_order(section, SERVED), "The court changed")
    form = section.by_court_form
    form.on.edit.setText("20/11/2026")
    form.new_end.edit.setText("15/11/2028")
    form.save_action.trigger()
    assert section.order_cards()[0].standing.text() == "In force until 15 November 2028."
    seat.undo[-1]()
    assert section.order_cards()[0].standing.text() == "In force until 15 November 2027."
    press(with_appointment(section, HEARING), "It was moved")
    section.appointment_form.on.edit.setText("15/12/2026")
    section.appointment_form.save_action.trigger()
    seat.undo[-1]()
    assert [card.line.appointment.on for card in section.appointment_cards()] == [date(2026, 12, 1)]
    section.add_order.click()
    section.order_form.save_action.trigger()
    assert len(section.order_cards()) == 2
    seat.undo[-1]()
    assert len(section.order_cards()) == 1


def test_a_breach_that_stands_among_the_incidents_too_offers_no_undo(open_court: Open) -> None:
    section, seat = open_court()
    press(with_order(section, SERVED), "It was broken")
    section.breach_form.what.show_words("He rang.")
    section.breach_form.save_action.trigger()
    assert (seat.said, seat.undo) == (["Kept that the order was broken."], [])


def test_cards_that_are_only_read_have_no_buttons(open_court: Open) -> None:
    section, _ = open_court()
    card = OrderCard(section.desk, with_order(section, NMO).line, None)
    hearing = AppointmentCard(section.desk, with_appointment(section, HEARING).line, None)
    assert (card.buttons, card.links, hearing.buttons, hearing.links) == ([], [], [], [])
