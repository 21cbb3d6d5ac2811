"""What holds the interface's thread, and for how long: every screen of the sample month, opened one after another.

Run as a process of its own, because it counts every event that Qt delivers: `python -m tools.bench.holds FOLDER` prints
one JSON list of ``[screen, milliseconds, on the clock, what held it]``, the longest of each screen. What counts is how
long this thread had the processor, so that other programs of a busy computer make no screen look slow; beside it stands
how long that took by the clock. That no screen waits for the disk is a promise of its own (tests/ui).
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from advocate_desk.app.around import Around
from advocate_desk.app.bootstrap import make_sample
from advocate_desk.app.desk import make_desk
from advocate_desk.app.program import Program
from advocate_desk.app.screenshots import session_as
from advocate_desk.domain.users import Role
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.prompts import QtPrompts
from advocate_desk.ui.routes import ROUTES, SCREENS
from advocate_desk.ui.screens.case import SECTIONS
from advocate_desk.ui.tasks import Lane, Lanes
from advocate_desk.ui.theme import Theme, ThemeChoice

CASES = 30
_ROUNDS = 3
"""An answer may ask for more; a screen is at rest after so many turns."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something began: by what this thread had computed until then, and by the clock on the wall; seconds."""

    computed: float = field(default_factory=thread_time)
    wall: float = field(default_factory=perf_counter)


@dataclass(frozen=True, slots=True)
class Hold:
    """The longest time that one thing kept the interface busy, in milliseconds."""

    milliseconds: float = 0.0
    by_the_clock: float = 0.0
    what: str = ""


class Watchdog(QApplication):
    """An application that notes how long each event takes. Inner events count with the outer one."""

    def __init__(self) -> None:
        super().__init__(["advocate-desk"])
        self.longest = Hold()
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver, and note what took longest."""
        words = f"{type(receiver).__name__}, {event.type().name}"
        with_inner = self._depth
        self._depth += 1
        began = Moment()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            if not with_inner:
                self.note(began, words)

    def note(self, began: Moment, what: str) -> None:
        """Keep what took longest since `longest` was cleared."""
        spent = (thread_time() - began.computed) * 1000
        if spent > self.longest.milliseconds:
            self.longest = Hold(spent, (perf_counter() - began.wall) * 1000, what)


def at_rest(tasks: Lanes, context: QObject) -> None:
    """Return once both lanes have answered everything."""
    for _ in range(_ROUNDS):
        for lane in Lane:
            loop = QEventLoop()
            tasks.run(int, context=context, on_done=loop.exit, on_error=print, lane=lane)
            loop.exec()  # why: a measurement waits for the answer as the program's own loop would


def places(desk: DeskContext) -> Iterator[tuple[str, Place]]:
    """Yield every place that needs no more than a case."""
    case_id = desk.caseload.page(CaseloadFilter(), 0, 1).rows[0].case_id
    alone = [screen.key for screen in SCREENS if screen.key not in {"case", "referral", "letter"}]
    yield from ((key, Place(key)) for key in alone if desk.who.may(ROUTES[key].needs))
    yield from ((f"case {section.title}", Place("case", case_id, section.part)) for section in SECTIONS)
    yield "new referral", Place("referral", case_id, "new")
    for line in desk.cases.summary(case_id).referrals[:1]:
        yield "referral", Place("referral", line.referral_id)
        yield "letter", Place("letter", line.referral_id)


def holds(application: Watchdog, folder: Path) -> Iterator[tuple[str, float, float, str]]:
    """Open every place, and yield what held the thread longest while it came."""
    program = Program()
    session = make_sample(folder / "holds.advault", CASES)
    tasks = Lanes(_fail)
    around = Around(tasks=tasks, prompts=QtPrompts(), theme=Theme(application, ThemeChoice.LIGHT))
    desk = make_desk(program, session_as(session, Role.ADMINISTRATOR), around, is_sample=True)
    found = list(places(desk))
    shell = frame(desk, Place(SCREENS[0].key))
    shell.show()
    at_rest(tasks, shell)
    for name, place in found:
        yield name, *_opened(application, partial(shell.go, place), tasks, shell)
    tasks.close()
    program.close()
    session.close()


def _opened(application: Watchdog, go: Callable[[], None], tasks: Lanes, shell: QObject) -> tuple[float, float, str]:
    application.longest = Hold()
    began = Moment()
    go()
    application.note(began, "building the screen")
    at_rest(tasks, shell)
    longest = application.longest
    return longest.milliseconds, longest.by_the_clock, longest.what


def _fail(error: Exception) -> None:
    raise error


def main() -> None:
    """Print what was found."""
    application = Watchdog()
    print(json.dumps(list(holds(application, Path(sys.argv[1])))))


if __name__ == "__main__":
    main()
