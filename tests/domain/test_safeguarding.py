"""Safeguarding prompts: each shown by the facts of the case, with its source, and silent only once answered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from advocate_desk.domain.agreements import PromptAnswered, PromptState
from advocate_desk.domain.cases import Case, ReferralSource
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.incidents import Incident, IncidentKind, ToldBy
from advocate_desk.domain.people import Person
from advocate_desk.domain.rule_table import Evidence
from advocate_desk.domain.safeguarding import PromptNow, facts_about, parse_prompts, prompts_now
from tests.support.letters import shipped_rules
from tests.support.records import TODAY, numbered
from tests.support.young import answered, case, child, incident, moment, person

ENCOMPASS, SOCIAL_CARE, FGM = "operation_encompass", "childrens_social_care", "fgm"


def shown(
    of_case: Case, about: Person, incidents: Sequence[Incident] = (), answers: Sequence[PromptAnswered] = ()
) -> tuple[PromptNow, ...]:
    facts = facts_about(about, of_case, incidents, TODAY)
    return prompts_now(shipped_rules().prompts(), about, facts, answers, incidents)


def codes(of_case: Case, about: Person, incidents: Sequence[Incident]) -> set[str]:
    return {one.prompt.code for one in shown(of_case, about, incidents)}


@pytest.mark.parametrize(
    ("of_case", "about", "incidents", "expected"),
    [
        (case(), child(), (), set()),
        (case(kinds_of_abuse=("economic",)), child(), (), {SOCIAL_CARE}),
        (case(), child(), (incident(),), {SOCIAL_CARE}),
        (case(crime_reference="NB/1"), child(), (incident(),), {SOCIAL_CARE, ENCOMPASS}),
        (case(reported_to_police="yes"), child(), (incident(),), {SOCIAL_CARE, ENCOMPASS}),
        (case(reported_to_police="not_known"), child(), (incident(),), {SOCIAL_CARE}),
        (case(source=ReferralSource.POLICE), child(), (incident(),), {SOCIAL_CARE, ENCOMPASS}),
        (case(), child(), (incident(told_by=ToldBy.POLICE),), {SOCIAL_CARE, ENCOMPASS}),
        (case(), child(), (incident(police_reference="NB/2"),), {SOCIAL_CARE, ENCOMPASS}),
        (
            case(),
            child(),
            (incident(police_reference="NB/2"), incident(id=numbered(241), corrects_id=numbered(240))),
            {SOCIAL_CARE},
        ),
        (case(crime_reference="NB/1"), child(date_of_birth=date(2022, 11, 24)), (incident(),), {SOCIAL_CARE}),
        (
            case(crime_reference="NB/1"),
            child(date_of_birth=date(2022, 11, 23)),
            (incident(),),
            {SOCIAL_CARE, ENCOMPASS},
        ),
        (case(crime_reference="NB/1"), child(date_of_birth=None), (incident(),), {SOCIAL_CARE, ENCOMPASS}),
        (case(crime_reference="NB/1"), child(date_of_birth=date(2008, 11, 23)), (incident(),), set()),
        (case(crime_reference="NB/1"), person(), (incident(kinds=(IncidentKind.FGM,)),), set()),
        (case(), child(), (incident(kinds=(IncidentKind.FGM,)),), {SOCIAL_CARE, FGM}),
        (case(kinds_of_abuse=("FGM",)), child(), (), {SOCIAL_CARE, FGM}),
        (case(kinds_of_abuse=("Female genital mutilation (past)",)), child(), (), {SOCIAL_CARE, FGM}),
    ],
    ids=[
        "nothing on record",
        "a kind of abuse on the case",
        "an incident",
        "police reference on the case",
        "reported",
        "not known whether reported",
        "came from police",
        "told by police",
        "police reference on the incident",
        "an incident put right since",
        "a day before four",
        "four today",
        "birth date not known",
        "of age today",
        "an adult",
        "an incident of FGM",
        "FGM on the case",
        "FGM in words",
    ],
)
def test_each_prompt_is_shown_by_the_facts_of_the_case(
    of_case: Case, about: Person, incidents: Sequence[Incident], expected: set[str]
) -> None:
    assert codes(of_case, about, incidents) == expected


def answer_to(code: str, incidents: Sequence[Incident], answers: Sequence[PromptAnswered]) -> PromptAnswered | None:
    found = shown(case(crime_reference="NB/1", kinds_of_abuse=("FGM",)), child(), incidents, answers)
    return next(one.answer for one in found if one.prompt.code == code)


def test_an_answer_counts_until_a_new_incident_is_recorded() -> None:
    done = answered(ENCOMPASS)
    assert answer_to(ENCOMPASS, [], [done]) == done
    assert answer_to(ENCOMPASS, [incident(recorded_at=moment(21, 9))], [done]) == done
    assert answer_to(ENCOMPASS, [incident(recorded_at=moment(21, 11))], [done]) is None


def test_an_answer_about_fgm_counts_on() -> None:
    done = answered(FGM)
    assert answer_to(FGM, [incident(recorded_at=moment(22))], [done]) == done


def test_the_newest_answer_about_this_person_counts() -> None:
    not_needed = answered(FGM, id=numbered(251), state=PromptState.NOT_NEEDED, recorded_at=moment(22))
    assert answer_to(FGM, [], [not_needed, answered(FGM)]) == not_needed
    assert answer_to(FGM, [], [answered(FGM, person_id=numbered(9))]) is None
    assert answer_to(FGM, [], [answered(ENCOMPASS)]) is None


def test_every_prompt_names_its_source_and_the_day_it_was_checked_and_none_is_legal_advice() -> None:
    (found,) = shipped_rules().safeguarding
    assert "not legal advice" in found.note
    for prompt in found.prompts:
        assert prompt.provenance.source
        assert prompt.provenance.evidence in {Evidence.READ, Evidence.PARTLY_READ}
        assert prompt.provenance.checked_on >= date(2026, 11, 23)


RAW: dict[str, Any] = {
    "code": "trial",
    "version": 1,
    "title": "Trial",
    "note": "Not legal advice.",
    "prompts": [
        {
            "code": "one",
            "title": "One",
            "words": "Ask.",
            "shown_when": ["under_eighteen"],
            "again": "never",
            "source": "A guide",
            "evidence": "read",
            "checked_on": date(2026, 11, 23),
        }
    ],
}


def prompt_file(**fields: object) -> dict[str, Any]:
    return {**RAW, "prompts": [{**RAW["prompts"][0], **fields}]}


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (prompt_file(shown_when=["at_night"]), "shown_when"),
        (prompt_file(shown_when=[]), "shown_when"),
        (prompt_file(again="always"), "again"),
        (prompt_file(words=" "), "words"),
        (prompt_file(source=""), "source"),
        (prompt_file(colour="red"), "colour"),
        ({**RAW, "prompts": RAW["prompts"] * 2}, "prompts"),
        ({**RAW, "note": 3}, "note"),
    ],
)
def test_a_malformed_file_of_prompts_is_refused_by_file_and_key(data: dict[str, Any], named: str) -> None:
    assert parse_prompts(prompt_file(), "safeguarding/trial.toml").prompts[0].code == "one"
    with pytest.raises(RuleFileRefused, match=r"safeguarding/trial\.toml") as refused:
        parse_prompts(data, "safeguarding/trial.toml")
    assert named in refused.value.key
