"""The services over somebody's way to report, support and justice, handed to screens and commands together."""

from dataclasses import dataclass

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.court_lines import ShowCourtLines
from advocate_desk.services.export_calendar import CalendarWriter, ExportCalendar
from advocate_desk.services.keep_appointments import KeepAppointments
from advocate_desk.services.keep_bank_days import KeepBankDays
from advocate_desk.services.keep_chases import KeepChases
from advocate_desk.services.keep_clocks import KeepClocks
from advocate_desk.services.keep_orders import KeepOrders
from advocate_desk.services.keep_pathway import KeepPathway
from advocate_desk.services.keep_rights import KeepRights
from advocate_desk.services.keep_rules import KeepRules
from advocate_desk.services.keep_signposts import KeepSignposts
from advocate_desk.services.list_referrals import ListReferrals
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One service for each thing on the way."""

    rights: KeepRights
    clocks: KeepClocks
    pathway: KeepPathway
    chases: KeepChases
    signposts: KeepSignposts
    replies: ListReferrals
    orders: KeepOrders
    appointments: KeepAppointments
    court: ShowCourtLines
    rules: KeepRules
    bank_days: KeepBankDays
    calendar: ExportCalendar


def way_services(session: Session, rules: Rulebook, calendar: CalendarWriter) -> Way:
    """Return the services for whoever signed in. Reads nothing. ``rules`` are those that ship."""
    return Way(
        rights=KeepRights(session),
        clocks=KeepClocks(session, rules),
        pathway=KeepPathway(session, rules),
        chases=KeepChases(session),
        signposts=KeepSignposts(session),
        replies=ListReferrals(session),
        orders=KeepOrders(session, rules),
        appointments=KeepAppointments(session, rules),
        court=ShowCourtLines(session, rules),
        rules=KeepRules(session, rules),
        bank_days=KeepBankDays(session, rules),
        calendar=ExportCalendar(session, rules, calendar),
    )
