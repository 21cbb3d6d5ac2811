"""The clocks of a case, and their forms."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.clocks import ClockState
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_dates import DatesSection
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.widgets.clock_card import ClockCard

_MOST = 60


def _dates(desk: DeskContext) -> Place:
    """Return a case with something late and a start nobody knows, or the first of the list where there is none."""
    for row in desk.caseload.page(CaseloadFilter(), 0, _MOST).rows:
        view = desk.way.clocks.view(row.case_id)
        if view.late and view.unknown and view.asks_rights:
            return Place(CaseScreen.key, row.case_id, DatesSection.part)
    return replace(first_case(desk), part=DatesSection.part)


def _opened(desk: DeskContext) -> tuple[Shell, DatesSection]:
    shell = frame(desk, _dates(desk))
    (section,) = shell.findChildren(DatesSection)
    return shell, section


def _card(section: DatesSection, state: ClockState) -> ClockCard:
    cards = section.clock_cards()
    return next((card for card in cards if card.line.clock.state is state), cards[0])


def _unfolded(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    for group in (section.clocks, section.ended, section.days):
        if not group.more.isHidden():
            group.more.click()
    _card(section, ClockState.LATE).more.click()
    return shell


def _record(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    _card(section, ClockState.LATE).buttons[-1].click()
    return shell


def _record_problems(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    _card(section, ClockState.LATE).buttons[-1].click()
    section.entry_form.on.edit.setText("31/2/2026")
    section.entry_form.save_action.trigger()
    return shell


def _give_day(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    _card(section, ClockState.NOT_STARTED).buttons[0].click()
    return shell


def _new_day(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.add_day.click()
    return shell


def _rights(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.rights.button.click()
    return shell


DATES: tuple[Exhibit, ...] = (
    in_frame("case-dates", DatesSection, _dates),
    Exhibit("dates-unfolded", DatesSection, _unfolded),
    Exhibit("dates-record", DatesSection, _record),
    Exhibit("dates-record-problems", DatesSection, _record_problems),
    Exhibit("dates-give-day", DatesSection, _give_day),
    Exhibit("dates-new-day", DatesSection, _new_day),
    Exhibit("dates-rights", DatesSection, _rights),
)
