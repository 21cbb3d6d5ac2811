"""Repeat, escalation and stale checks, from incidents alone."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.incident_rules import (
    escalation,
    known_incidents,
    last_referrals,
    repeats,
    since,
    without_day,
)
from advocate_desk.domain.incident_words import KIND_WORDS, TOLD_BY_WORDS, when_words
from advocate_desk.domain.incidents import IncidentKind, ToldBy
from tests.support.danger import ANOTHER_PERSON, incident, marac_referral, midday
from tests.support.letters import shipped_rules
from tests.support.records import OTHER_PERSON, TODAY

MARAC = shipped_rules().marac


def test_the_shipped_criteria_say_twelve_months_and_three_incidents_and_where_that_is_from() -> None:
    assert (MARAC.repeat_months, MARAC.escalation_incidents, MARAC.escalation_months) == (12, 3, 12)
    assert MARAC.escalation.evidence == "local"
    assert MARAC.trend.evidence == "design"


# The day of the last referral, the day of the incident, today, and whether that is a repeat.
@pytest.mark.parametrize(
    ("referred", "happened", "today", "is_repeat"),
    [
        # The day itself is day 0: what led to the referral does not repeat it.
        (date(2025, 11, 23), date(2025, 11, 23), date(2026, 11, 23), False),
        (date(2025, 11, 23), date(2025, 11, 24), date(2025, 11, 24), True),
        # The same day number twelve months on is the last day; the end does not move off a weekend.
        (date(2025, 11, 22), date(2026, 11, 22), date(2026, 11, 23), True),
        (date(2025, 11, 22), date(2026, 11, 23), date(2026, 11, 23), False),
        # Month end: 31 January has a 31 January again.
        (date(2026, 1, 31), date(2027, 1, 31), date(2027, 2, 1), True),
        (date(2026, 1, 31), date(2027, 2, 1), date(2027, 2, 1), False),
        # Leap day: 29 February 2028 ends on 28 February 2029, the last day of that month.
        (date(2028, 2, 29), date(2029, 2, 28), date(2029, 3, 1), True),
        (date(2028, 2, 29), date(2029, 3, 1), date(2029, 3, 1), False),
        # 28 February 2027 ends on 28 February 2028, though that year has a 29th.
        (date(2027, 2, 28), date(2028, 2, 28), date(2028, 3, 1), True),
        (date(2027, 2, 28), date(2028, 2, 29), date(2028, 3, 1), False),
        # Over a leap day twelve months are 366 days.
        (date(2027, 3, 1), date(2028, 3, 1), date(2028, 3, 2), True),
        (date(2027, 3, 1), date(2028, 3, 2), date(2028, 3, 2), False),
        # What was before the referral is no repeat.
        (date(2026, 5, 10), date(2026, 5, 9), date(2026, 11, 23), False),
        # A repeat stays one until it is referred, also after the twelve months.
        (date(2025, 1, 10), date(2025, 12, 1), date(2026, 11, 23), True),
    ],
)
def test_a_repeat_is_within_twelve_months_of_the_last_referral_of_the_pair(
    referred: date, happened: date, today: date, is_repeat: bool
) -> None:
    found = repeats(known_incidents([incident(1, happened)]), [marac_referral(1, referred)], MARAC, today)
    assert [one.other_id for one in found] == ([OTHER_PERSON] if is_repeat else [])


def test_twelve_months_count_from_the_last_referral_of_the_pair_and_a_draft_is_none() -> None:
    known = known_incidents([incident(1, date(2026, 11, 1))])
    first, second = marac_referral(1, date(2025, 6, 1)), marac_referral(2, date(2026, 2, 1))
    assert repeats(known, [first], MARAC, TODAY) == ()
    assert repeats(known, [first, marac_referral(3, None)], MARAC, TODAY) == ()
    assert repeats(known, [second, first], MARAC, TODAY)[0].referral == second
    assert last_referrals([marac_referral(3, None)]) == {}
    answered = marac_referral(4, date(2026, 11, 2))
    assert repeats(known, [first, second, answered], MARAC, TODAY) == ()


def test_another_other_person_is_no_repeat() -> None:
    by_another = known_incidents([incident(1, date(2026, 11, 1), by_whom=(ANOTHER_PERSON,))])
    assert repeats(by_another, [marac_referral(1, date(2026, 5, 1))], MARAC, TODAY) == ()
    both = marac_referral(2, date(2026, 5, 1), OTHER_PERSON, ANOTHER_PERSON)
    assert [one.other_id for one in repeats(by_another, [both], MARAC, TODAY)] == [ANOTHER_PERSON]


def test_an_incident_that_names_nobody_may_be_a_repeat_and_is_told_apart() -> None:
    known = known_incidents([incident(1, date(2026, 11, 1), by_whom=())])
    (found,) = repeats(known, [marac_referral(1, date(2026, 5, 1))], MARAC, TODAY)
    assert found.other_id is None
    assert found.incidents == known


def test_a_span_counts_wherever_it_may_have_been() -> None:
    over_the_referral = incident(1, date(2026, 4, 20), happened_until=date(2026, 5, 3))
    over_the_end = incident(2, date(2027, 4, 30), happened_until=date(2027, 5, 9))
    referred = [marac_referral(1, date(2026, 5, 1))]
    later = date(2027, 6, 1)
    assert len(repeats(known_incidents([over_the_referral]), referred, MARAC, later)) == 1
    assert len(repeats(known_incidents([over_the_end]), referred, MARAC, later)) == 1


def test_a_corrected_incident_counts_once_and_as_it_was_corrected() -> None:
    first = incident(1, date(2026, 11, 20), recorded_at=midday(date(2026, 11, 20)))
    second = incident(2, date(2025, 3, 1), corrects_id=first.id, recorded_at=midday(date(2026, 11, 21)))
    third = incident(3, date(2026, 11, 2), corrects_id=second.id, recorded_at=midday(date(2026, 11, 22)))
    (known,) = known_incidents([third, first, second])
    assert known.incident == third
    assert known.known_at == first.recorded_at
    assert known_incidents([first, second])[0].last_day == date(2025, 3, 1)


def test_two_corrections_of_one_entry_are_one_incident_still() -> None:
    first = incident(1, date(2026, 11, 1))
    one = incident(2, date(2026, 11, 2), corrects_id=first.id)
    other = incident(3, date(2026, 11, 3), corrects_id=first.id)
    assert [known.incident for known in known_incidents([other, first, one])] == [other]
    # Also where the entry they correct is not at hand.
    assert [known.incident for known in known_incidents([one, other])] == [other]


# Days of incidents, today, and how many count as the past twelve months.
@pytest.mark.parametrize(
    ("days", "today", "counted", "many"),
    [
        ([date(2025, 11, 23), date(2026, 3, 1), date(2026, 11, 1)], date(2026, 11, 23), 3, True),
        ([date(2025, 11, 22), date(2026, 3, 1), date(2026, 11, 1)], date(2026, 11, 23), 2, False),
        # On 28 February 2029 the leap day of the year before still counts, a day later no more.
        ([date(2028, 2, 29), date(2028, 9, 1), date(2028, 9, 2)], date(2029, 2, 28), 3, True),
        ([date(2028, 2, 29), date(2028, 9, 1), date(2028, 9, 2)], date(2029, 3, 1), 2, False),
        ([date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)], date(2026, 11, 23), 3, True),
        ([], date(2026, 11, 23), 0, False),
    ],
)
def test_three_incidents_in_the_past_twelve_months_escalate(
    days: list[date], today: date, counted: int, many: bool
) -> None:
    found = escalation(known_incidents([incident(n, day) for n, day in enumerate(days)]), MARAC, today)
    assert (len(found.counted), found.many) == (counted, many)


@pytest.mark.parametrize(
    ("days", "more_often"),
    [
        # Two since 23 August, one in the three months before.
        ([date(2026, 6, 1), date(2026, 9, 1), date(2026, 11, 1)], True),
        # Two and two.
        ([date(2026, 6, 1), date(2026, 7, 1), date(2026, 9, 1), date(2026, 11, 1)], False),
        # Two now, and the one before is long ago.
        ([date(2024, 6, 1), date(2026, 9, 1), date(2026, 11, 1)], True),
        # Nothing to compare with: these may be the first of which we know.
        ([date(2026, 9, 1), date(2026, 11, 1)], False),
        # One is not often.
        ([date(2024, 6, 1), date(2026, 11, 1)], False),
        # 23 August is within three months of 23 November, 22 August is not.
        ([date(2024, 6, 1), date(2026, 8, 23), date(2026, 11, 1)], True),
        ([date(2024, 6, 1), date(2026, 8, 22), date(2026, 11, 1)], False),
    ],
)
def test_more_often_compares_the_last_three_months_with_those_before(days: list[date], more_often: bool) -> None:
    known = known_incidents([incident(n, day) for n, day in enumerate(days)])
    assert escalation(known, MARAC, TODAY).more_often is more_often


@pytest.mark.parametrize(
    ("before", "now", "new"),
    [
        (IncidentKind.HARASSMENT, IncidentKind.STRANGULATION, (IncidentKind.STRANGULATION,)),
        (IncidentKind.STRANGULATION, IncidentKind.STRANGULATION, ()),
        (IncidentKind.PHYSICAL, IncidentKind.HARASSMENT, ()),
        (None, IncidentKind.STRANGULATION, ()),
    ],
)
def test_graver_is_a_grave_kind_that_was_not_there_before(
    before: IncidentKind | None, now: IncidentKind, new: tuple[IncidentKind, ...]
) -> None:
    entries = [incident(2, date(2026, 11, 1), kinds=(now,))]
    if before is not None:
        entries.append(incident(1, date(2026, 2, 1), kinds=(before,)))
    found = escalation(known_incidents(entries), MARAC, TODAY)
    assert found.new_grave_kinds == new
    assert found.is_met is bool(new)


def test_an_incident_without_a_day_is_never_counted_by_day_and_is_reported() -> None:
    known = known_incidents([incident(n, None, about_when="in the spring") for n in range(5)])
    found = escalation(known, MARAC, TODAY)
    assert (found.counted, found.is_met, found.undated) == ((), False, known)
    assert without_day(known) == known
    assert repeats(known, [marac_referral(1, date(2026, 5, 1))], MARAC, TODAY) == ()


CHECKED = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("happened", "told", "is_stale"),
    [
        (date(2026, 11, 21), date(2026, 11, 21), True),
        (date(2026, 11, 21), date(2026, 11, 23), True),
        # The same day: told while the plan was gone through, or a day later.
        (date(2026, 11, 20), date(2026, 11, 20), False),
        (date(2026, 11, 20), date(2026, 11, 21), True),
        # An old one that is told only now has its day before the check.
        (date(2026, 3, 1), date(2026, 11, 23), False),
        # Without a day it counts by when we learnt of it.
        (None, date(2026, 11, 19), False),
        (None, date(2026, 11, 21), True),
    ],
)
def test_an_incident_after_a_check_makes_it_stale(happened: date | None, told: date, is_stale: bool) -> None:
    known = known_incidents([incident(1, happened, recorded_at=midday(told))])
    assert bool(since(known, CHECKED)) is is_stale


def test_late_in_the_evening_of_summer_time_is_the_next_day_in_london() -> None:
    told = datetime(2026, 7, 10, 23, 30, tzinfo=UTC)
    known = known_incidents([incident(1, None, recorded_at=told)])
    assert since(known, date(2026, 7, 10)) == known
    assert since(known, date(2026, 7, 11)) == ()


def test_of_the_day_an_assessment_was_signed_counts_what_was_told_after_its_signature() -> None:
    known = known_incidents([incident(1, CHECKED, recorded_at=midday(CHECKED))])
    assert since(known, CHECKED, datetime(2026, 11, 20, 11, tzinfo=UTC)) == known
    assert since(known, CHECKED, datetime(2026, 11, 20, 13, tzinfo=UTC)) == ()


def test_a_correction_alone_makes_nothing_stale_but_another_day_does() -> None:
    first = incident(1, date(2026, 11, 1))
    wording = incident(2, date(2026, 11, 1), corrects_id=first.id, recorded_at=midday(date(2026, 11, 22)))
    another_day = incident(3, date(2026, 11, 21), corrects_id=first.id, recorded_at=midday(date(2026, 11, 23)))
    assert since(known_incidents([first, wording]), CHECKED) == ()
    assert len(since(known_incidents([first, another_day]), CHECKED)) == 1


def test_every_kind_and_every_source_has_its_words_and_a_day_is_told_as_it_is_known() -> None:
    assert set(KIND_WORDS) == set(IncidentKind)
    assert set(TOLD_BY_WORDS) == set(ToldBy)
    one, span, told, nothing = known_incidents(
        [
            incident(1, date(2026, 11, 3)),
            incident(2, date(2026, 11, 3), happened_until=date(2026, 11, 5)),
            incident(3, None, about_when="before the move"),
            incident(4, None),
        ]
    )
    assert when_words(one) == "3 November 2026"
    assert when_words(span) == "between 3 November 2026 and 5 November 2026"
    assert (when_words(told), when_words(nothing)) == ("before the move", "day not known")


_DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 23))


@given(st.lists(_DAYS, max_size=6), st.lists(_DAYS, max_size=3))
def test_more_incidents_never_make_escalation_by_number_or_a_repeat_disappear(
    days: list[date], more: list[date]
) -> None:
    referred = [marac_referral(1, date(2025, 6, 1))]
    few = known_incidents([incident(n, day) for n, day in enumerate(days)])
    many = known_incidents([incident(n, day) for n, day in enumerate([*days, *more])])
    assert escalation(many, MARAC, TODAY).many >= escalation(few, MARAC, TODAY).many
    assert len(repeats(many, referred, MARAC, TODAY)) >= len(repeats(few, referred, MARAC, TODAY))
