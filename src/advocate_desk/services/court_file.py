"""Everything the court section of a case shows, read together."""

from dataclasses import dataclass
from uuid import UUID

from advocate_desk.services.court_lines import SuspectLine
from advocate_desk.services.keep_appointments import AppointmentLine, AppointmentsView
from advocate_desk.services.keep_orders import OrdersView
from advocate_desk.services.way import Way


@dataclass(frozen=True, kw_only=True, slots=True)
class CourtFile:
    """Orders, appointments, and the lines of suspects with their charges."""

    orders: OrdersView
    appointments: AppointmentsView
    lines: tuple[SuspectLine, ...]

    @property
    def every_appointment(self) -> tuple[AppointmentLine, ...]:
        """Those nobody knows the outcome of, those ahead, then those that are over."""
        return (*self.appointments.passed, *self.appointments.ahead, *self.appointments.over)


def read_court(way: Way, case_id: UUID) -> CourtFile:
    """Read all of it.

    Raises:
        NotFound: no such case.
    """
    return CourtFile(
        orders=way.orders.view(case_id),
        appointments=way.appointments.view(case_id),
        lines=way.court.lines(case_id),
    )
