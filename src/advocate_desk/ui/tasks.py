"""Work off the interface's thread, and its answer back on it.

Two lanes. ``db`` has a single worker, which owns the only connection to the records; a job there takes under 50 ms or
is run with progress (`dialogs/progress.py`). ``cpu`` waits for the letter worker.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from advocate_desk.domain.errors import KnownFailure

T = TypeVar("T")
OnError = Callable[[KnownFailure], None]
OnBug = Callable[[Exception], None]


class Lane(StrEnum):
    """Who does the work."""

    DB = "db"
    CPU = "cpu"


class ProgramFault(KnownFailure):
    """A bug of ours, as the screen that asked is told of it. The bug itself goes to the log and one dialog."""

    sentence = "Something went wrong in the program, so this was not done. What was saved before is kept. Try again."


@dataclass(slots=True, eq=False)
class Job:
    """One piece of work, and who waits for it; see `Tasks.run`."""

    work: Callable[[], Any]
    context: QObject
    on_done: Callable[[Any], None]
    on_error: OnError
    lane: Lane
    replace: str
    future: "Future[None] | None" = None

    @property
    def kind(self) -> tuple[str, int]:
        """What a newer job replaces: those of its name for whoever waits. Two screens do not replace one another's."""
        return self.replace, id(self.context)


class Tasks(ABC):
    """Runs work in the background."""

    def run(
        self,
        work: Callable[[], T],
        *,
        context: QObject,
        on_done: Callable[[T], None],
        on_error: OnError,
        lane: Lane = Lane.DB,
        replace: str = "",
    ) -> None:
        """Run ``work``, then call ``on_done`` with what it returned, or ``on_error`` with its known failure.

        Args:
            work: runs on another thread; touches no widget and returns frozen records.
            context: whoever waits for the answer. Once it is deleted the answer is dropped.
            on_done: called on the interface's thread.
            on_error: called there too. A bug is reported as such and arrives here as a `ProgramFault`.
            lane: who does it.
            replace: with a name, a job of the same name for the same ``context`` that still waits is dropped, as is
                its answer if it has begun: a newer search replaces an older one.
        """
        self.take(Job(work, context, on_done, on_error, lane, replace))

    @abstractmethod
    def take(self, job: Job) -> None:
        """Do ``job`` now or later."""


class _Courier(QObject):
    """Carries answers to the thread it was made on."""

    sent = Signal(object, object, object)

    def __init__(self, deliver: Callable[[Job, object, Exception | None], None]) -> None:
        super().__init__()
        self._deliver = deliver
        self.sent.connect(self._arrived)

    @Slot(object, object, object)
    def _arrived(self, job: Job, result: object, error: Exception | None) -> None:
        self._deliver(job, result, error)


class Lanes(Tasks):
    """The real runner, one worker thread for each lane.

    Args:
        on_bug: told of everything that is not a known failure, on the interface's thread.
    """

    def __init__(self, on_bug: OnBug) -> None:
        self._on_bug = on_bug
        self._workers = {lane: ThreadPoolExecutor(1, thread_name_prefix=f"{lane}-lane") for lane in Lane}
        self._newest: dict[tuple[str, int], Job] = {}
        self._courier = _Courier(self._deliver)

    def take(self, job: Job) -> None:
        """Queue ``job`` in its lane."""
        if job.replace:
            older = self._newest.get(job.kind)
            if older is not None and older.future is not None:
                older.future.cancel()
            self._newest[job.kind] = job
        job.future = self._workers[job.lane].submit(self._work, job)

    def close(self) -> None:
        """Finish what runs, drop what waits."""
        for worker in self._workers.values():
            worker.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: Job) -> None:
        try:
            self._courier.sent.emit(job, job.work(), None)
        except Exception as error:  # the border between a thread and the screen: everything is handed over
            self._courier.sent.emit(job, None, error)

    def _deliver(self, job: Job, result: object, error: Exception | None) -> None:
        if job.replace and self._newest.get(job.kind) is not job:
            return
        self._newest.pop(job.kind, None)
        if error is not None and not isinstance(error, KnownFailure):
            self._on_bug(error)
        if not isValid(job.context):
            return
        if error is None:
            job.on_done(result)
        else:
            job.on_error(error if isinstance(error, KnownFailure) else ProgramFault())


class InlineRunner(Tasks):
    """Does everything at once, for tests and for pictures of screens. Raises bugs."""

    def take(self, job: Job) -> None:
        """Do ``job`` before anything else."""
        try:
            result = job.work()
        except KnownFailure as failure:
            job.on_error(failure)
        else:
            if isValid(job.context):
                job.on_done(result)
