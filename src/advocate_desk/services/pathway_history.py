"""The steps of somebody's way, as the timeline tells them: each move and mark, and what was taken back."""

from collections.abc import Iterator

from advocate_desk.domain.pathway import StepMove
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.case_history import Happening, midday
from advocate_desk.services.pathway_cards import card_maker
from advocate_desk.services.pathway_file import read_step_files
from advocate_desk.services.pathway_views import HistoryLine, StepCard
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

STEP = "step"
_ENDS = frozenset(".!?…”")


def pathway_happenings(unit: UnitOfWork, session: Session, file: CaseFile, way: WayRules) -> Iterator[Happening]:
    """Yield everything recorded about the steps of a case, in the words their own history uses.

    Of a step that is kept apart from whoever signed in nothing is among it.
    """
    maker = card_maker(way, file, session.clock.today())
    for step in read_step_files(unit, session, way, file.case.id):
        card = maker.card(step)
        for line in card.history:
            yield _of_line(card, line)


def _of_line(card: StepCard, line: HistoryLine) -> Happening:
    """Return one line at its day. What was taken back, and what nobody knows the day of, stands where it was written.

    A line is of a move or of a mark; a day that is not known is said so.
    """
    record = line.move or line.mark
    assert record is not None, "a line of the history is of a move or a mark"
    taken_back = isinstance(record, StepMove) and record.takes_back_id is not None
    moment = record.happened_at if isinstance(record, StepMove) else None
    on = moment or (midday(record.happened_on) if record.happened_on else None)
    known = None if taken_back else on
    unknown = "" if known or taken_back else line.happened
    error = " (recorded in error)" if line.is_error else ""
    return Happening(
        happened_at=known or record.recorded_at,
        recorded_at=record.recorded_at,
        kind=STEP,
        headline=f"{card.name}: {line.title}{error}",
        text=" ".join(part if part[-1] in _ENDS else f"{part}." for part in (unknown, *line.details) if part),
        whole_day=known is not None and moment is None,
        actor_id=record.actor_id,
    )
