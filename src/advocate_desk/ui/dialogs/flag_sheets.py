"""The sheets of flags: raising one, looking at one again, ending one."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.flag_rules import LABELS
from advocate_desk.domain.flags import Flag, FlagKind
from advocate_desk.services.keep_flags import FlagForm
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary, problems_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import TypedWords

USUAL_REVIEW = timedelta(days=28)
"""After which a flag is looked at again where nobody chooses another day; a service's own rule."""
SAY_KIND = "Choose what the flag warns of."
SAY_WHY = "Say why this flag is up, so that whoever opens the case knows what to do."
SAY_DAY = "Choose a day to look at this flag again."
SAY_END = "Say why this flag ends."
SAY_ENDED = "Say since when it is no longer needed."


class FlagSheet(RecordingSheet):
    """Raises a flag, or keeps what looking at one again came to; `recorded` says so.

    Args:
        parent: the screen that opens it.
        desk: the services.
        case_id: whose case.
        owners: who may look after a flag, by id.
        flag: the one looked at again; None raises one.
    """

    recorded = Signal()

    def __init__(
        self, parent: QWidget | None, desk: DeskContext, case_id: UUID, owners: Mapping[UUID, str], flag: Flag | None
    ) -> None:
        title, about = ("Look at a flag again", LABELS[flag.kind]) if flag else ("Raise a flag", RAISED)
        super().__init__(parent, desk.theme, title, about, "Keep the flag" if flag else "Raise the flag")
        self._desk, self._case_id, self._flag = desk, case_id, flag
        self._owners = tuple(owners)
        self.summary = ProblemSummary(desk.theme)
        self.kind = Choices("What does it warn of?", LABELS)
        self.reason = TypedWords(desk.theme, "&Why, and what to do?", 3)
        self.owner = QComboBox()
        self.owner.addItems(list(owners.values()))
        self.again = DayField("Look at it again &on", desk.clock.today, "For example, +28d, fri or 27/11.")
        self._lay_out()
        self._begin(desk)
        self.resize(desk.theme.px(560), desk.theme.px(640))
        self.keep_words(desk, f"flag {flag.id if flag else case_id}")

    def record(self) -> None:
        """Check everything and keep the flag."""
        problems = self._problems()
        self.summary.show_problems(problems)
        day = self.again.day()
        if problems or day is None:
            return
        owner = self.owner.currentIndex()
        form = FlagForm(
            kind=FlagKind(self.kind.value()),
            reason=self.reason.words,
            review_on=day,
            owner_id=self._owners[owner] if owner >= 0 else None,
        )
        flags = self._desk.safety.flags
        work = partial(flags.look_again, self._flag, form) if self._flag else partial(self._raise, form)
        self.wait()
        self._desk.keep(work, context=self, on_done=lambda _none: self._recorded(), on_error=self.show_failure)

    def _raise(self, form: FlagForm) -> None:
        self._desk.safety.flags.raise_flag(self._case_id, form)

    def _begin(self, desk: DeskContext) -> None:
        owner = self._flag.owner_id if self._flag else desk.who.user_id
        self.owner.setCurrentIndex(self._owners.index(owner) if owner in self._owners else -1)
        self.again.show_day(desk.clock.today() + USUAL_REVIEW)
        if self._flag is not None:
            self.kind.choose(self._flag.kind)
            self.reason.show_words(self._flag.reason)
            self.reason.edit.setFocus()
        else:
            self.kind.first().setFocus()

    def _problems(self) -> list[Problem]:
        return problems_in(
            ("" if self.kind.value() else SAY_KIND, self.kind.first()),
            (self.reason.problem(SAY_WHY), self.reason.edit),
            (self.again.problem(SAY_DAY), self.again.edit),
        )

    def _recorded(self) -> None:
        self.recorded.emit()
        self.accept()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        owner = Field("Who looks after it?", self.owner)
        for part in (self.summary, self.kind, self.reason, owner, self.again):
            column.addWidget(part)


class EndFlagSheet(RecordingSheet):
    """Ends a flag; `recorded` says so. It stays listed with the reason.

    Args:
        parent: the screen that opens it.
        desk: the services.
        flag: the one that ends.
    """

    recorded = Signal()

    def __init__(self, parent: QWidget | None, desk: DeskContext, flag: Flag) -> None:
        super().__init__(parent, desk.theme, f"End the flag: {LABELS[flag.kind]}", flag.reason, "End the flag")
        self._desk, self._flag = desk, flag
        self.summary = ProblemSummary(desk.theme)
        self.because = TypedWords(desk.theme, "&Why does it end?", 2)
        self.on = DayField("Since &when?", desk.clock.today, "For example, today or 20/11.", past=True)
        self.on.show_day(desk.clock.today())
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.summary, self.because, self.on):
            column.addWidget(part)
        self.resize(desk.theme.px(520), desk.theme.px(460))
        self.because.edit.setFocus()
        self.keep_words(desk, f"end-flag {flag.id}")

    def record(self) -> None:
        """Check both and end the flag."""
        problems = problems_in(
            (self.because.problem(SAY_END), self.because.edit), (self.on.problem(SAY_ENDED), self.on.edit)
        )
        self.summary.show_problems(problems)
        day = self.on.day()
        if problems or day is None:
            return
        self.wait()
        work = partial(self._desk.safety.flags.end, self._flag, day, self.because.words)
        self._desk.keep(work, context=self, on_done=lambda _none: self._recorded(), on_error=self.show_failure)

    def _recorded(self) -> None:
        self.recorded.emit()
        self.accept()


RAISED = "Everybody who opens the case sees it at once, until somebody ends it."
