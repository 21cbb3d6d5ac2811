"""A runner of jobs that can be told to hold them back."""

from collections.abc import Callable
from typing import Any

from advocate_desk.ui.tasks import InlineRunner


class HeldTasks(InlineRunner):
    """Answers at once, until it is told to hold back."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] | None = None

    def run(self, work: Callable[[], Any], **how: Any) -> None:  # noqa: ANN401 - stands in for any job
        if self.held is None:
            super().run(work, **how)
        else:
            self.held.append(lambda: super(HeldTasks, self).run(work, **how))

    def answer(self) -> None:
        """Do everything that was held back, and what it leads to."""
        held, self.held = self.held or [], None
        for job in held:
            job()
