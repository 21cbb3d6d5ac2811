"""Incidents at the desk: written down as they were told, put right by a new entry, and what they make due."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.marac import MaracReferral
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.record_incident import NewIncident
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_incidents import IncidentsSection
from advocate_desk.ui.widgets.incident_form import ENDS_BEFORE, SAY_WHAT_KIND, STILL_TO_COME
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, Office, keep
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
WHAT = "He stood at the gate and would not go."


def section_of(seat: Seat, office: Office, qtbot: QtBot) -> IncidentsSection:
    shell = frame(seat.desk, Place("case", office.case_id, "incidents"))
    qtbot.addWidget(shell)
    shell.show()
    (section,) = shell.findChildren(IncidentsSection)
    return section


def other_person(seat: Seat, office: Office, name: str = "Pat Pretend") -> Person:
    now = seat.desk.clock.now()
    ids = {"id": new_id(now), "stream_id": office.case_id, "case_id": office.case_id}
    person = Person(**ids, role=PersonRole.OTHER_PERSON, name_to_use=name)
    keep(seat.session, person)
    return person


def recorded(seat: Seat, office: Office, **changes: object) -> Incident:
    typed: dict[str, object] = {"kinds": (IncidentKind.THREATS,), "happened_on": date(2026, 11, 9), "what": WHAT}
    return seat.desk.safety.incidents.record(office.case_id, NewIncident(**{**typed, **changes}))  # type: ignore[arg-type]


def seen(section: IncidentsSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(Words) if label.isVisibleTo(section))


@pytest.fixture
def seat(sit_down: SitDown) -> Seat:
    return sit_down(ADVOCATE)


def test_an_incident_is_recorded_as_it_was_told_and_says_what_it_made_due(
    seat: Seat, office: Office, qtbot: QtBot
) -> None:
    pat = other_person(seat, office)
    section = section_of(seat, office, qtbot)
    assert section.cards() == []
    section.add.click()
    form = section.form
    form.kinds.buttons[IncidentKind.UNWANTED_CONTACT].click()
    form.kinds.buttons[IncidentKind.THREATS].click()
    form.first_day.show_text("yesterday")
    form.by_whom.buttons[str(pat.id)].click()
    form.lines["told_to"].setText("police, her sister")
    form.what.show_words(WHAT)
    form.save_action.trigger()
    (kept,) = seat.desk.safety.incidents.view(office.case_id).incidents
    assert kept.incident.kinds == (IncidentKind.THREATS, IncidentKind.UNWANTED_CONTACT)
    assert (kept.incident.by_whom, kept.incident.what) == ((pat.id,), WHAT)
    assert kept.incident.happened_on == seat.desk.clock.today() - timedelta(days=1)
    assert seat.said == ["Incident recorded."]
    words = seen(section)
    assert "Threats, unwanted contact" in words
    assert "By Pat Pretend." in words
    assert "Also known to: police, her sister." in words
    assert "Safe contact was gone through on" in words
    assert "The incident is on record. See below what it made due." in words


def test_what_happened_opens_on_request_alone_and_closes_when_the_desk_is_left(
    seat: Seat, office: Office, qtbot: QtBot
) -> None:
    recorded(seat, office)
    section = section_of(seat, office, qtbot)
    (card,) = section.cards()
    assert WHAT not in seen(section)
    card.show_what.click()
    assert WHAT in seen(section)
    section.keep_draft(lambda: None)
    assert WHAT not in seen(section)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("9/11/2026", "8/11/2026", ENDS_BEFORE),
        ("24/11/2026", "", STILL_TO_COME),
        ("9/11/2026", "24/11/2026", STILL_TO_COME),
    ],
)
def test_an_end_before_the_start_and_a_day_to_come_are_refused_in_words_and_nothing_is_lost(
    seat: Seat, office: Office, qtbot: QtBot, first: str, last: str, said: str
) -> None:
    section = section_of(seat, office, qtbot)
    section.add.click()
    form = section.form
    form.first_day.show_text(first)
    form.last_day.show_text(last)
    form.what.show_words(WHAT)
    form.save_action.trigger()
    told = [link.accessibleName() for link in form.summary.links()]
    assert told == [SAY_WHAT_KIND, said]
    assert seat.desk.safety.incidents.view(office.case_id).incidents == ()
    assert form.what.words == WHAT


def test_a_correction_is_a_new_entry_and_what_it_said_before_stays_readable(
    seat: Seat, office: Office, qtbot: QtBot
) -> None:
    first = recorded(seat, office, what="He stood at the gate.")
    section = section_of(seat, office, qtbot)
    office.clock.later(minutes=5)
    section.cards()[0].correct.click()
    form = section.form
    assert form.kinds.values() == (IncidentKind.THREATS,)
    form.what.show_words(WHAT)
    form.save_action.trigger()
    (card,) = section.cards()
    assert card.line.known.incident.corrects_id == first.id
    assert seat.said == ["Incident corrected."]
    card.show_before.click()
    assert "He stood at the gate." in seen(section)


def test_whom_an_incident_names_stays_named_after_being_removed_from_the_case(
    seat: Seat, office: Office, qtbot: QtBot
) -> None:
    pat = other_person(seat, office)
    recorded(seat, office, by_whom=(pat.id,))
    seat.desk.people.remove_person(pat.id)
    section = section_of(seat, office, qtbot)
    assert "By somebody since removed from the case." in seen(section)
    office.clock.later(minutes=5)
    section.cards()[0].correct.click()
    section.form.what.show_words("He stood at the gate all evening.")
    section.form.save_action.trigger()
    (kept,) = seat.desk.safety.incidents.view(office.case_id).incidents
    assert kept.incident.by_whom == (pat.id,)
    assert kept.incident.corrects_id is not None


def test_repeat_escalation_and_what_has_no_day_are_said_above_the_list(
    seat: Seat, office: Office, qtbot: QtBot
) -> None:
    pat = other_person(seat, office)
    referral = MaracReferral(
        id=new_id(seat.desk.clock.now()),
        stream_id=office.case_id,
        case_id=office.case_id,
        written_at=seat.desk.clock.now(),
        author_id=seat.session.user.id,
        referred_on=date(2026, 10, 1),
        other_people=(pat.id,),
        criteria=(),
        reason="",
    )
    keep(seat.session, referral)
    for day in (1, 5, 9):
        recorded(seat, office, happened_on=date(2026, 11, day), by_whom=(pat.id,))
    recorded(seat, office, happened_on=None, about_when="before the move")
    section = section_of(seat, office, qtbot)
    words = seen(section)
    assert "Repeat: an incident by Pat Pretend within 12 months of the MARAC referral of 1 October 2026." in words
    assert "Potential escalation: 3 incidents in the past 12 months" in words
    assert "1 incident has no day and cannot be counted by day." in words
    assert section.cards()[-1].line.known.incident.about_when == "before the move"
