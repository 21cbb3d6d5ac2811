"""The three lanes of one person's way, side by side: report, support, justice."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.services.show_case import StepView
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.words import Words

LANE_WORDS = {Lane.REPORT: "Report", Lane.SUPPORT: "Support", Lane.JUSTICE: "Justice"}
EMPTY_WORDS = {
    Lane.REPORT: "Nothing here. Reporting is always a choice.",
    Lane.SUPPORT: "No step yet.",
    Lane.JUSTICE: "Nothing here, and nothing has to be.",
}
SHAPES = {
    StepState.DONE: ("check-circle-fill", "ok"),
    StepState.WAITING: ("circle-half-fill", "accent"),
    StepState.NOT_STARTED: ("circle-dashed", "muted"),
    StepState.NOT_WANTED: ("prohibit", "muted"),
}
STATE_WORDS = {
    StepState.DONE: "done",
    StepState.WAITING: "waiting",
    StepState.NOT_STARTED: "not started",
    StepState.NOT_WANTED: "not wanted",
}


class LaneBoard(QWidget):
    """Shows every step with its state as shape and words. Late steps say so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def stack(self, stacked: bool) -> None:
        """Put the lanes under one another, or side by side."""
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)

    def show_steps(self, steps: Sequence[StepView]) -> None:
        """Show these steps in the place of what was shown."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for lane in Lane:
            self._row.addWidget(self._lane(lane, [step for step in steps if step.lane is lane]), 1)

    def _lane(self, lane: Lane, steps: Sequence[StepView]) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "lane")
        head = QHBoxLayout()
        head.addWidget(Words(LANE_WORDS[lane], "strong"))
        head.addStretch(1)
        done = sum(step.state is StepState.DONE for step in steps)
        wanted = sum(step.state is not StepState.NOT_WANTED for step in steps)
        if steps:
            head.addWidget(Words(f"{done} of {wanted} done" if wanted else "Not wanted", "small"))
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addLayout(head)
        for step in steps:
            column.addWidget(self._tile(step))
        if not steps:
            column.addWidget(Words(EMPTY_WORDS[lane], "small", wrap=True))
        column.addStretch(1)
        return frame

    def _tile(self, step: StepView) -> QFrame:
        tile = QFrame()
        current = step.state is StepState.WAITING and not step.late
        tile.setProperty("look", "tile-current" if current else "tile")
        shape, role = ("warning-circle-fill", "danger") if step.late else SHAPES[step.state]
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Words(step.title, wrap=True))
        look = "small-danger" if step.late else "small"
        words.addWidget(Words(step.status_line, look, wrap=True))
        row = QHBoxLayout(tile)
        row.setContentsMargins(11, 7, 11, 7)
        row.setSpacing(12)
        row.addWidget(Glyph(self._theme, shape, role), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        state = "late" if step.late else STATE_WORDS[step.state]
        tile.setAccessibleName(f"{step.title}, {state}. {step.status_line}")
        return tile
