"""Suspects and charges as the court section shows them. What happens to them is recorded on the pathway."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.pathway_steps import StandsFor
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.pathway_file import StepFile, read_step_files
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
        shown = [one for one in files if not one.withheld]
        return tuple(_suspect(one, shown, today) for one in shown if one.definition.stands_for is StandsFor.SUSPECT)


def _suspect(line: StepFile, files: Iterable[StepFile], today: date) -> SuspectLine:
    charges = [one for one in files if one.step.part_of_id == line.step.id]
    return SuspectLine(line=_line(line, today), charges=tuple(_line(one, today) for one in charges))


def _line(file: StepFile, today: date) -> ChargeLine:
    return ChargeLine(
        step_id=file.step.id,
        title=file.title,
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
