"""When the next attempt is due and when enough were made: cases worked by hand, as a table of a week."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.attempts import (
    AttemptsNow,
    AttemptStandard,
    AttemptState,
    attempt_standard,
    attempts_now,
    is_attempt,
)
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.settings import Nation, ServiceSettings
from tests.support.letters import shipped_rules
from tests.support.records import ADVOCATE, CASE, numbered

HOLIDAYS = shipped_rules().holidays
SETTINGS = ServiceSettings(service_name="Northbridge Example")
STANDARD = attempt_standard(SETTINGS)
HIGH, MEDIUM, LOW = RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.STANDARD
R = ContactResult


def at(words: str) -> datetime:
    """``Mon 23 Nov 10:30``, of 2026, in London."""
    moment = datetime.strptime(f"{words} 2026", "%a %d %b %H:%M %Y").replace(tzinfo=LONDON)
    assert moment.strftime("%a") == words[:3]
    return moment.astimezone(UTC)


def contact(words: str, result: ContactResult = R.NO_ANSWER, number: int = 0, **changes: object) -> Contact:
    happened = at(words)
    kept = Contact(
        id=numbered(number or int(happened.timestamp())),
        stream_id=CASE,
        case_id=CASE,
        kind=ContactKind.CALL,
        direction=Direction.OUTGOING,
        result=result,
        happened_at=happened,
        recorded_at=happened,
        author_id=ADVOCATE,
    )
    return replace(kept, **changes)  # type: ignore[arg-type]  # any field of a contact


def now(
    *contacts: Contact,
    since: str | None = "Mon 16 Nov 09:00",
    level: RiskLevel | None = HIGH,
    standard: AttemptStandard = STANDARD,
) -> AttemptsNow:
    return attempts_now(
        contacts,
        since=at(since) if since else None,
        level=level,
        standard=standard,
        holidays=HOLIDAYS,
        nation=Nation.ENGLAND,
    )


@pytest.mark.parametrize(
    ("came", "level", "due"),
    [
        ("Mon 23 Nov 10:30", HIGH, "Due tomorrow, 10:30am"),
        ("Fri 27 Nov 16:45", HIGH, "Due 28 November, 4:45pm"),
        # Nobody has assessed the risk: it counts as high.
        ("Mon 23 Nov 10:30", None, "Due tomorrow, 10:30am"),
        ("Mon 23 Nov 10:30", MEDIUM, "Due 25 November"),
        ("Fri 27 Nov 16:45", MEDIUM, "Due 1 December"),
        ("Sat 28 Nov 11:00", MEDIUM, "Due 1 December"),
        ("Thu 24 Dec 15:00", MEDIUM, "Due 30 December"),
        ("Mon 23 Nov 10:30", LOW, "Due 30 November"),
        ("Mon 21 Dec 10:30", LOW, "Due 30 December"),
        # The clocks go back on the Sunday: 24 hours end an hour earlier by the clock.
        ("Sat 24 Oct 16:00", HIGH, "Overdue 29 days"),
    ],
)
def test_the_first_attempt_is_due_as_the_service_set_it_by_level(came: str, level: RiskLevel | None, due: str) -> None:
    found = now(since=came, level=level)
    assert found.state is AttemptState.FIRST
    assert found.title() == "Make the first attempt"
    assert found.words(at("Mon 23 Nov 10:30")) == f"Nobody has tried yet. {due}"


def test_the_hours_of_the_first_attempt_are_those_that_pass_when_the_clocks_go_back() -> None:
    assert now(since="Sat 24 Oct 16:00").due.at == at("Sun 25 Oct 15:00")


def test_a_referral_that_came_nobody_knows_when_has_no_day_and_not_today() -> None:
    found = now(since=None)
    assert (found.state, found.due.on, found.due.at) == (AttemptState.FIRST, None, None)
    assert "No day can be counted" in found.words(at("Mon 23 Nov 10:30"))


@pytest.mark.parametrize(
    ("tried", "state", "made", "due"),
    [
        # Three within seven days: the second by half the days, the third by the last of them.
        (["Mon 16 Nov 10:00"], AttemptState.AGAIN, 1, date(2026, 11, 19)),
        (["Mon 16 Nov 10:00", "Tue 17 Nov 18:00"], AttemptState.AGAIN, 2, date(2026, 11, 23)),
        (["Mon 16 Nov 10:00", "Tue 17 Nov 18:00", "Mon 23 Nov 10:00"], AttemptState.ENOUGH, 3, None),
        # The third came a day late: the run begins with the second.
        (["Mon 16 Nov 10:00", "Tue 17 Nov 18:00", "Tue 24 Nov 10:00"], AttemptState.AGAIN, 2, date(2026, 11, 24)),
        (["Mon 16 Nov 10:00", "Mon 30 Nov 18:00"], AttemptState.AGAIN, 1, date(2026, 12, 3)),
        # All in the morning: one more, at another time.
        (["Mon 16 Nov 10:00", "Tue 17 Nov 11:00", "Wed 18 Nov 09:00"], AttemptState.AGAIN, 3, date(2026, 11, 19)),
        (
            ["Mon 16 Nov 10:00", "Tue 17 Nov 11:00", "Wed 18 Nov 09:00", "Thu 19 Nov 17:00"],
            AttemptState.ENOUGH,
            4,
            None,
        ),
        # Morning, by the clock of London in summer time, and afternoon.
        (["Mon 16 Nov 11:59", "Tue 17 Nov 12:00", "Wed 18 Nov 11:00"], AttemptState.ENOUGH, 3, None),
    ],
)
def test_attempts_are_enough_when_the_standard_is_met_at_different_times_of_day(
    tried: list[str], state: AttemptState, made: int, due: date | None
) -> None:
    found = now(*[contact(one) for one in tried])
    assert (found.state, found.made, found.due.on) == (state, made, due)
    assert found.is_enough is (state is AttemptState.ENOUGH)


def test_attempts_all_in_the_morning_say_to_try_another_time() -> None:
    found = now(contact("Mon 16 Nov 10:00"), contact("Tue 17 Nov 11:00"))
    assert found.title() == "Make attempt 3 of 3"
    assert found.words(at("Wed 18 Nov 10:00")) == "Due 23 November. Last tried 17 November. Try another time of day"
    assert found.missing() == (
        "2 attempts made. The standard asks for 3 within 7 days, not all at the same time of day."
    )
    again = now(contact("Mon 16 Nov 10:00"), contact("Tue 17 Nov 11:00"), contact("Wed 18 Nov 09:00"))
    assert again.title() == "Try again"
    assert again.missing() == "Every attempt was at the same time of day. Make one more, at another."


def test_what_is_enough_stays_enough() -> None:
    tried = [contact(one) for one in ("Mon 16 Nov 10:00", "Tue 17 Nov 18:00", "Wed 18 Nov 10:00", "Mon 14 Dec 10:00")]
    found = now(*tried)
    assert found.is_enough
    assert found.title() == "Decide how it goes on"
    assert found.words(at("Tue 15 Dec 10:00")) == "4 attempts made, the last on 14 December, and not reached"


def test_one_attempt_is_enough_where_one_is_the_standard() -> None:
    one = attempt_standard(replace(SETTINGS, attempts_wanted=1))
    assert now(contact("Mon 16 Nov 10:00"), standard=one).is_enough


@pytest.mark.parametrize(
    ("result", "direction", "counts"),
    [
        (R.NO_ANSWER, Direction.OUTGOING, True),
        (R.LEFT_SAFE_MESSAGE, Direction.OUTGOING, True),
        (R.SOMEONE_ELSE_ANSWERED, Direction.OUTGOING, True),
        (R.NOT_IN_TOUCH, Direction.OUTGOING, True),
        (R.NOT_KNOWN, Direction.OUTGOING, False),
        (R.SPOKE, Direction.OUTGOING, False),
        (R.SHE_RANG_OFF, Direction.OUTGOING, False),
        (R.NOT_SAFE_TO_TALK, Direction.OUTGOING, False),
        (R.NO_ANSWER, Direction.INCOMING, False),
        (R.NO_ANSWER, Direction.NOT_KNOWN, False),
    ],
)
def test_an_attempt_is_ours_and_nobody_was_heard(result: R, direction: Direction, counts: bool) -> None:
    assert is_attempt(contact("Mon 16 Nov 10:00", result, direction=direction)) is counts


def test_whoever_was_spoken_with_is_not_out_of_reach() -> None:
    tried = [contact(one) for one in ("Mon 16 Nov 10:00", "Tue 17 Nov 18:00", "Wed 18 Nov 10:00")]
    found = now(*tried, contact("Thu 19 Nov 10:00", R.SPOKE))
    assert (found.state, found.last_on) == (AttemptState.REACHED, date(2026, 11, 19))
    assert found.words(at("Mon 23 Nov 10:00")) == "In touch on 19 November"
    assert "Say what was agreed" in found.missing()


@pytest.mark.parametrize(
    "cut",
    [
        contact("Thu 19 Nov 10:00", R.SHE_RANG_OFF),
        contact("Thu 19 Nov 10:00", R.NOT_SAFE_TO_TALK),
        contact("Thu 19 Nov 10:00", R.NO_ANSWER, direction=Direction.INCOMING),
    ],
)
def test_a_contact_cut_short_begins_the_count_anew_with_the_time_of_a_first_attempt(cut: Contact) -> None:
    tried = [contact(one) for one in ("Mon 16 Nov 10:00", "Tue 17 Nov 18:00", "Wed 18 Nov 10:00")]
    found = now(*tried, cut)
    assert (found.state, found.is_enough, found.due.at) == (AttemptState.CUT_SHORT, False, at("Fri 20 Nov 10:00"))
    assert found.words(at("Thu 19 Nov 11:00")) == "Due tomorrow, 10am. Cut short on 19 November"
    assert "cut short" in found.missing()
    assert now(*tried, cut, contact("Fri 20 Nov 10:00")).made == 1


def test_a_corrected_entry_and_one_of_before_do_not_count() -> None:
    first = contact("Mon 16 Nov 10:00", number=1)
    put_right = contact("Mon 16 Nov 10:00", R.SPOKE, number=2, corrects_id=UUID(int=1))
    assert now(first, put_right).state is AttemptState.REACHED
    mistaken = contact("Tue 17 Nov 10:00", R.SPOKE, number=3)
    not_spoken = contact("Mon 16 Nov 10:00", number=4, corrects_id=UUID(int=3))
    assert (now(mistaken, not_spoken).state, now(mistaken, not_spoken).made) == (AttemptState.AGAIN, 1)
    before = [contact(one) for one in ("Mon 09 Nov 10:00", "Tue 10 Nov 18:00", "Wed 11 Nov 10:00")]
    assert now(*before).state is AttemptState.FIRST
    assert now(*before, since=None).is_enough


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"first_attempt": {"high": "24 hours", "medium": "2 working days"}}, "standard risk cannot be read"),
        ({"first_attempt": {"high": "soon", "medium": "1 day", "standard": "1 day"}}, "high risk cannot be read"),
        ({"first_attempt": {"high": "1 month", "medium": "1 day", "standard": "1 day"}}, "high risk cannot be read"),
        (
            {"first_attempt": {"high": "1 day", "medium": "1 day", "standard": "1 day", "extreme": "1 hour"}},
            "no level of risk “extreme”",
        ),
        ({"attempts_wanted": 0}, "Between 1 and 10 attempts"),
        ({"attempts_wanted": 11}, "Between 1 and 10 attempts"),
        ({"attempts_within_days": 0}, "within 1 to 60 days"),
        ({"attempts_within_days": 61}, "within 1 to 60 days"),
    ],
)
def test_a_standard_that_cannot_be_is_refused_in_words(changes: dict[str, object], says: str) -> None:
    with pytest.raises(EntryRefused, match=says):
        attempt_standard(replace(SETTINGS, **changes))  # type: ignore[arg-type]  # the fields of the settings


MOMENTS = st.integers(0, 20 * 24 * 4).map(lambda quarter: at("Mon 16 Nov 09:00") + timedelta(minutes=15 * quarter))


@given(st.lists(st.tuples(MOMENTS, st.sampled_from(R), st.sampled_from(Direction)), max_size=8))
def test_whatever_was_logged_nobody_is_out_of_reach_without_the_attempts_of_the_standard(
    log: list[tuple[datetime, R, Direction]],
) -> None:
    contacts = [
        contact("Mon 16 Nov 09:00", result, number, direction=direction, happened_at=when, recorded_at=when)
        for number, (when, result, direction) in enumerate(log, start=1)
    ]
    found = now(*contacts)
    attempts = [one for one in contacts if is_attempt(one)]
    spoken = [one.happened_at for one in contacts if one.result is R.SPOKE]
    if found.is_enough:
        after = [one for one in attempts if not spoken or one.happened_at >= max(spoken)]
        days = sorted(one.happened_at.astimezone(LONDON).date() for one in after)
        assert any((late - early).days <= 7 for early, late in zip(days, days[2:], strict=False))
    if found.state in {AttemptState.AGAIN, AttemptState.CUT_SHORT, AttemptState.FIRST}:
        assert found.due.on is not None
