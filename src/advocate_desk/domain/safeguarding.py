"""Safeguarding prompts: what to think of for somebody under eighteen, shown by the facts of the case.

The prompts are data (resources/safeguarding), each with its source. None is legal advice.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from advocate_desk.domain.agreements import PromptAnswered
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case, ReferralSource
from advocate_desk.domain.dates_in_words import age_on
from advocate_desk.domain.incidents import Incident, IncidentKind, ToldBy
from advocate_desk.domain.named_in_words import any_held
from advocate_desk.domain.people import Person
from advocate_desk.domain.rule_table import Provenance, RuleTable
from advocate_desk.domain.under_eighteen import is_under_eighteen

SCHOOL_AGE = 4
"""From reception on; police tell schools of children up to 17."""


class CaseFact(StrEnum):
    """Facts that a prompt may wait for, about one person of a case."""

    UNDER_EIGHTEEN = "under_eighteen"
    OF_SCHOOL_AGE = "of_school_age"
    POLICE_KNOW = "police_know"
    ABUSE_ON_RECORD = "abuse_on_record"
    FGM_ON_RECORD = "fgm_on_record"


class Again(StrEnum):
    """When an answered prompt speaks again."""

    NEVER = "never"
    NEW_INCIDENT = "new_incident"


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompt:
    """One prompt. ``words`` are what is shown, beside where they come from and when that was last checked."""

    code: str
    title: str
    words: str
    shown_when: tuple[CaseFact, ...]
    again: Again
    provenance: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptList:
    """The prompts of one rule file. ``note`` stands above all of them."""

    code: str
    version: int
    title: str
    note: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptNow:
    """A prompt about somebody, with the answer that counts; None while nobody has answered it since it last spoke."""

    prompt: Prompt
    person: Person
    answer: PromptAnswered | None


def parse_prompts(data: Mapping[str, object], file: str) -> PromptList:
    """Read the prompts of a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, a code is there twice, or a prompt waits for nothing.
    """
    table = RuleTable(data, file)
    found = PromptList(
        code=table.text("code"),
        version=table.whole("version"),
        title=table.text("title"),
        note=table.text("note"),
        prompts=table.rows("prompts", _prompt),
    )
    table.done()
    table.each_once("prompts", [one.code for one in found.prompts])
    return found


def _prompt(row: RuleTable) -> Prompt:
    prompt = Prompt(
        code=row.text("code"),
        title=row.text("title"),
        words=row.text("words"),
        shown_when=row.some_of("shown_when", CaseFact),
        again=row.one_of("again", Again),
        provenance=row.provenance(),
    )
    if not prompt.shown_when:
        raise row.refuse("shown_when", "must name one fact at least")
    return prompt


def facts_about(person: Person, case: Case, incidents: Sequence[Incident], on: date) -> frozenset[CaseFact]:
    """Return the facts of a case that prompts about ``person`` may wait for, on a day.

    Args:
        person: whom the prompts are about.
        case: the case.
        incidents: its incidents; those that a later entry corrects count no more.
        on: the day in question.
    """
    told = _in_force(incidents)
    facts = {
        CaseFact.UNDER_EIGHTEEN: is_under_eighteen(person, on),
        CaseFact.OF_SCHOOL_AGE: _of_school_age(person, on),
        CaseFact.POLICE_KNOW: _police_know(case, told),
        CaseFact.ABUSE_ON_RECORD: bool(told) or any(kind.strip() for kind in case.kinds_of_abuse),
        CaseFact.FGM_ON_RECORD: _fgm(case, told),
    }
    return frozenset(fact for fact, is_so in facts.items() if is_so)


def prompts_now(
    prompts: Iterable[Prompt],
    person: Person,
    facts: Collection[CaseFact],
    answers: Iterable[PromptAnswered],
    incidents: Iterable[Incident],
) -> tuple[PromptNow, ...]:
    """Return the prompts the facts call for, each with the answer that still counts."""
    own = [one for one in answers if one.person_id == person.id]
    last_incident = max((one.recorded_at for one in incidents), default=None)
    return tuple(
        PromptNow(prompt=one, person=person, answer=_counting(one, own, last_incident))
        for one in prompts
        if set(one.shown_when) <= set(facts)
    )


def _counting(prompt: Prompt, own: Iterable[PromptAnswered], last_incident: datetime | None) -> PromptAnswered | None:
    given = [one for one in own if one.code == prompt.code and one.deleted_at is None]
    newest = max(given, key=lambda one: (one.recorded_at, one.id), default=None)
    if newest is None or prompt.again is Again.NEVER or last_incident is None:
        return newest
    return newest if newest.recorded_at > last_incident else None


def _in_force(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    corrected = {one.corrects_id for one in incidents}
    return tuple(one for one in incidents if one.id not in corrected and one.deleted_at is None)


def _of_school_age(person: Person, on: date) -> bool:
    if not is_under_eighteen(person, on):
        return False
    age = age_on(person.date_of_birth, on) if person.date_of_birth else None
    return age is None or age >= SCHOOL_AGE


def _police_know(case: Case, told: Iterable[Incident]) -> bool:
    if case.reported_to_police == Answer.YES or case.crime_reference.strip() or case.source is ReferralSource.POLICE:
        return True
    return any(one.police_reference.strip() or one.told_by is ToldBy.POLICE for one in told)


def _fgm(case: Case, told: Iterable[Incident]) -> bool:
    if any(any_held(kind, ("fgm", "genital mutilation", "female circumcision")) for kind in case.kinds_of_abuse):
        return True
    return any(IncidentKind.FGM in one.kinds for one in told)
