"""What is owed around a MARAC, and how it is said, day by day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.marac import MaracAction, MaracMeeting, MaracReferral
from advocate_desk.domain.marac_duties import MaracDutyKind, marac_duties, next_meeting
from advocate_desk.domain.marac_words import duty_day_words, duty_words, repeat_words, standing_words
from advocate_desk.domain.settings import ServiceSettings
from tests.support.danger import marac_referral
from tests.support.letters import shipped_rules
from tests.support.records import CASE, SUPERVISOR, numbered

HOLIDAYS = shipped_rules().holidays
SETTINGS = ServiceSettings(service_name="Northbridge Example")
TODAY = date(2026, 11, 23)
WITHOUT: dict[str, Any] = {
    "knows": Answer.NO,
    "agrees": Answer.NO,
    "not_told_because": "Calls are overheard.",
    "basis": LawfulBasis.VITAL_INTERESTS,
    "basis_reason": "Threats to kill.",
}
MADE = marac_referral(1, date(2026, 11, 2))


def meeting(meets_on: date, **fields: Any) -> MaracMeeting:  # noqa: ANN401 - any field of the record
    return MaracMeeting(
        id=numbered(5000), stream_id=CASE, case_id=CASE, referral_id=MADE.id, meets_on=meets_on, **fields
    )


def action(due: date | None, done: date | None = None) -> MaracAction:
    return MaracAction(
        id=numbered(6000),
        stream_id=CASE,
        case_id=CASE,
        meeting_id=numbered(5000),
        what="Fit locks",
        owner="Housing",
        due_on=due,
        done_on=done,
    )


def owed(
    *records: MaracReferral | MaracMeeting | MaracAction, today: date = TODAY
) -> list[tuple[str, date | None, bool]]:
    duties = marac_duties(
        [one for one in records if isinstance(one, MaracReferral)],
        [one for one in records if isinstance(one, MaracMeeting)],
        [one for one in records if isinstance(one, MaracAction)],
        SETTINGS,
        HOLIDAYS,
        today,
    )
    return [(duty.kind.value, duty.due_on, duty.is_late(today)) for duty in duties]


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"reason": ""}, []),
        (WITHOUT, ["approve"]),
        ({**WITHOUT, "approved_at": datetime(2026, 11, 20, tzinfo=UTC), "approved_by": SUPERVISOR}, ["send"]),
        ({}, ["send"]),
    ],
)
def test_a_referral_waits_for_whoever_has_the_next_step(fields: dict[str, Any], kinds: list[str]) -> None:
    assert owed(marac_referral(2, None, **fields)) == [(kind, None, False) for kind in kinds]
    assert owed(MADE) == []


# The day of a meeting, today, and what is owed: its day or that of telling her (two working days), and whether late.
@pytest.mark.parametrize(
    ("meets_on", "today", "expected"),
    [
        # A week ahead: research and wishes by the meeting itself.
        (date(2026, 11, 30), TODAY, {"research": (date(2026, 11, 30), False), "wishes": (date(2026, 11, 30), False)}),
        # On its day she is to be told as well.
        (
            date(2026, 11, 23),
            TODAY,
            {
                "research": (date(2026, 11, 23), False),
                "wishes": (date(2026, 11, 23), False),
                "feedback": (date(2026, 11, 25), False),
            },
        ),
        # A Friday: Monday and Tuesday count.
        (date(2026, 11, 20), TODAY, {"feedback": (date(2026, 11, 24), False)}),
        (date(2026, 11, 18), TODAY, {"feedback": (date(2026, 11, 20), True)}),
        # Month end, and the last working days before Christmas 2026.
        (date(2026, 11, 30), date(2026, 12, 2), {"feedback": (date(2026, 12, 2), False)}),
        (date(2026, 12, 24), date(2026, 12, 30), {"feedback": (date(2026, 12, 30), False)}),
        # The clocks change on Sunday 28 March 2027, and Easter Monday is the 29th.
        (date(2027, 3, 27), date(2027, 3, 31), {"feedback": (date(2027, 3, 31), False)}),
    ],
)
def test_before_a_meeting_we_prepare_and_from_its_day_on_she_is_told(
    meets_on: date, today: date, expected: dict[str, tuple[date, bool]]
) -> None:
    assert {kind: (due, late) for kind, due, late in owed(meeting(meets_on), today=today)} == expected


def test_what_is_written_told_or_not_to_be_told_is_owed_no_more() -> None:
    prepared = meeting(date(2026, 11, 30), our_research="Two reports.", her_wishes="Asked; wants locks.")
    assert owed(prepared) == []
    assert owed(meeting(date(2026, 11, 18), heard_on=date(2026, 11, 19), feedback_on=date(2026, 11, 20))) == []
    assert owed(meeting(date(2026, 11, 18), no_feedback_because="No safe way until Thursday.")) == []


def test_a_meeting_heard_sooner_than_planned_asks_for_nothing_before_it() -> None:
    heard = meeting(date(2026, 11, 26), heard_on=date(2026, 11, 20))
    assert owed(heard) == [("feedback", date(2026, 11, 24), False)]
    assert next_meeting([heard], TODAY) is None


def test_an_action_is_owed_until_it_is_done_also_where_nobody_set_a_day() -> None:
    assert owed(action(date(2026, 11, 20))) == [("action", date(2026, 11, 20), True)]
    assert owed(action(TODAY)) == [("action", TODAY, False)]
    assert owed(action(None)) == [("action", None, False)]
    assert owed(action(date(2026, 11, 20), done=TODAY)) == []


def test_what_waits_without_a_day_stands_before_what_has_one_and_the_longest_due_first() -> None:
    found = owed(action(date(2026, 11, 19)), meeting(date(2026, 11, 17)), marac_referral(2, None))
    assert [kind for kind, *_ in found] == [MaracDutyKind.SEND, MaracDutyKind.FEEDBACK, MaracDutyKind.ACTION]


@pytest.mark.parametrize(
    ("referrals", "meetings", "met", "said"),
    [
        ([], [], False, "No referral was made. The record meets no criterion now."),
        ([], [], True, "The record meets a criterion, and no referral answers it."),
        ([marac_referral(2, None, reason="")], [], True, "A referral is being written."),
        ([marac_referral(2, None, **WITHOUT)], [], True, "A referral waits for a supervisor."),
        ([marac_referral(2, None)], [], True, "A referral is ready to go."),
        ([MADE], [], False, "Referred on 2 November. No meeting is planned yet."),
        ([MADE], [meeting(TODAY)], False, "The case is heard today."),
        ([MADE], [meeting(date(2026, 12, 3))], True, "The case is heard on 3 December."),
        ([MADE], [meeting(date(2026, 11, 17))], False, "Last heard on 17 November."),
        ([marac_referral(2, None), MADE], [meeting(date(2026, 11, 17))], True, "A referral is ready to go."),
    ],
)
def test_where_a_case_stands_is_one_sentence(
    referrals: list[MaracReferral], meetings: list[MaracMeeting], met: bool, said: str
) -> None:
    assert standing_words(referrals, meetings, is_criterion_met=met, today=TODAY) == said


@pytest.mark.parametrize(
    ("record", "what", "when"),
    [
        (marac_referral(2, None, **WITHOUT), "Approve the referral", "Without agreement it waits for a supervisor"),
        (marac_referral(2, None), "Make the referral", "Nothing stands in its way. Record the day it goes"),
        (meeting(TODAY, her_wishes="Asked."), "Bring our research", "The meeting is today"),
        (action(date(2026, 11, 20)), "Action: Fit locks", "Housing. Overdue by 3 days"),
        (action(None), "Action: Fit locks", "Housing. No day is set"),
        (meeting(date(2026, 11, 20)), "Tell what came of the meeting", "Due tomorrow"),
    ],
)
def test_what_is_owed_is_said_with_its_day(
    record: MaracReferral | MaracMeeting | MaracAction, what: str, when: str
) -> None:
    duty = marac_duties(
        [record] if isinstance(record, MaracReferral) else [],
        [record] if isinstance(record, MaracMeeting) else [],
        [record] if isinstance(record, MaracAction) else [],
        SETTINGS,
        HOLIDAYS,
        TODAY,
    )[0]
    assert (duty_words(duty), duty_day_words(duty, TODAY)) == (what, when)


def test_a_day_counted_past_the_known_bank_holidays_says_that_it_is_to_be_checked() -> None:
    far = date(HOLIDAYS_END_YEAR + 1, 2, 1)
    (duty,) = marac_duties([], [meeting(far, heard_on=far)], [], SETTINGS, HOLIDAYS, far)
    assert "The list of bank holidays ends on" in duty_day_words(duty, far)


HOLIDAYS_END_YEAR = 2040
"""Later than any list of bank holidays that ships."""


@pytest.mark.parametrize(
    ("names", "until", "said"),
    [
        (
            ["Pat Pretend"],
            date(2027, 11, 2),
            "Until 2 November 2027 any new incident by Pat Pretend is a repeat and goes back, whatever the score.",
        ),
        (
            ["Robin Pretend", "Pat Pretend"],
            TODAY,
            "Until 23 November 2026 any new incident by Pat Pretend or Robin Pretend is a repeat and goes back, "
            "whatever the score.",
        ),
        ([], date(2026, 11, 22), "The 12 months for a repeat ended on 22 November 2026."),
    ],
)
def test_until_when_an_incident_is_a_repeat_is_said_in_words(names: list[str], until: date, said: str) -> None:
    assert repeat_words(names, until, 12, TODAY) == said
