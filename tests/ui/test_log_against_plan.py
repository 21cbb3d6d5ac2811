"""The log sheet beside a plan: what to keep to, the reason where it was not kept to, and what put her at risk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.flags import Flag
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.domain.safe_contact import ContactOverride, SafeContactPlan
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from tests.services.desk import ADVOCATE, Office, change, keep, new_contact, phone_of
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
WHY = "The police asked us to warn her at once"


@contextmanager
def case_of(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[CaseScreen]:
    shell = frame(seat.desk, Place("case", office.case_id, ""))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    case = shell.screen_in_front()
    assert isinstance(case, CaseScreen)
    yield case
    case.sheet.draft.settle()
    shell.hide()


def say(seat: Seat, office: Office, **fields: object) -> None:
    with seat.session.work() as unit:
        unit.change(unit.find(SafeContactPlan, case_id=office.case_id)[0], **fields)
        unit.commit("said for a test")


def count(seat: Seat, kind: type[Contact | ContactOverride | Flag]) -> int:
    with seat.session.work() as unit:
        return len(unit.find(kind))


def choose(sheet: LogContactSheet, kind: ContactKind, result: ContactResult) -> None:
    for choices, value in ((sheet.kind, kind), (sheet.result, result)):
        choices.choose(value)
        choices.chosen.emit(value)


def test_within_the_plan_the_sheet_shows_what_to_keep_to(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with case_of(sit_down(ADVOCATE), office, qtbot) as case:
        case.log.click()
        assert "If someone else answers: say “the library”." in case.sheet.keep_to.text()
        assert not case.sheet.why_field.isVisible()
        assert not case.sheet.safe.isVisible()


def test_against_the_plan_a_reason_is_asked_for_and_kept(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    say(seat, office, windows=("mon-fri 12:00-14:00",))
    before = count(seat, Contact)
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        sheet = case.sheet
        choose(sheet, ContactKind.CALL, ContactResult.SPOKE)
        assert sheet.safe.detail.text().endswith("Opens midday today.")
        sheet.save.click()
        assert sheet.why_field.error.isVisible()
        assert sheet.why.hasFocus()
        assert count(seat, Contact) == before
        qtbot.keyClicks(sheet.why, WHY)
        sheet.save.click()
        assert not sheet.isVisible()
    assert (count(seat, Contact), count(seat, ContactOverride)) == (before + 1, 1)


def test_a_message_left_where_none_is_safe_asks_why(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with case_of(sit_down(ADVOCATE), office, qtbot) as case:
        case.log.click()
        assert not case.sheet.why_field.isVisible()
        qtbot.keyClick(case.sheet, Qt.Key.Key_3)
        assert case.sheet.why_field.isVisible()
        assert "Leaving a voicemail is not safe" in case.sheet.safe.detail.text()


def test_when_it_was_decides_not_when_it_is_written_down(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    say(seat, office, windows=("mon-fri 10:00-11:00",))
    office.clock.later(hours=3)
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        assert case.sheet.why_field.isVisible()
        when = case.sheet.form.when
        when.setDateTime(when.dateTime().addSecs(-3 * 3600))
        assert not case.sheet.why_field.isVisible()


def test_where_somebody_else_answered_the_sheet_asks_and_raises_a_flag(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        sheet = case.sheet
        assert not sheet.at_risk_field.isVisible()
        for key in (Qt.Key.Key_6, Qt.Key.Key_4):
            qtbot.keyClick(sheet, key)
            assert sheet.at_risk_field.isVisible()
        sheet.raise_flag.setChecked(True)
        sheet.save.click()
        assert sheet.at_risk_field.error.isVisible()
        assert count(seat, Flag) == 0
        qtbot.keyClicks(sheet.at_risk, "He asked who was calling.")
        sheet.save.click()
        assert count(seat, Flag) == 1


def add_phone(seat: Seat, office: Office) -> ContactPoint:
    hers = phone_of(office, seat.session)
    listed_behind = new_id(office.clock.now() + timedelta(minutes=1))
    added = replace(hers, id=listed_behind, digits="447700900456", note="at work", version=None)
    keep(seat.session, added)
    return added


def newest(seat: Seat) -> Contact:
    with seat.session.work() as unit:
        return unit.find(Contact, order_by=("-recorded_at",), limit=1)[0]


def test_which_number_was_used_is_asked_only_where_there_are_two(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        assert not case.sheet.used.isVisible()
    at_work = add_phone(seat, office)
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        sheet = case.sheet
        box = sheet.used.box
        assert [box.itemText(one) for one in range(box.count())] == ["Not noted", "Phone", "Phone (at work)"]
        choose(sheet, ContactKind.LETTER, ContactResult.SPOKE)
        assert not sheet.used.isVisible()
        choose(sheet, ContactKind.CALL, ContactResult.SPOKE)
        box.setCurrentIndex(2)
        box.activated.emit(2)
        sheet.put_away()
        case.log.click()
        assert box.currentText() == "Phone (at work)"
        sheet.save.click()
        assert not sheet.isVisible()
    assert newest(seat).point_id == at_work.id


def test_what_was_said_is_asked_only_where_somebody_else_answered_and_the_keys_lead_on_to_the_note(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    add_phone(seat, office)
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        sheet = case.sheet
        qtbot.keyClick(sheet, Qt.Key.Key_1)
        assert not sheet.said_field.isVisible()
        qtbot.keyClick(sheet.result.first(), Qt.Key.Key_Tab)
        assert sheet.form.note.hasFocus()
        qtbot.keyClick(sheet, Qt.Key.Key_4)
        assert sheet.said_field.isVisible()
        qtbot.keyClicks(sheet.said, "That it was the library")
        sheet.put_away()
        case.log.click()
        assert sheet.said.text() == "That it was the library"
        sheet.save.click()
    kept = newest(seat)
    assert (kept.said, kept.point_id) == ("That it was the library", None)


def test_a_correction_keeps_which_number_was_used_and_what_was_said(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    hers = phone_of(office, seat.session)
    logged = seat.desk.contacts.log(
        new_contact(office, result=ContactResult.SOMEONE_ELSE_ANSWERED, point_id=hers.id, said="Wrong number")
    )
    with seat.session.work() as unit:
        entry = unit.get(Contact, logged)
    office.clock.later(minutes=1)
    with case_of(seat, office, qtbot) as case:
        case.sheet.open_for("Ceri", entry)
        assert case.sheet.said.text() == "Wrong number"
        case.sheet.save.click()
    kept = newest(seat)
    assert (kept.corrects_id, kept.said, kept.point_id) == (entry.id, "Wrong number", hers.id)


def test_a_reason_half_typed_is_there_again(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    say(seat, office, call=Answer.NO)
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        qtbot.keyClicks(case.sheet.why, WHY)
        case.sheet.put_away()
        case.log.click()
        assert case.sheet.why.text() == WHY


def test_a_number_outside_the_plan_is_shown_to_call_for_words_alone(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    say(seat, office, windows=("mon-fri 12:00-14:00",))
    with case_of(seat, office, qtbot) as case:
        reveal = case.reveal
        reveal.button.click()
        call = reveal.reasons[RevealReason.CALLING_NOW]
        assert call.text() == "Call all the same…"
        assert not reveal.reasons[RevealReason.WRITING_NOW].isVisible()
        call.click()
        assert reveal.value is None
        reveal.show_other.click()
        assert reveal.other_field.error.isVisible()
        qtbot.keyClicks(reveal.other, WHY)
        reveal.show_other.click()
        assert reveal.value is not None
        reveal.conceal()
    assert count(seat, ContactOverride) == 1


def test_a_number_never_to_be_used_offers_no_way_to_call_it(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    change(seat.session, phone_of(office, seat.session), safe=Answer.NO)
    with case_of(seat, office, qtbot) as case:
        case.reveal.button.click()
        offered = {reason for reason, button in case.reveal.reasons.items() if button.isVisible()}
        assert offered == {RevealReason.POLICE_ASKED, RevealReason.UPDATING, RevealReason.OTHER}


def test_where_nobody_has_asked_the_sheet_begins_with_what_came_to_us(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    say(seat, office, deleted_at=office.clock.now())
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        assert case.sheet.direction.value() == Direction.INCOMING
        assert not case.sheet.why_field.isVisible()


def test_what_comes_next_is_offered_inside_the_safe_times(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    say(seat, office, windows=("thu 09:00-11:00",))
    with case_of(seat, office, qtbot) as case:
        case.log.click()
        next_at = case.sheet.form.next_at
        assert next_at.dateTime().toString("ddd d MMM h:mm") == "Thu 26 Nov 9:00"
        next_at.setDateTime(next_at.dateTime().addSecs(3600))
        choose(case.sheet, ContactKind.TEXT, ContactResult.SPOKE)
        assert next_at.dateTime().toString("ddd d MMM h:mm") == "Thu 26 Nov 10:00", "what somebody chose stays"
