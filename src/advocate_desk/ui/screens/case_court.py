"""Orders that protect, suspects and charges, and what is ahead in court and elsewhere."""

from collections.abc import Callable
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from advocate_desk.domain.appointments import Appointment
from advocate_desk.domain.court import OrderEvent
from advocate_desk.domain.order_rules import OVER
from advocate_desk.services.court_file import CourtFile, read_court
from advocate_desk.services.keep_appointments import AppointmentLine
from advocate_desk.services.order_lines import EventLine, OrderLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_forms import FormsSection
from advocate_desk.ui.widgets.appointment_card import AppointmentActs, AppointmentCard
from advocate_desk.ui.widgets.appointment_form import AppointmentEditor
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.court_words import NO_APPOINTMENTS, NO_ORDERS
from advocate_desk.ui.widgets.hearing_forms import OutcomeEditor, WishesEditor
from advocate_desk.ui.widgets.lines_card import LinesCard
from advocate_desk.ui.widgets.order_card import OrderActs, OrderCard
from advocate_desk.ui.widgets.order_event_forms import BreachEditor, ByCourtEditor
from advocate_desk.ui.widgets.order_form import OrderEditor
from advocate_desk.ui.widgets.record_group import RecordGroup

ORDERS = "Made by a court or the police. An order binds once it is served."
AHEAD = "What is ahead in court and elsewhere, what is wished for it, and who goes along."


class CourtSection(FormsSection):
    """Orders first, then what is ahead, then suspects and charges. A form takes the place of it all."""

    part = "court"
    title = "Court"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._court: CourtFile | None = None
        self.add_order = Button(desk.theme, "Add &order", "primary", "plus", self._add_order)
        self.add_appointment = Button(desk.theme, "Add a&ppointment", "", "plus", self._add_appointment)
        self.orders = RecordGroup(desk.theme, "Orders", ORDERS, NO_ORDERS, self.add_order)
        self.appointments = RecordGroup(
            desk.theme, "Hearings and appointments", AHEAD, NO_APPOINTMENTS, self.add_appointment
        )
        self.lines = LinesCard(desk, self._open_board)
        self.home, self.main_key = self.add_order, QAction("Add order", self)
        self.main_key.triggered.connect(lambda _checked: self._add_order())
        self._lay_out()

    @cached_property
    def order_form(self) -> OrderEditor:
        """The form of an order, built when it is first wanted."""
        form, orders = OrderEditor(self.desk, self.case_id), self.desk.way.orders
        return self.with_form(
            form, "Order saved.", lambda kept: partial(orders.remove, kept.id) if form.is_new else None
        )

    @cached_property
    def breach_form(self) -> BreachEditor:
        """The form for an order that was broken, built when it is first wanted."""
        return self.with_form(BreachEditor(self.desk), "Kept that the order was broken.", self._taking_back)

    @cached_property
    def by_court_form(self) -> ByCourtEditor:
        """The form for what the court did with an order, built when it is first wanted."""
        return self.with_form(ByCourtEditor(self.desk), "Kept what the court did.", self._taking_back)

    @cached_property
    def appointment_form(self) -> AppointmentEditor:
        """The form of an appointment, built when it is first wanted."""
        form = AppointmentEditor(self.desk, self.case_id)
        return self.with_form(form, "Appointment saved.", partial(self._unsaving, form))

    @cached_property
    def wishes_form(self) -> WishesEditor:
        """The form of the wishes for a hearing, built when it is first wanted."""
        return self.with_form(WishesEditor(self.desk), "Wishes saved.")

    @cached_property
    def outcome_form(self) -> OutcomeEditor:
        """The form for what became of an appointment, built when it is first wanted."""
        kept = self.desk.way.appointments
        return self.with_form(
            OutcomeEditor(self.desk), "Kept what became of it.", lambda one: partial(kept.reopen, one.id)
        )

    def refresh(self) -> None:
        read = partial(read_court, self.desk.way, self.case_id)
        self.desk.tasks.run(read, context=self, on_done=self._show, on_error=self.fail, replace="court")

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Add order"),)

    def first_focus(self) -> QWidget | None:
        return self.add_order if self.may_work() else None

    def reflow(self, width: Width) -> None:
        super().reflow(width)
        stacked = width is not Width.WIDE
        for name in ("order_form", "breach_form", "wishes_form"):
            if name in self.__dict__:
                getattr(self, name).stack(stacked)

    def order_cards(self) -> list[OrderCard]:
        """Return the cards of the orders, in order."""
        return [card for card in self.orders.cards if isinstance(card, OrderCard)]

    def appointment_cards(self) -> list[AppointmentCard]:
        """Return the cards of the appointments, in order."""
        return [card for card in self.appointments.cards if isinstance(card, AppointmentCard)]

    def _show(self, court: CourtFile) -> None:
        self._court = court
        acts = self._order_acts() if self.may_work() else None
        cards = [OrderCard(self.desk, line, acts) for line in court.orders.orders]
        over = [card for card in cards if card.line.stand.standing in OVER]
        self.orders.show_cards([card for card in cards if card not in over], over, "that ended")
        ways = self._appointment_acts() if self.may_work() else None
        view = court.appointments
        asked = [AppointmentCard(self.desk, line, ways) for line in (*view.passed, *view.ahead)]
        earlier = [AppointmentCard(self.desk, line, ways) for line in view.over]
        self.appointments.show_cards(asked, earlier, "earlier")
        self.lines.show_lines(court.lines)

    def _order_acts(self) -> OrderActs:
        return OrderActs(
            change=self._change_order,
            served=partial(self._change_order, served=True),
            broken=self._broken,
            by_the_court=self._by_the_court,
            take_back=self._take_back,
            remove=self._remove_order,
        )

    def _appointment_acts(self) -> AppointmentActs:
        return AppointmentActs(
            change=self._change_appointment,
            wish=self._wish,
            outcome=self._outcome,
            move=self._move,
            reopen=self._reopen,
            remove=self._remove_appointment,
        )

    def _add_order(self) -> None:
        if self.may_work() and self._court is not None:
            self.open_form(self.order_form)
            self.order_form.open_new(self._court.orders)

    def _change_order(self, line: OrderLine, *, served: bool = False) -> None:
        if self._court is not None:
            self.open_form(self.order_form)
            self.order_form.open_for(line, self._court.orders, served=served)

    def _broken(self, line: OrderLine) -> None:
        self.open_form(self.breach_form)
        self.breach_form.open_for(line)

    def _by_the_court(self, line: OrderLine) -> None:
        self.open_form(self.by_court_form)
        self.by_court_form.open_for(line)

    def _take_back(self, line: EventLine) -> None:
        self.run(partial(self.desk.way.orders.take_back, line.event.id), "Taken back.")

    def _remove_order(self, line: OrderLine) -> None:
        orders, order_id = self.desk.way.orders, line.order.id
        undo = partial(self.run, partial(orders.restore, order_id), "The order is back.")
        self.run(partial(orders.remove, order_id), "Order taken out.", undo)

    def _add_appointment(self) -> None:
        if self.may_work() and self._court is not None:
            self.open_form(self.appointment_form)
            self.appointment_form.open_new(self._court.appointments)

    def _change_appointment(self, line: AppointmentLine) -> None:
        if self._court is not None:
            self.open_form(self.appointment_form)
            self.appointment_form.open_for(line, self._court.appointments)

    def _move(self, line: AppointmentLine) -> None:
        if self._court is not None:
            self.open_form(self.appointment_form)
            self.appointment_form.open_move(line, self._court.appointments)

    def _wish(self, line: AppointmentLine) -> None:
        self.open_form(self.wishes_form)
        self.wishes_form.open_for(line)

    def _outcome(self, line: AppointmentLine) -> None:
        self.open_form(self.outcome_form)
        self.outcome_form.open_for(line)

    def _reopen(self, line: AppointmentLine) -> None:
        self.run(partial(self.desk.way.appointments.reopen, line.appointment.id), "Taken back.")

    def _remove_appointment(self, line: AppointmentLine) -> None:
        kept, one = self.desk.way.appointments, line.appointment.id
        undo = partial(self.run, partial(kept.restore, one), "The appointment is back.")
        self.run(partial(kept.remove, one), "Appointment taken out.", undo)

    def _open_board(self) -> None:
        self.desk.navigator.go(Place("case", self.case_id, "pathway"))

    def _taking_back(self, event: OrderEvent) -> Callable[[], None] | None:
        """What stands among the incidents too is not taken back in one press: an incident is only ever corrected."""
        return partial(self.desk.way.orders.take_back, event.id) if event.incident_id is None else None

    def _unsaving(self, form: AppointmentEditor, one: Appointment) -> Callable[[], None] | None:
        kept = self.desk.way.appointments
        if form.moves is not None:
            return partial(kept.reopen, form.moves)
        return partial(kept.remove, one.id) if form.is_new else None

    def _lay_out(self) -> None:
        for button in (self.add_order, self.add_appointment):
            button.setVisible(self.may_work())
        for part in (self.message, self.orders, self.appointments, self.lines):
            self.page.body.addWidget(part)
        self.page.body.addStretch(1)
