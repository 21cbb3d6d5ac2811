"""The records of one invented case: people, contact points, plan, risk, steps, tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.pathway import PathwayStep, StepMove, StepState
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole, PointKind
from advocate_desk.domain.record import Record
from advocate_desk.domain.risk import RiskAssessment, RiskLevel, conclude, score
from advocate_desk.domain.risk_instrument import Instrument
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.domain.tasks import Task
from advocate_desk.services.ports import PhoneNumbers
from advocate_desk.services.sample_content import Draw, MonthClock
from advocate_desk.services.sample_sketch import PlanKind, RiskKind, Sketch, SketchedPerson, SketchedStep

_INSTRUMENT = "checklist-24"
_YES_COUNT = {
    RiskKind.HIGH: 16,
    RiskKind.HIGH_BY_JUDGEMENT: 8,
    RiskKind.MEDIUM: 11,
    RiskKind.STANDARD: 5,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Invented:
    """A case that was kept: its ids, and what a referral for it may tick."""

    case_id: UUID
    reference: str
    client_id: UUID
    sketch: Sketch
    phone_id: UUID | None


class CaseMaker:
    """Makes the records of sketched cases, for one lead."""

    def __init__(self, clock: MonthClock, rules: Rulebook, phones: PhoneNumbers, draw: Draw, lead_id: UUID) -> None:
        self._clock, self._rules, self._phones, self._draw, self._lead_id = clock, rules, phones, draw, lead_id

    def opening(self, sketch: Sketch) -> tuple[Invented, list[Record]]:
        """Return what is written when a case is opened."""
        case_id, client_id = self._id(), self._id()
        points = list(self._points(sketch, case_id, client_id))
        phone = next((point for point in points if point.kind is PointKind.PHONE), None)
        case = Case(
            id=case_id,
            stream_id=case_id,
            reference=new_case_reference(),
            client_id=client_id,
            status=sketch.status,
            lead_id=self._lead_id,
            referred_on=self._clock.day(sketch.opened_days_ago + 1),
            referred_by=sketch.referred_by,
            opened_on=self._clock.day(sketch.opened_days_ago),
            closed_on=self._clock.day(sketch.closed_days_ago) if sketch.closed_days_ago is not None else None,
            what_she_wants=sketch.wants,
            kinds_of_abuse=sketch.kinds_of_abuse,
            marac_on=self._clock.day(-sketch.marac_in_days) if sketch.marac_in_days is not None else None,
            reported_to_police=_told_police(sketch),
        )
        plan = self._plan(sketch, case_id, client_id)
        records: list[Record] = [case, self._client(sketch, case_id, client_id), *points, *([plan] if plan else [])]
        records += self._others(sketch, case_id)
        invented = Invented(
            case_id=case_id,
            reference=case.reference,
            client_id=client_id,
            sketch=sketch,
            phone_id=phone.id if phone else None,
        )
        return invented, records

    def assessment(self, case: Invented, days_ago: int) -> RiskAssessment | None:
        """Return a signed assessment, or None where nobody has asked yet."""
        sketch = case.sketch
        if sketch.risk is RiskKind.NONE:
            return None
        instrument = self._rules.instrument(_INSTRUMENT)
        assert instrument is not None, "the sample month is built on an instrument that ships"
        assert instrument.high_from is not None, "and on one that gives a level"
        imported = sketch.risk is RiskKind.IMPORTED
        answers = {} if imported else self._answers(instrument, _YES_COUNT[sketch.risk])
        total = 12 if imported else score(answers)
        judgement = RiskLevel.HIGH if sketch.risk is RiskKind.HIGH_BY_JUDGEMENT or sketch.risk_reason else None
        return RiskAssessment(
            id=self._id(),
            stream_id=case.case_id,
            case_id=case.case_id,
            instrument="imported" if imported else instrument.code,
            instrument_version=instrument.version,
            answers=answers,
            imported_score=total if imported else None,
            high_from=instrument.high_from,
            medium_from=instrument.medium_from,
            judgement=judgement,
            judgement_reason=sketch.risk_reason,
            level=conclude(
                total, instrument.high_from, judgement, sketch.risk_reason, medium_from=instrument.medium_from
            ),
            assessed_on=self._clock.day(days_ago),
            recorded_at=self._clock.now(),
            assessor_id=None if imported else self._lead_id,
        )

    def steps(self, case: Invented) -> list[Record]:
        """Return the steps of the three lanes with what has happened to them."""
        records: list[Record] = []
        for position, step in enumerate(case.sketch.steps):
            kept = self._step(case.case_id, position, step)
            records.append(kept)
            if step.state is not StepState.NOT_STARTED:
                records.append(self._step_move(kept, step))
        return records

    def tasks(self, case: Invented) -> list[Record]:
        """Return what is to do."""
        return [self._task(case.case_id, title, due, hour) for title, due, hour in case.sketch.tasks]

    def _task(self, case_id: UUID, title: str, due: int | None, hour: int) -> Task:
        due_at = None if due is None else self._clock.ahead(due, hour)
        return Task(
            id=self._id(), stream_id=case_id, case_id=case_id, title=title, owner_id=self._lead_id, due_at=due_at
        )

    def _id(self) -> UUID:
        return new_id(self._clock.now())

    def _client(self, sketch: Sketch, case_id: UUID, client_id: UUID) -> Person:
        return Person(
            id=client_id,
            stream_id=case_id,
            case_id=case_id,
            role=PersonRole.CLIENT,
            name_to_use=sketch.name,
            legal_name=sketch.legal_name,
            known_as=sketch.known_as,
            pronouns=sketch.pronouns,
            date_of_birth=date(*sketch.born) if sketch.born else None,
            language=sketch.language,
            interpreter=Answer.NO if "English" in sketch.language else self._draw.one((Answer.YES, Answer.NOT_ASKED)),
            access_needs=sketch.access_needs,
        )

    def _others(self, sketch: Sketch, case_id: UUID) -> Iterator[Record]:
        beside = [(PersonRole.CHILD, child) for child in sketch.children]
        beside += [(PersonRole.OTHER_PERSON, sketch.other_person)] if sketch.other_person else []
        beside += [(PersonRole.SUPPORTER, sketch.supporter)] if sketch.supporter else []
        for role, sketched in beside:
            person = Person(
                id=self._id(),
                stream_id=case_id,
                case_id=case_id,
                role=role,
                name_to_use=sketched.name,
                date_of_birth=self._born(sketched),
                relationship=sketched.detail,
                lives_with_client=self._draw.one(tuple(Answer)),
            )
            yield person
            yield from self._points_of(role, sketched, person)

    def _born(self, sketched: SketchedPerson) -> date | None:
        if sketched.age is None:
            return None
        return self._clock.day(sketched.age * 365 + sketched.age // 4 + 40)

    def _points_of(self, role: PersonRole, sketched: SketchedPerson, person: Person) -> Iterator[ContactPoint]:
        place = PointKind.SCHOOL if role is PersonRole.CHILD else PointKind.ADDRESS
        for kind, value in ((PointKind.PHONE, sketched.phone), (place, sketched.address)):
            if value:
                yield self._point(person.case_id, person.id, kind, value)

    def _points(self, sketch: Sketch, case_id: UUID, client_id: UUID) -> Iterator[ContactPoint]:
        safe = Answer.YES if sketch.plan is PlanKind.CHECKED else self._draw.one((Answer.NOT_ASKED, Answer.NOT_KNOWN))
        if sketch.plan is PlanKind.NOTHING_SAFE:
            safe = Answer.NO
        if sketch.phone:
            disclosure = Disclosure.MAY_BE_SHARED
            yield self._point(case_id, client_id, PointKind.PHONE, sketch.phone, disclosure, safe=safe)
        if sketch.email:
            yield self._point(case_id, client_id, PointKind.EMAIL, sketch.email, Disclosure.FREE, safe=safe)
        if sketch.address:
            yield self._point(
                case_id, client_id, PointKind.ADDRESS, sketch.address, safe=Answer.NO, note=sketch.address_note
            )
        if sketch.workplace:
            yield self._point(case_id, client_id, PointKind.WORKPLACE, sketch.workplace)

    def _point(
        self,
        case_id: UUID,
        person_id: UUID,
        kind: PointKind,
        value: str,
        disclosure: Disclosure = Disclosure.DO_NOT_DISCLOSE,
        *,
        safe: Answer = Answer.NOT_ASKED,
        note: str = "",
    ) -> ContactPoint:
        return ContactPoint(
            id=self._id(),
            stream_id=case_id,
            case_id=case_id,
            person_id=person_id,
            kind=kind,
            value=value,
            digits=self._phones.digits(value) if kind is PointKind.PHONE else "",
            disclosure=disclosure,
            safe=safe,
            safe_for_voicemail=Answer.NO if safe is Answer.YES else Answer.NOT_ASKED,
            note=note,
        )

    def checked_on(self, sketch: Sketch) -> date | None:
        """Return when the safe-contact plan was gone through last; before the case opened, or since."""
        match sketch.plan:
            case PlanKind.MISSING | PlanKind.NEVER_CHECKED:
                return None
            case PlanKind.NOTHING_SAFE:
                return self._clock.day(5)
            case PlanKind.CHECKED:
                return self._clock.day(3)
            case _:
                return self._clock.day(33)

    def _plan(self, sketch: Sketch, case_id: UUID, client_id: UUID) -> SafeContactPlan | None:
        if sketch.plan is PlanKind.MISSING:
            return None
        yes, no = Answer.YES, Answer.NO
        last = self.checked_on(sketch)
        checked = min(last, self._clock.day(sketch.opened_days_ago)) if last else None
        nothing = sketch.plan is PlanKind.NOTHING_SAFE
        strict = nothing or sketch.text_and_call_only
        return SafeContactPlan(
            id=self._id(),
            stream_id=case_id,
            case_id=case_id,
            person_id=client_id,
            call=no if nothing else yes,
            text=no if nothing else yes,
            email=no if strict else self._draw.one(tuple(Answer)),
            post=no if strict else self._draw.one((no, Answer.PREFER_NOT_TO_SAY, Answer.NOT_ASKED)),
            voicemail=no if strict else self._draw.one((no, no, Answer.NOT_KNOWN)),
            first_method=None if nothing else Method.TEXT,
            times="" if nothing else sketch.times,
            if_someone_else_answers=sketch.someone_else,
            never="Comes to the drop-in on Tuesdays. Nothing else is safe" if nothing else sketch.never,
            checked_on=checked,
            checked_by=self._lead_id if checked else None,
            check_again_by=checked + timedelta(days=sketch.check_every) if checked else None,
        )

    def _answers(self, instrument: Instrument, yes: int) -> dict[str, Answer]:
        codes = self._draw.some(instrument.codes, len(instrument.codes))
        rest = (Answer.NO, Answer.NO, Answer.NOT_KNOWN, Answer.NOT_ASKED, Answer.PREFER_NOT_TO_SAY)
        given = {code: Answer.YES if place < yes else self._draw.one(rest) for place, code in enumerate(codes)}
        return {code: given[code] for code in instrument.codes}

    def _step(self, case_id: UUID, position: int, step: SketchedStep) -> PathwayStep:
        definition = self._rules.step(step.lane, step.code)
        return PathwayStep(
            id=self._id(),
            stream_id=case_id,
            case_id=case_id,
            lane=step.lane,
            code=step.code,
            title=step.title or (definition.title if definition else step.code),
            position=position,
        )

    def _step_move(self, kept: PathwayStep, step: SketchedStep) -> StepMove:
        definition = self._rules.step(step.lane, step.code)
        waits_for = step.waiting_on or (definition.waits_for if definition else "") or "client"
        waiting = step.state is StepState.WAITING
        days_ago = max(step.days_ago, -step.due if step.due is not None else 0)
        return StepMove(
            id=self._id(),
            stream_id=kept.case_id,
            case_id=kept.case_id,
            step_id=kept.id,
            to_state=step.state,
            stage=step.stage,
            happened_on=self._clock.day(days_ago),
            recorded_at=self._clock.now(),
            actor_id=self._lead_id,
            waiting_on=waits_for if waiting else "",
            due_on=self._clock.day(-step.due) if waiting and step.due is not None else None,
        )


def _told_police(sketch: Sketch) -> str:
    states = {step.code: step.state for step in sketch.steps}
    state = states.get("police_report")
    return {StepState.DONE: "yes", StepState.NOT_WANTED: "no, her choice", None: "not asked"}.get(state, "not known")
