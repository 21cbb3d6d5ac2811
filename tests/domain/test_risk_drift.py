"""The watch: what the record meets and nobody acted on."""

from datetime import UTC, date, datetime

import pytest

from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.domain.marac import MaracCriterion, MaracDecision
from advocate_desk.domain.risk import JUDGEMENT_ALONE, RiskLevel
from advocate_desk.domain.risk_drift import CriterionMet, DangerRecord, Watch, watch
from tests.support.danger import ANOTHER_PERSON, assessment, incident, marac_referral, midday
from tests.support.letters import shipped_rules
from tests.support.records import CASE, OTHER_PERSON, SUPERVISOR, TODAY, numbered

MARAC = shipped_rules().marac
SCREENING = "stalking-screening"
HIGH, JUDGED, ESCALATES, REPEATS = MaracCriterion
SCORED = assessment(1, date(2026, 11, 2), 16)


def watched(today: date = TODAY, **record: object) -> Watch:
    return watch(DangerRecord(screenings=frozenset({SCREENING}), **record), MARAC, today)  # type: ignore[arg-type]


def said(found: Watch) -> list[MaracCriterion]:
    return [met.criterion for met in found.unanswered]


def decision(criterion: MaracCriterion, decided: datetime, until: date) -> MaracDecision:
    return MaracDecision(
        id=numbered(4000),
        stream_id=CASE,
        case_id=CASE,
        criterion=criterion,
        reason="The meeting heard the case informally.",
        decided_at=decided,
        decided_by=SUPERVISOR,
        until=until,
    )


def test_a_quiet_record_says_nothing() -> None:
    assert watched() == Watch()
    assert said(watched(assessments=[assessment(1, date(2026, 11, 2), 13)])) == []


def test_a_high_score_nobody_acted_on_is_told_in_one_sentence_with_its_facts() -> None:
    (met,) = watched(assessments=[SCORED]).unanswered
    assert met == CriterionMet(
        criterion=HIGH,
        sentence="High risk by score: 16 yes answers on 2 November 2026, where 14 or more are high, "
        "and no MARAC referral answers it.",
        rests_on=(SCORED.id,),
        newest_at=SCORED.recorded_at,
        since=date(2026, 11, 2),
    )


def test_an_assessment_keeps_the_threshold_it_was_made_under() -> None:
    assert said(watched(assessments=[assessment(1, date(2026, 11, 2), 15, high_from=17)])) == []
    assert said(watched(assessments=[assessment(1, date(2026, 11, 2), 12, high_from=12)])) == [HIGH]


def test_the_newest_assessment_speaks_and_a_screening_never_silences_an_older_one() -> None:
    lower = assessment(2, date(2026, 11, 10), 6)
    assert said(watched(assessments=[SCORED, lower])) == []
    screening = assessment(3, date(2026, 11, 12), 2, instrument=SCREENING, level=RiskLevel.HIGH)
    assert said(watched(assessments=[screening, SCORED])) == [HIGH]
    # Many answers of a list that gives no level are no high score, whatever number is kept beside them.
    assert said(watched(assessments=[assessment(3, date(2026, 11, 12), 20, instrument=SCREENING), lower])) == []


def test_judgement_is_a_criterion_of_its_own() -> None:
    judged = assessment(1, date(2026, 11, 2), 4, judgement=RiskLevel.HIGH, level=RiskLevel.HIGH)
    assert said(watched(assessments=[judged])) == [JUDGED]
    alone = assessment(
        2, date(2026, 11, 2), 0, answers={}, instrument=JUDGEMENT_ALONE, judgement=RiskLevel.HIGH, level=RiskLevel.HIGH
    )
    assert said(watched(assessments=[alone])) == [JUDGED]
    both = assessment(3, date(2026, 11, 3), 16, judgement=RiskLevel.HIGH)
    assert said(watched(assessments=[both])) == [HIGH, JUDGED]


def test_a_score_that_a_spreadsheet_brought_counts_and_a_level_without_score_is_no_score() -> None:
    imported = assessment(1, date(2026, 11, 2), 0, answers={}, instrument="imported", imported_score=15)
    assert said(watched(assessments=[imported])) == [HIGH]
    level_alone = assessment(2, date(2026, 11, 2), 0, answers={}, instrument="imported", high_from=0)
    assert said(watched(assessments=[level_alone])) == []


# The day of the referral, the day of the assessment, and whether the referral answers it.
@pytest.mark.parametrize(
    ("referred", "assessed", "answered"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), True),
        (date(2026, 11, 5), date(2026, 11, 2), True),
        (date(2026, 11, 1), date(2026, 11, 2), True),
        # Up to twelve months before; after that it is a new referral on ordinary criteria.
        (date(2025, 11, 2), date(2026, 11, 2), True),
        (date(2025, 11, 1), date(2026, 11, 2), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
        (None, date(2026, 11, 2), False),
    ],
)
def test_a_referral_answers_an_assessment(referred: date | None, assessed: date, answered: bool) -> None:
    found = watched(assessments=[assessment(1, assessed, 16)], referrals=[marac_referral(1, referred)])
    assert said(found) == ([] if answered else [HIGH])


def test_a_referral_does_not_answer_danger_from_somebody_it_did_not_name() -> None:
    referred = [marac_referral(1, date(2026, 9, 1))]
    new_danger = [incident(1, date(2026, 10, 30), by_whom=(ANOTHER_PERSON,))]
    assert said(watched(assessments=[SCORED], referrals=referred)) == []
    assert said(watched(assessments=[SCORED], referrals=referred, incidents=new_danger)) == [HIGH]
    known_before = [incident(1, date(2026, 8, 30), by_whom=(ANOTHER_PERSON,))]
    assert said(watched(assessments=[SCORED], referrals=referred, incidents=known_before)) == []


def test_escalation_says_how_many_how_often_and_what_is_new() -> None:
    incidents = [
        incident(1, date(2026, 6, 1), kinds=(IncidentKind.HARASSMENT,)),
        incident(2, date(2026, 10, 1), kinds=(IncidentKind.THREATS,)),
        incident(3, date(2026, 11, 3), kinds=(IncidentKind.STRANGULATION,)),
    ]
    (met,) = watched(incidents=incidents).unanswered
    assert met.criterion is ESCALATES
    assert met.sentence == (
        "Potential escalation: 3 incidents in the past 12 months, more often than before, for the first time threats "
        "and strangulation or choking, the last on 3 November 2026, and no MARAC referral answers it."
    )
    assert set(met.rests_on) == {one.id for one in incidents}
    assert said(watched(incidents=incidents, referrals=[marac_referral(1, date(2026, 11, 4))])) == []


def test_a_repeat_names_the_pair_and_goes_back_whatever_the_score() -> None:
    found = watched(
        incidents=[incident(1, date(2026, 11, 3))],
        referrals=[marac_referral(1, date(2026, 3, 5))],
        names={OTHER_PERSON: "Pat Pretend"},
    )
    assert said(found) == [REPEATS]
    assert found.unanswered[0].sentence == (
        "Repeat: an incident by Pat Pretend on 3 November 2026, within 12 months of the MARAC referral of "
        "5 March 2026, goes back whatever the score."
    )
    unnamed = watched(
        incidents=[incident(1, date(2026, 11, 3), by_whom=())], referrals=[marac_referral(1, date(2026, 3, 5))]
    )
    assert unnamed.unanswered[0].sentence.startswith("May be a repeat: an incident on 3 November 2026, within")


DECIDED = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("until", "today", "quiet"),
    [
        (date(2026, 12, 1), date(2026, 11, 30), True),
        (date(2026, 12, 1), date(2026, 12, 1), False),
        (date(2026, 12, 1), date(2026, 12, 2), False),
    ],
)
def test_a_decision_keeps_the_watch_quiet_until_its_day(until: date, today: date, quiet: bool) -> None:
    found = watched(today, assessments=[SCORED], decisions=[decision(HIGH, DECIDED, until)])
    assert said(found) == ([] if quiet else [HIGH])
    assert [met.criterion for met, _ in found.decided] == ([HIGH] if quiet else [])


def test_a_fact_newer_than_the_decision_makes_the_watch_speak_at_once() -> None:
    quiet = [decision(REPEATS, DECIDED, date(2026, 12, 20))]
    referred = [marac_referral(1, date(2026, 3, 5))]
    before, after = incident(1, date(2026, 11, 3)), incident(2, date(2026, 11, 12))
    assert said(watched(incidents=[before], referrals=referred, decisions=quiet)) == []
    assert said(watched(incidents=[before, after], referrals=referred, decisions=quiet)) == [REPEATS]
    worse = incident(3, date(2026, 11, 3), corrects_id=before.id, recorded_at=midday(date(2026, 11, 12)))
    assert said(watched(incidents=[before, worse], referrals=referred, decisions=quiet)) == [REPEATS]


def test_a_decision_is_about_its_own_criterion_and_the_newest_one_holds() -> None:
    assert said(watched(assessments=[SCORED], decisions=[decision(JUDGED, DECIDED, date(2027, 1, 1))])) == [HIGH]
    shorter = decision(HIGH, datetime(2026, 11, 12, tzinfo=UTC), date(2026, 11, 20))
    longer = decision(HIGH, DECIDED, date(2027, 1, 1))
    assert said(watched(assessments=[SCORED], decisions=[shorter, longer])) == [HIGH]


def test_incidents_without_a_day_are_told_of_so_that_silence_is_not_taken_for_safety() -> None:
    found = watched(incidents=[incident(n, None) for n in range(3)])
    assert said(found) == []
    assert found.undated_words == "3 incidents have no day and cannot be counted by day."
    assert watched(incidents=[incident(1, None)]).undated_words.startswith("1 incident has no day")
    assert watched().undated_words == ""
