"""The risk checklist: asked, scored, judged, signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.pronouns import Pronouns, pronouns
from advocate_desk.domain.risk import (
    RiskAssessment,
    RiskLevel,
    conclude,
    information_gap,
    is_scored,
    score,
    score_of,
)
from advocate_desk.domain.risk_instrument import Instrument
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import CaseFile, read_case_file
from advocate_desk.services.session import Session

_ANSWERS = frozenset({Answer.YES, Answer.NO, Answer.NOT_KNOWN, Answer.NOT_ASKED})


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskLine:
    """One signed assessment. ``score`` is None where there is none; ``gap`` counts what was not asked or not known."""

    assessment: RiskAssessment
    instrument: str
    score: int | None
    questions: int
    gap: int
    assessor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskView:
    """Risk as its section shows it: signed assessments, the newest first, and the list that a new one asks."""

    name: str
    person: Pronouns
    signed: tuple[RiskLine, ...]
    instrument: Instrument
    high_from: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAssessment:
    """What was answered, by the questions' codes, and a worker's judgement with its reason."""

    case_id: UUID
    answers: Mapping[str, Answer] = field(default_factory=dict)
    judgement: RiskLevel | None = None
    reason: str = ""


class AssessRisk:
    """Keeps signed risk assessments."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> RiskView:
        """Return the risk of a case.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
        signed = sorted(file.assessments, key=lambda one: (one.assessed_on, one.recorded_at), reverse=True)
        return RiskView(
            name=shown_name(file.client),
            person=pronouns(file.client.pronouns),
            signed=tuple(self._line(one, file) for one in signed),
            instrument=self._instrument(),
            high_from=file.settings.high_risk_from,
        )

    def sign(self, new: NewAssessment) -> RiskAssessment:
        """Sign an assessment. It never changes afterwards; what was not answered counts as not asked.

        Raises:
            EntryRefused: nothing was answered or judged, or a judgement has no reason.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        instrument = self._instrument()
        answers = {code: new.answers.get(code, Answer.NOT_ASKED) for code in instrument.codes}
        if strange := set(new.answers) - set(instrument.codes):
            raise ValueError(f"this list does not ask {sorted(strange)}")
        if not set(answers.values()) <= _ANSWERS:
            raise ValueError("these questions are answered yes, no, not known or not asked")
        if new.judgement is None and set(answers.values()) == {Answer.NOT_ASKED}:
            raise EntryRefused("Nothing is answered yet. Answer at least one question, or give your judgement.")
        with self._session.work() as unit:
            high_from = unit.get(ServiceSettings, SERVICE_SETTINGS_ID).high_risk_from
            level = conclude(
                score(answers), high_from, new.judgement, new.reason, medium_from=min(instrument.medium_from, high_from)
            )
            case = read_case_file(unit, new.case_id).case
            signed = RiskAssessment(
                id=new_id(now),
                stream_id=case.id,
                case_id=case.id,
                instrument=instrument.code,
                instrument_version=instrument.version,
                answers=answers,
                high_from=high_from,
                judgement=new.judgement,
                judgement_reason=accept(new.reason) if new.judgement else "",
                level=level,
                assessed_on=today,
                recorded_at=now,
                assessor_id=self._session.user.id,
            )
            unit.add(signed)
            unit.commit("risk assessment signed")
        with self._session.work() as unit:
            return unit.get(RiskAssessment, signed.id)

    def _instrument(self) -> Instrument:
        return self._rules.instruments[0]

    def _line(self, signed: RiskAssessment, file: CaseFile) -> RiskLine:
        instrument = self._rules.instrument(signed.instrument)
        asked = instrument is not None and bool(signed.answers)
        return RiskLine(
            assessment=signed,
            instrument=instrument.label if instrument else "",
            score=score_of(signed) if is_scored(signed) else None,
            questions=len(instrument.questions) if instrument and asked else 0,
            gap=information_gap(instrument.codes, signed.answers) if instrument and asked else 0,
            assessor=file.name_of(signed.assessor_id),
        )
