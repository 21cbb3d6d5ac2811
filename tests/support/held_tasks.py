"""A runner of jobs that can be told to hold them back."""

from advocate_desk.ui.tasks import InlineRunner, Job


class HeldTasks(InlineRunner):
    """Answers at once, until it is told to hold back."""

    def __init__(self) -> None:
        self.held: list[Job] | None = None

    def take(self, job: Job) -> None:
        if self.held is None:
            super().take(job)
        else:
            self.held.append(job)

    def answer_what_is_held(self) -> None:
        """Do what was held back so far, and hold back what it leads to."""
        held, self.held = self.held or [], []
        for job in held:
            super().take(job)

    def answer(self) -> None:
        """Do everything that was held back, and what it leads to."""
        held, self.held = self.held or [], None
        for job in held:
            self.take(job)
