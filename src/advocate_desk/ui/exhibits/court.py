"""Orders, hearings and appointments of a case, and their forms."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.appointment_rules import AppointmentStanding
from advocate_desk.domain.order_rules import OrderStanding
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_court import CourtSection
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.widgets.appointment_card import AppointmentCard
from advocate_desk.ui.widgets.order_card import OrderCard

_MOST = 60


def _court(desk: DeskContext) -> Place:
    return replace(first_case(desk), part=CourtSection.part)


def _with_promise(desk: DeskContext) -> Place:
    """Return a case with a promise to the court that was broken, or the first of the list where there is none."""
    for row in desk.caseload.page(CaseloadFilter(), 0, _MOST).rows:
        if any(line.order.is_undertaking for line in desk.way.orders.view(row.case_id).orders):
            return Place(CaseScreen.key, row.case_id, CourtSection.part)
    return _court(desk)


def _opened(desk: DeskContext, place: Place | None = None) -> tuple[Shell, CourtSection]:
    shell = frame(desk, place or _court(desk))
    (section,) = shell.findChildren(CourtSection)
    return shell, section


def _order(section: CourtSection, standing: OrderStanding) -> OrderCard:
    cards = section.order_cards()
    return next((card for card in cards if card.line.stand.standing is standing), cards[0])


def _appointment(section: CourtSection, standing: AppointmentStanding, title: str = "") -> AppointmentCard:
    cards = [card for card in section.appointment_cards() if title in card.line.title]
    return next((card for card in cards if card.line.standing is standing), cards[0])


def _promise(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk, _with_promise(desk))
    section.orders.more.click()
    section.order_cards()[0].more.toggle()
    return shell


def _new_order(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.add_order.click()
    return shell


def _served(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    _order(section, OrderStanding.NOT_SERVED).buttons[0].click()
    return shell


def _order_problems(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.add_order.click()
    form = section.order_form
    form.days["made_on"].edit.setText("31/2/2026")
    form.lasts.choose("day")
    form.save_action.trigger()
    return shell


def _broken(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    _order(section, OrderStanding.ENDS_SOON).buttons[0].click()
    return shell


def _by_the_court(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    card = _order(section, OrderStanding.ENDS_SOON)
    next(link for link in card.links if "court changed" in link.text()).click()
    return shell


def _new_appointment(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.add_appointment.click()
    return shell


def _moved(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    card = _appointment(section, AppointmentStanding.AHEAD, "Return hearing")
    next(link for link in card.links if "moved" in link.text()).click()
    return shell


def _wishes(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    _appointment(section, AppointmentStanding.AHEAD, "Return hearing").buttons[0].click()
    return shell


def _outcome(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    _appointment(section, AppointmentStanding.PASSED).buttons[0].click()
    return shell


COURT: tuple[Exhibit, ...] = (
    in_frame("case-court", CourtSection, _court),
    Exhibit("court-promise", CourtSection, _promise),
    Exhibit("court-new-order", CourtSection, _new_order),
    Exhibit("court-served", CourtSection, _served),
    Exhibit("court-order-problems", CourtSection, _order_problems),
    Exhibit("court-broken", CourtSection, _broken),
    Exhibit("court-by-the-court", CourtSection, _by_the_court),
    Exhibit("court-new-appointment", CourtSection, _new_appointment),
    Exhibit("court-moved", CourtSection, _moved),
    Exhibit("court-wishes", CourtSection, _wishes),
    Exhibit("court-outcome", CourtSection, _outcome),
)
