"""One person's way from a 999 call through refuge, an order, charge and trial to the review of a sentence.

Everything goes through the services of the desk. After each step every open clock is held to a day worked out by hand
in a calendar; what stands there and nothing else may run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.appointments import AppointmentKind, AppointmentState
from advocate_desk.domain.cases import ReferralSource
from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.clocks import ClockState
from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.domain.dates_in_words import LONDON, in_london
from advocate_desk.domain.duties import Owes
from advocate_desk.domain.errors import MoveRefused
from advocate_desk.domain.order_rules import OrderStanding
from advocate_desk.domain.people import PointKind
from advocate_desk.domain.working_days import Deadline
from advocate_desk.services.keep_appointments import AppointmentForm, OutcomeForm
from advocate_desk.services.keep_clocks import ClockLine, EntryForm, KeyDateForm
from advocate_desk.services.keep_orders import OrderForm
from advocate_desk.services.keep_pathway import MarkForm, MoveForm, NewStep
from advocate_desk.services.keep_rights import RightsForm
from advocate_desk.services.log_contact import NewContact
from advocate_desk.services.open_case import NewCase, NewPoint
from advocate_desk.ui.theme import Theme, ThemeChoice
from tests.services.desk import ADVOCATE, Office, make_office
from tests.support.clocks import day
from tests.support.seat import Seat, seated

OFFICER, COURT, WITNESS_CARE = "the officer in the case", "the court's office", "the witness care unit"


@dataclass(slots=True)
class Way:
    """The case of Morgan Sample at the desk of one advocate, and the steps on it by name."""

    office: Office
    seat: Seat
    case_id: UUID
    steps: dict[str, UUID] = field(default_factory=dict)

    def it_is(self, words: str) -> None:
        """Let it be a moment, such as ``Tue 01 Dec 2026 10:00`` in London."""
        on, hour, minute = day(words[:15]), int(words[16:18]), int(words[19:21])
        self.office.clock.at = datetime(on.year, on.month, on.day, hour, minute, tzinfo=LONDON).astimezone(UTC)

    def begins(self, code: str, about: str = "", part_of: str = "") -> None:
        """Put a step on the way; it goes by its code."""
        part = self.steps[part_of] if part_of else None
        new = NewStep(code=code, about=about, part_of_id=part)
        self.steps[code] = self.seat.desk.way.pathway.add(self.case_id, new)

    def comes_to(self, step: str, stage: str, on: str, at: time | None = None, **said: str) -> None:
        """Record that a step came to a stage on a day."""
        move = MoveForm(
            stage=stage, happened_on=day(on), happened_time=at, told_by=said.pop("told_by", OFFICER), **said
        )
        self.seat.desk.way.pathway.move(self.steps[step], move)
        self.office.clock.later(minutes=1)

    def happens(self, code: str, on: str, line: str = "criminal_line", told_by: str = OFFICER) -> None:
        """Record a day that clocks count from."""
        when = KeyDateForm(code=code, on=day(on), step_id=self.steps[line], told_by=told_by)
        self.seat.desk.way.clocks.add_date(self.case_id, when)
        self.office.clock.later(minutes=1)

    def records(self, duty: str, kind: ClockEntryKind, on: str = "", note: str = "") -> None:
        """Record something about the clock of this duty that is open."""
        (line,) = [one for one in self.clocks() if one.clock.duty.code == duty and one.clock.is_open]
        form = EntryForm(kind=kind, on=day(on) if on else None, note=note, told_by=OFFICER)
        self.seat.desk.way.clocks.record(self.case_id, duty, line.clock.start_id, form)
        self.office.clock.later(minutes=1)

    def clocks(self) -> tuple[ClockLine, ...]:
        """Return every clock there is."""
        return self.seat.desk.way.clocks.view(self.case_id).every

    def due(self) -> Mapping[str, str]:
        """Return what is open and when it is due, as the tables of clocks write it."""
        found: dict[str, str] = {}
        for one in (line.clock for line in self.clocks() if line.clock.is_open):
            said = written(one.due)
            if one.with_enhanced is not None:
                said += f", enhanced {written(one.with_enhanced)}"
            found[one.duty.code] = f"{found[one.duty.code]} and {said}" if one.duty.code in found else said
        return found

    def state(self, duty: str) -> set[ClockState]:
        """Return how the clocks of a duty stand."""
        return {line.clock.state for line in self.clocks() if line.clock.duty.code == duty}

    def red(self) -> set[tuple[str, Owes]]:
        """Return what is late and checked, and who owes it."""
        today = self.office.clock.today()
        return {(one.clock.duty.code, one.clock.duty.owes) for one in self.clocks() if one.clock.is_red(today)}


def written(due: Deadline) -> str:
    """Write a day as the tables do."""
    if due.at is not None:
        return in_london(due.at).strftime("%a %d %b %Y %H:%M")
    return due.on.strftime("%a %d %b %Y") if due.on else "unknown"


@pytest.fixture
def way(tmp_path: Path, qapp: QApplication) -> Iterator[Way]:
    """A police referral as it came in on a Monday morning, two days after a call to 999."""
    office = make_office(tmp_path)
    office.clock.at = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    with seated(office, ADVOCATE, Theme(qapp, ThemeChoice.LIGHT)) as seat:
        opened = seat.desk.opening.open(
            NewCase(
                name_to_use="Morgan Sample",
                date_of_birth=date(1991, 3, 14),
                source=ReferralSource.POLICE,
                referred_by="Exampleshire Police",
                why_referred="Called 999 on Friday night from the bathroom.",
                points=(NewPoint(kind=PointKind.PHONE, value="07700 900222", safe=Answer.YES),),
            )
        )
        yield Way(office, seat, opened.case_id)


def test_from_a_999_call_to_the_review_of_a_sentence(way: Way) -> None:
    the_call_and_the_arrest(way)
    the_police_are_late_and_are_asked(way)
    a_refuge_and_the_councils_duty(way)
    an_order_that_binds_once_it_is_served(way)
    the_charge(way)
    the_first_hearing_sends_it_to_the_crown_court(way)
    the_plea_and_what_is_wished_for_the_trial(way)
    the_trial_after_easter(way)
    the_sentence_and_its_review(way)


def the_call_and_the_arrest(way: Way) -> None:
    """What happened at the weekend is written down on Monday: it counts from when it happened."""
    assert way.due() == {
        "referral_looked_at": "Wed 02 Dec 2026 09:30",
        "first_contact": "Mon 07 Dec 2026",
    }
    way.seat.desk.contacts.log(
        NewContact(
            case_id=way.case_id,
            kind=ContactKind.CALL,
            direction=Direction.OUTGOING,
            result=ContactResult.SPOKE,
            happened_at=way.office.clock.now(),
            summary="Spoke at the safe time; wants to leave.",
        )
    )
    assert way.due() == {}
    way.begins("police_report", about="999 on Friday night")
    way.comes_to("police_report", "called", "Fri 27 Nov 2026")
    way.comes_to("police_report", "recorded_as_crime", "Sat 28 Nov 2026")
    way.begins("criminal_line", about="the other person")
    way.comes_to("criminal_line", "reported", "Fri 27 Nov 2026")
    way.comes_to("criminal_line", "investigated", "Fri 27 Nov 2026")
    way.comes_to("criminal_line", "arrested", "Sat 28 Nov 2026")
    way.comes_to("criminal_line", "interviewed", "Sat 28 Nov 2026")
    way.comes_to("criminal_line", "bailed", "Sun 29 Nov 2026")
    way.happens("offence_domestic_assault", "Fri 27 Nov 2026")
    limits = {
        "police_bail": "Sun 28 Feb 2027",
        "domestic_assault_charge": "Mon 27 Nov 2028",
        "compensation_adult": "Mon 27 Nov 2028",
    }
    assert way.due() == {
        **limits,
        "told_of_arrest": "Fri 04 Dec 2026, enhanced Mon 30 Nov 2026",
        "told_of_interview": "Fri 04 Dec 2026, enhanced Mon 30 Nov 2026",
        "told_of_bail": "Fri 04 Dec 2026, enhanced Mon 30 Nov 2026",
    }
    # The referral of this morning is what the police owed by Tuesday.
    assert way.state("support_referral") == {ClockState.MET}
    way.begins("statement", about="at the station")
    way.comes_to("statement", "made", "Sun 29 Nov 2026")
    # The earlier of the two limits: from the statement, not from the call.
    assert way.due()["domestic_assault_charge"] == "Sat 29 May 2027"


def the_police_are_late_and_are_asked(way: Way) -> None:
    """With enhanced rights one working day was owed: it is a chase to write, and theirs, not the advocate's."""
    way.it_is("Tue 01 Dec 2026 10:00")
    way.seat.desk.way.rights.record(way.case_id, RightsForm(answer=Answer.YES, decided_by=OFFICER))
    late = {"told_of_arrest", "told_of_interview", "told_of_bail"}
    assert {code: way.due()[code] for code in late} == dict.fromkeys(late, "Mon 30 Nov 2026")
    assert way.red() == {(code, Owes.POLICE) for code in late}
    way.records("told_of_arrest", ClockEntryKind.CHASED, "Tue 01 Dec 2026")
    assert way.state("told_of_arrest") == {ClockState.LATE}
    for code in sorted(late):
        way.records(code, ClockEntryKind.MET, "Tue 01 Dec 2026")
        assert way.state(code) == {ClockState.MET_LATE}
    assert way.due() == {
        "police_bail": "Sun 28 Feb 2027",
        "domestic_assault_charge": "Sat 29 May 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }


def a_refuge_and_the_councils_duty(way: Way) -> None:
    """A place is held for hours. The council of the new area owes a bed tonight, and help for 56 days."""
    way.begins("refuge")
    way.comes_to("refuge", "need_agreed", "Mon 30 Nov 2026")
    way.comes_to("refuge", "searching", "Mon 30 Nov 2026")
    way.comes_to("refuge", "offered", "Tue 01 Dec 2026", at=time(9, 15))
    way.begins("housing")
    way.comes_to("housing", "approached", "Tue 01 Dec 2026")
    assert way.due()["housing_interim"] == "Tue 01 Dec 2026"
    way.it_is("Thu 03 Dec 2026 10:00")
    assert way.red() == {("housing_interim", Owes.COUNCIL)}
    way.comes_to("refuge", "arrived", "Wed 02 Dec 2026")
    way.comes_to("housing", "interim", "Wed 02 Dec 2026")
    assert way.state("housing_interim") == {ClockState.MET_LATE}
    way.comes_to("housing", "relief", "Thu 03 Dec 2026")
    assert way.due() == {
        "housing_relief": "Thu 28 Jan 2027",
        "police_bail": "Sun 28 Feb 2027",
        "domestic_assault_charge": "Sat 29 May 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }


def an_order_that_binds_once_it_is_served(way: Way) -> None:
    """Made without notice on a Friday; until somebody served it, it protects nobody."""
    before = dict(way.due())
    way.it_is("Fri 04 Dec 2026 16:00")
    way.begins("non_molestation", about="against the other person")
    way.comes_to("non_molestation", "applied", "Thu 03 Dec 2026")
    way.comes_to("non_molestation", "without_notice_order", "Fri 04 Dec 2026")
    orders = way.seat.desk.way.orders
    made = orders.add(
        way.case_id,
        OrderForm(
            kind="non_molestation",
            step_id=way.steps["non_molestation"],
            court="Family Court at Exampleton",
            made_on=date(2026, 12, 4),
            ends_on=date(2027, 12, 3),
        ),
    )
    assert [one.stand.standing for one in orders.view(way.case_id).orders] == [OrderStanding.NOT_SERVED]
    way.it_is("Tue 08 Dec 2026 10:00")
    with pytest.raises(MoveRefused):
        way.comes_to("non_molestation", "served", "Mon 07 Dec 2026")
    way.comes_to("non_molestation", "served", "Mon 07 Dec 2026", proof="certificate of service")
    orders.change(made, replace(OrderForm.of(made), served_on=date(2026, 12, 7)))
    assert [one.stand.standing for one in orders.view(way.case_id).orders] == [OrderStanding.IN_FORCE]
    appointments = way.seat.desk.way.appointments
    hearing = appointments.add(
        way.case_id,
        AppointmentForm(
            kind=AppointmentKind.HEARING,
            on=date(2026, 12, 18),
            hearing="return_hearing",
            step_id=way.steps["non_molestation"],
        ),
    )
    way.it_is("Fri 18 Dec 2026 16:00")
    appointments.record(hearing, OutcomeForm(state=AppointmentState.TOOK_PLACE, outcome="The order goes on."))
    way.comes_to("non_molestation", "return_hearing", "Fri 18 Dec 2026")
    way.comes_to("non_molestation", "order_made", "Fri 18 Dec 2026")
    # A family court tells no witness care unit anything: no clock of the criminal courts begins.
    assert way.due() == before


def the_charge(way: Way) -> None:
    """Charged in time, over Christmas with its substitute day: told on the next working day but two holidays."""
    way.it_is("Mon 28 Dec 2026 10:00")
    way.comes_to("criminal_line", "with_prosecutor", "Mon 21 Dec 2026")
    way.comes_to("criminal_line", "charged", "Thu 24 Dec 2026")
    way.begins("charge", about="controlling behaviour, and assault", part_of="criminal_line")
    way.comes_to("charge", "charged", "Thu 24 Dec 2026")
    assert way.state("domestic_assault_charge") == {ClockState.MET}
    assert way.state("police_bail") == {ClockState.MET}
    assert way.due() == {
        "told_of_charge": "Tue 29 Dec 2026",
        "first_hearing_guilty": "Thu 07 Jan 2027",
        "first_hearing_not_guilty": "Thu 21 Jan 2027",
        "housing_relief": "Thu 28 Jan 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }
    way.it_is("Tue 29 Dec 2026 15:00")
    way.records("told_of_charge", ClockEntryKind.MET, "Tue 29 Dec 2026")
    assert way.state("told_of_charge") == {ClockState.MET}


def the_first_hearing_sends_it_to_the_crown_court(way: Way) -> None:
    """Court to witness care, then witness care to the person: the latest day first, then the real one."""
    way.it_is("Mon 11 Jan 2027 15:00")
    # Late only where a guilty plea was expected, and from general knowledge: said, and not in red.
    assert way.state("first_hearing_guilty") == {ClockState.LATE}
    assert way.red() == set()
    way.comes_to("charge", "first_hearing", "Mon 11 Jan 2027", told_by=COURT)
    way.comes_to("charge", "sent_to_crown_court", "Mon 11 Jan 2027", told_by=COURT)
    assert way.due() == {
        "court_tells_hearing": "Mon 18 Jan 2027",
        "told_of_hearing": "Tue 19 Jan 2027",
        "housing_relief": "Thu 28 Jan 2027",
        "plea_hearing": "Mon 08 Feb 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }
    way.it_is("Fri 15 Jan 2027 10:00")
    way.happens("witness_care_had_hearing", "Wed 13 Jan 2027", line="charge", told_by=WITNESS_CARE)
    assert way.due()["told_of_hearing"] == "Thu 14 Jan 2027"
    assert way.red() == {("told_of_hearing", Owes.WITNESS_CARE)}
    way.records("told_of_hearing", ClockEntryKind.MET, "Fri 15 Jan 2027")
    way.it_is("Thu 28 Jan 2027 12:00")
    way.comes_to("housing", "main_duty", "Thu 28 Jan 2027")
    assert way.state("housing_relief") == {ClockState.MET}
    assert way.due() == {"plea_hearing": "Mon 08 Feb 2027", "compensation_adult": "Mon 27 Nov 2028"}


def the_plea_and_what_is_wished_for_the_trial(way: Way) -> None:
    """A not guilty plea starts the time for special measures; a trial is listed for the week after Easter."""
    way.it_is("Mon 08 Feb 2027 16:00")
    way.comes_to("charge", "plea_hearing", "Mon 08 Feb 2027", told_by=COURT)
    way.comes_to("charge", "trial_listed", "Mon 08 Feb 2027", told_by=COURT)
    way.happens("not_guilty_plea_crown", "Mon 08 Feb 2027", line="charge", told_by=COURT)
    assert way.state("plea_hearing") == {ClockState.MET}
    assert way.due() == {
        "court_tells_hearing": "Mon 15 Feb 2027",
        "told_of_hearing": "Tue 16 Feb 2027",
        "told_of_hearing_date": "unknown",
        "special_measures_crown": "Mon 22 Feb 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }
    way.it_is("Tue 16 Feb 2027 10:00")
    way.happens("witness_care_had_hearing", "Mon 15 Feb 2027", line="charge", told_by=WITNESS_CARE)
    way.happens("witness_care_had_date", "Mon 15 Feb 2027", line="charge", told_by=WITNESS_CARE)
    assert way.due()["told_of_hearing_date"] == "Tue 16 Feb 2027"
    way.records("told_of_hearing", ClockEntryKind.MET, "Tue 16 Feb 2027")
    way.records("told_of_hearing_date", ClockEntryKind.MET, "Tue 16 Feb 2027")
    way.begins("special_measures")
    way.comes_to("special_measures", "applied", "Tue 16 Feb 2027")
    assert way.state("special_measures_crown") == {ClockState.MET}
    way.begins("personal_statement")
    way.comes_to("personal_statement", "made", "Tue 16 Feb 2027")
    # One day nobody is sure of standing by it: said beside the way, and an end of nothing.
    flag = MarkForm(mark="no_longer_supports", is_set=True, happened_on=date(2027, 2, 16), told_by=OFFICER)
    way.seat.desk.way.pathway.mark(way.steps["criminal_line"], flag)
    assert way.due() == {"compensation_adult": "Mon 27 Nov 2028"}


def the_trial_after_easter(way: Way) -> None:
    """Good Friday and Easter Monday do not count; the court has five working days from each day it decides."""
    way.it_is("Tue 30 Mar 2027 10:00")
    way.happens("witness_care_had_witnesses", "Thu 25 Mar 2027", line="charge", told_by=WITNESS_CARE)
    assert way.due() == {"told_to_give_evidence": "Tue 30 Mar 2027", "compensation_adult": "Mon 27 Nov 2028"}
    way.records("told_to_give_evidence", ClockEntryKind.MET, "Tue 30 Mar 2027")
    way.it_is("Thu 15 Apr 2027 17:00")
    way.comes_to("charge", "trial", "Mon 12 Apr 2027", told_by=COURT)
    way.comes_to("charge", "convicted", "Thu 15 Apr 2027", told_by=COURT)
    assert way.due() == {
        "court_tells_hearing": "Mon 19 Apr 2027",
        "told_of_hearing": "Tue 20 Apr 2027",
        "court_tells_outcome": "Thu 22 Apr 2027",
        "told_of_outcome": "Fri 23 Apr 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }
    way.it_is("Mon 19 Apr 2027 10:00")
    way.happens("witness_care_had_hearing", "Fri 16 Apr 2027", line="charge", told_by=WITNESS_CARE)
    way.happens("witness_care_had_outcome", "Fri 16 Apr 2027", line="charge", told_by=WITNESS_CARE)
    assert way.due() == {
        "told_of_hearing": "Mon 19 Apr 2027",
        "told_of_outcome": "Mon 19 Apr 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }
    way.records("told_of_hearing", ClockEntryKind.MET, "Mon 19 Apr 2027")
    way.records("told_of_outcome", ClockEntryKind.MET, "Mon 19 Apr 2027")


def the_sentence_and_its_review(way: Way) -> None:
    """Both limits to ask for a review are shown; being told of it, and of the contact scheme, is owed meanwhile."""
    way.it_is("Fri 14 May 2027 16:00")
    way.comes_to("charge", "sentenced", "Fri 14 May 2027", told_by=COURT)
    way.happens("long_custody", "Fri 14 May 2027", told_by=COURT)
    assert way.due() == {
        "court_tells_outcome": "Fri 21 May 2027",
        "told_of_outcome": "Mon 24 May 2027",
        "told_of_sentence_review": "Mon 24 May 2027",
        "contact_scheme_referral": "Fri 28 May 2027",
        "sentence_review_anyone": "Fri 11 Jun 2027",
        "contact_scheme_contact": "Mon 28 Jun 2027",
        "sentence_review_victim": "Sun 14 Nov 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }
    way.it_is("Thu 20 May 2027 10:00")
    way.happens("witness_care_had_outcome", "Wed 19 May 2027", line="charge", told_by=WITNESS_CARE)
    way.begins("victim_contact_scheme", part_of="criminal_line")
    way.comes_to("victim_contact_scheme", "referred", "Wed 19 May 2027", told_by=WITNESS_CARE)
    assert way.due() == {
        "told_of_outcome": "Thu 20 May 2027",
        "told_of_sentence_review": "Mon 24 May 2027",
        "sentence_review_anyone": "Fri 11 Jun 2027",
        "contact_scheme_contact": "Thu 17 Jun 2027",
        "sentence_review_victim": "Sun 14 Nov 2027",
        "compensation_adult": "Mon 27 Nov 2028",
    }
    way.records("told_of_outcome", ClockEntryKind.MET, "Thu 20 May 2027")
    way.records("told_of_sentence_review", ClockEntryKind.MET, "Thu 20 May 2027")
    way.it_is("Tue 15 Jun 2027 10:00")
    # Past the day of anybody else: flagged, by words alone, and nothing is closed by it.
    assert way.state("sentence_review_anyone") == {ClockState.LATE}
    assert way.red() == set()
    way.begins("sentence_review", part_of="charge")
    way.comes_to("sentence_review", "asked", "Mon 14 Jun 2027")
    assert (way.state("sentence_review_victim"), way.state("sentence_review_anyone")) == (
        {ClockState.MET},
        {ClockState.MET_LATE},
    )
    way.begins("compensation", about="for the injuries")
    way.comes_to("compensation", "applied", "Mon 14 Jun 2027")
    way.comes_to("victim_contact_scheme", "contacted", "Mon 14 Jun 2027")
    assert way.due() == {}
    way.comes_to("sentence_review", "sent_to_court", "Tue 15 Jun 2027", told_by="the Attorney General's Office")
    assert way.due() == {}
