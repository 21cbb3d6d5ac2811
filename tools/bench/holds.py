"""What holds the interface's thread, and for how long: every screen of the sample month, opened one after another.

Run as a process of its own: `python -m tools.bench.holds FOLDER` prints one JSON list with what was found of each
screen (`Found`). What counts is how long this thread had the processor, so that other programs of a busy computer make
no screen look slow. Nothing looks at single events: that alone would cost more than most screens take. That no screen
waits for the disk is a promise of its own (tests/ui).
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import thread_time

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject
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
_OPENED = 6
"""The window keeps fewer screens than there are places, so each is built anew each time."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The longest time that one thing kept the interface busy, in milliseconds of this thread."""

    milliseconds: float = 0.0
    what: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one screen, in milliseconds: the first opening, and the best and the median of the others."""

    screen: str
    what: str
    """What took longest in the median opening."""
    first: float
    best: float
    later: float


class Stopwatch:
    """Notes how long each turn of the event loop takes. That it waits for something to do costs no processor time."""

    def __init__(self, dispatcher: QAbstractEventDispatcher) -> None:
        self.longest = Hold()
        self._began = thread_time()
        dispatcher.awake.connect(self.end)
        dispatcher.aboutToBlock.connect(self.end)

    def begin(self) -> None:
        """Something begins."""
        self._began = thread_time()

    def end(self, what: str = "what came after") -> None:
        """It is over: keep it, if it took longest since `longest` was cleared."""
        spent = (thread_time() - self._began) * 1000
        if spent > self.longest.milliseconds:
            self.longest = Hold(spent, what)
        self.begin()


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


def holds(application: QApplication, folder: Path) -> Iterator[Found]:
    """Open every place several times, and yield what held the thread longest while it came."""
    program = Program()
    session = make_sample(folder / "holds.advault", CASES)
    tasks = Lanes(_fail)
    around = Around(tasks=tasks, prompts=QtPrompts(), theme=Theme(application, ThemeChoice.LIGHT))
    desk = make_desk(program, session_as(session, Role.ADMINISTRATOR), around, is_sample=True)
    found = list(places(desk))
    shell = frame(desk, Place(SCREENS[0].key))
    shell.show()
    at_rest(tasks, shell)
    stopwatch = Stopwatch(QAbstractEventDispatcher.instance())
    rounds = [
        [_opened(stopwatch, partial(shell.go, place), tasks, shell) for _, place in found] for _ in range(_OPENED)
    ]
    for (name, _), (first, *later) in zip(found, zip(*rounds, strict=True), strict=True):
        middle = sorted(later, key=lambda hold: hold.milliseconds)[len(later) // 2]
        yield Found(name, middle.what, first.milliseconds, min(one.milliseconds for one in later), middle.milliseconds)
    tasks.close()
    program.close()
    session.close()


def _opened(stopwatch: Stopwatch, go: Callable[[], None], tasks: Lanes, shell: QObject) -> Hold:
    stopwatch.longest = Hold()
    stopwatch.begin()
    go()
    stopwatch.end("building the screen")
    at_rest(tasks, shell)
    stopwatch.end()
    return stopwatch.longest


def _fail(error: Exception) -> None:
    raise error


def main() -> None:
    """Print what was found."""
    application = QApplication(["advocate-desk"])
    print(json.dumps([asdict(one) for one in holds(application, Path(sys.argv[1]))]))


if __name__ == "__main__":
    main()
