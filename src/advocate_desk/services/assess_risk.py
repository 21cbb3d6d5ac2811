"""The risk checklist: asked, scored, judged, signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import EntryRefused, NotFound
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incident_rules import KnownIncident, known_incidents, since
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.people import shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.pronouns import Pronouns, pronouns
from advocate_desk.domain.risk import (
    RiskAssessment,
    RiskLevel,
    RiskOccasion,
    carried,
    conclude,
    information_gap,
    is_scored,
    score,
    score_of,
)
from advocate_desk.domain.risk_instrument import Instrument
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import CaseFile, read_case_file
from advocate_desk.services.session import Session

_ANSWERS = frozenset({Answer.YES, Answer.NO, Answer.NOT_KNOWN, Answer.NOT_ASKED})


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerLine:
    """One answer of a signed assessment, whom it is from ("" where from her), and what was said beside it."""

    label: str
    answer: Answer
    source: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskLine:
    """One signed assessment. ``score`` is None where there is none; ``gap`` counts what was not asked or not known.

    ``answers`` are in the order of the edition it was made on; empty for a bare level or figure. ``screens`` says that
    its list gives no level by itself.
    """

    assessment: RiskAssessment
    instrument: str
    score: int | None
    questions: int
    gap: int
    assessor: str
    answers: tuple[AnswerLine, ...] = ()
    screens: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferedList:
    """A list that may be asked, and from which scores risk would be high and medium if it were signed now.

    ``is_first`` says that its thresholds are the service's setting; any other list brings its own.
    """

    instrument: Instrument
    high_from: int
    medium_from: int
    is_first: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskView:
    """Risk as its section shows it: signed assessments, the newest first, and the list that a new one asks.

    ``high_from`` and ``medium_from`` are the thresholds a new assessment would be signed under. ``instruments`` are
    all that may be asked, ``offered`` the same with their thresholds; those that only screen come last. ``level`` is
    the one in force. ``incidents_since`` are the incidents after the newest assessment, which it cannot have weighed;
    ``again_on`` is the day by which it is to be gone through again, None where nothing was assessed or its list is not
    known here.
    """

    name: str
    person: Pronouns
    signed: tuple[RiskLine, ...]
    instrument: Instrument
    instruments: tuple[Instrument, ...]
    high_from: int
    medium_from: int
    incidents_since: tuple[KnownIncident, ...] = ()
    again_on: date | None = None
    offered: tuple[OfferedList, ...] = ()
    level: RiskLevel | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAssessment:
    """What was answered, by the questions' codes, and a worker's judgement with its reason.

    ``sources`` says by code whom an answer is from where it is not from her, ``notes`` what was said beside it.
    ``instrument`` is the code of the list that was asked; "" is the first. ``edition`` is the one its form was opened
    on, where a form was: what was answered on another is never signed as if it were this one's.
    """

    case_id: UUID
    instrument: str = ""
    edition: int | None = None
    occasion: RiskOccasion = RiskOccasion.NOT_SAID
    sources: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    judgement: RiskLevel | None = None
    reason: str = ""


class AssessRisk:
    """Keeps signed risk assessments."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID, instrument: str = "") -> RiskView:
        """Return the risk of a case, and the list with the code ``instrument``; "" is the first.

        Raises:
            NotFound: no such case, or no such list.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            incidents = known_incidents(unit.find(Incident, case_id=case_id))
        newest, rules = file.assessment, file.rules(self._rules)
        signed = sorted(file.assessments, key=lambda one: (one.assessed_on, one.recorded_at), reverse=True)
        asked = _instrument(rules, instrument)
        high_from, medium_from = self._thresholds(asked, file.settings)
        return RiskView(
            name=shown_name(file.client),
            person=pronouns(file.client.pronouns),
            signed=tuple(_line(one, file, rules) for one in signed),
            instrument=asked,
            instruments=rules.instruments,
            high_from=high_from,
            medium_from=medium_from,
            incidents_since=since(incidents, newest.assessed_on, newest.recorded_at) if newest else (),
            again_on=_again_on(newest, rules),
            offered=tuple(self._offered(one, file.settings) for one in rules.instruments),
            level=newest.level if newest else None,
        )

    def sign(self, new: NewAssessment) -> RiskAssessment:
        """Sign an assessment. It never changes afterwards; what was not answered counts as not asked.

        Its level follows the thresholds in force now, which are kept with it. A list that only screens gives no level
        of its own: the level in force stays, and judgement may raise it.

        Raises:
            EntryRefused: nothing was answered or judged, a judgement has no reason, or a list that only screens is
                signed where no level is in force and none is judged.
            NotFound: no such case, or no such list.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.work() as unit:
            file = read_case_file(unit, new.case_id)
            instrument = _instrument(file.rules(self._rules), new.instrument)
            _must_be_the_edition(new, instrument)
            answers = _answers(new, instrument)
            sources, notes = _beside(new.sources, instrument), _beside(new.notes, instrument)
            high_from, medium_from = self._thresholds(instrument, file.settings)
            signed = RiskAssessment(
                id=new_id(now),
                stream_id=file.case.id,
                case_id=file.case.id,
                instrument=instrument.code,
                instrument_version=instrument.version,
                answers=answers,
                high_from=high_from,
                medium_from=medium_from,
                judgement=new.judgement,
                judgement_reason=accept(new.reason) if new.judgement else "",
                level=_level(new, instrument, score(answers), (high_from, medium_from), file.assessment),
                assessed_on=today,
                recorded_at=now,
                assessor_id=self._session.user.id,
                sources=sources,
                notes=notes,
                occasion=new.occasion,
            )
            unit.add(signed)
            unit.commit("risk assessment signed")
        with self._session.work() as unit:
            return unit.get(RiskAssessment, signed.id)

    def _offered(self, instrument: Instrument, settings: ServiceSettings) -> OfferedList:
        high_from, medium_from = self._thresholds(instrument, settings)
        first = instrument == self._rules.instruments[0]
        return OfferedList(instrument=instrument, high_from=high_from, medium_from=medium_from, is_first=first)

    def _thresholds(self, instrument: Instrument, settings: ServiceSettings) -> tuple[int, int]:
        """Return from which scores risk is high and medium.

        The service's setting is for the checklist that ships first; a service's own brings its own. With one that
        only screens, the setting is kept as what held that day, though nothing follows from it.
        """
        first = instrument == self._rules.instruments[0]
        if first or instrument.high_from is None or instrument.medium_from is None:
            return settings.high_risk_from, min(settings.medium_risk_from, settings.high_risk_from)
        return instrument.high_from, instrument.medium_from


def _instrument(rules: Rulebook, code: str) -> Instrument:
    found = rules.instrument(code) if code else rules.instruments[0]
    if found is None:
        raise NotFound
    return found


def _must_be_the_edition(new: NewAssessment, instrument: Instrument) -> None:
    if new.edition not in {None, instrument.version}:
        raise EntryRefused(
            "This list was given a new edition meanwhile. Your answers are kept as they are; discard them and go "
            "through the new one."
        )


def _again_on(newest: RiskAssessment | None, rules: Rulebook) -> date | None:
    instrument = rules.instrument(newest.instrument) if newest else None
    return newest.assessed_on + timedelta(days=instrument.review_days) if newest and instrument else None


def _line(signed: RiskAssessment, file: CaseFile, rules: Rulebook) -> RiskLine:
    instrument = rules.edition(signed.instrument, signed.instrument_version)
    codes = instrument.codes if instrument else tuple(signed.answers)
    named = instrument or rules.instrument(signed.instrument)
    return RiskLine(
        assessment=signed,
        instrument=named.label if named else "",
        score=score_of(signed) if is_scored(signed) else None,
        questions=len(codes) if signed.answers else 0,
        gap=information_gap(codes, signed.answers) if signed.answers else 0,
        assessor=file.name_of(signed.assessor_id),
        answers=_answer_lines(signed, instrument),
        screens=named is not None and named.is_screening,
    )


def _answer_lines(signed: RiskAssessment, instrument: Instrument | None) -> tuple[AnswerLine, ...]:
    """Return its answers; where no edition of its list is kept here, by the codes that were kept with them."""
    labels = (
        {one.code: one.label for one in instrument.questions} if instrument else {code: code for code in signed.answers}
    )
    return tuple(
        AnswerLine(
            label=label,
            answer=signed.answers.get(code, Answer.NOT_ASKED),
            source=signed.sources.get(code, ""),
            note=signed.notes.get(code, ""),
        )
        for code, label in labels.items()
        if signed.answers
    )


def _answers(new: NewAssessment, instrument: Instrument) -> Mapping[str, Answer]:
    answers = {code: new.answers.get(code, Answer.NOT_ASKED) for code in instrument.codes}
    if strange := set(new.answers) - set(instrument.codes):
        raise ValueError(f"this list does not ask {sorted(strange)}")
    if not set(answers.values()) <= _ANSWERS:
        raise ValueError("these questions are answered yes, no, not known or not asked")
    if new.judgement is None and set(answers.values()) == {Answer.NOT_ASKED}:
        raise EntryRefused("Nothing is answered yet. Answer at least one question, or give your judgement.")
    return answers


def _beside(words: Mapping[str, str], instrument: Instrument) -> Mapping[str, str]:
    """Return the words beside answers, without the blank ones."""
    if strange := set(words) - set(instrument.codes):
        raise ValueError(f"this list does not ask {sorted(strange)}")
    return {code: accept(text) for code, text in words.items() if text.strip()}


def _level(
    new: NewAssessment, instrument: Instrument, total: int, thresholds: tuple[int, int], before: RiskAssessment | None
) -> RiskLevel:
    high_from, medium_from = thresholds
    if not instrument.is_screening:
        return conclude(total, high_from, new.judgement, new.reason, medium_from=medium_from)
    if before is None and new.judgement is None:
        raise EntryRefused(
            "This list gives no level by itself, and there is none yet. Add your judgement, with reasons."
        )
    return carried(before.level if before else RiskLevel.STANDARD, new.judgement, new.reason)
