"""Suspects and charges as the court section shows them. What happens to them is recorded on the pathway."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.pathway_steps import StandsFor
from advocate_desk.domain.people import Person, shown_name
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.pathway_file import StepFile, line_title, read_step_files
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class ChargeLine:
    """One charge, or one suspect's line: what it is, where it stands in words, and what is so beside that.

    ``marks`` are such things as "no longer supports it", which end nothing. ``late`` where somebody has not acted.
    """

    step_id: UUID
    title: str
    stage: str
    words: str
    marks: tuple[str, ...]
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SuspectLine:
    """The line of one suspect with its charges, each of which stands for itself."""

    line: ChargeLine
    charges: tuple[ChargeLine, ...]


class ShowCourtLines:
    """Reads the criminal lines of a case."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def lines(self, case_id: UUID) -> tuple[SuspectLine, ...]:
        """Return the lines of the suspects of a case, in their places; none where nobody is followed in court.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            way = rules_in_force(unit, self._rules).way
            files = read_step_files(unit, self._session, way, unit.get(Case, case_id).id)
            people = {one.id: shown_name(one) for one in unit.find(Person, case_id=case_id)}
        shown = [one for one in files if not one.withheld]
        titles = {one.step.id: line_title(one.step, way, people) for one in shown}
        suspects = [one for one in shown if one.definition.stands_for is StandsFor.SUSPECT]
        return tuple(_suspect(one, shown, titles, today) for one in suspects)


def _suspect(line: StepFile, files: Iterable[StepFile], titles: Mapping[UUID, str], today: date) -> SuspectLine:
    parts = [one for one in files if one.step.part_of_id == line.step.id]
    charges = [one for one in parts if one.definition.stands_for is StandsFor.CHARGE]
    return SuspectLine(line=_line(line, titles, today), charges=tuple(_line(one, titles, today) for one in charges))


def _line(file: StepFile, titles: Mapping[UUID, str], today: date) -> ChargeLine:
    return ChargeLine(
        step_id=file.step.id,
        title=titles[file.step.id],
        stage=file.stage.title,
        words=file.status_line(today),
        marks=tuple(_marks(file)),
        late=file.now.late,
    )


def _marks(file: StepFile) -> Sequence[str]:
    found = []
    for code in file.set_marks:
        known = file.definition.mark(code)
        found.append(known.title if known else code)
    return found
